package mayfly.worker.samples.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Parts that the saved states of several classes share. */
final class Saved {
    private Saved() { }

    /** @param text at most some thousand characters, or null */
    static void text(DataOutputStream out, String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) out.writeUTF(text);
    }

    static String text(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    /** The first so many of the numbers. */
    static void doubles(DataOutputStream out, double[] numbers, int n) throws IOException {
        out.writeInt(n);
        for (int i = 0; i < n; i++) out.writeDouble(numbers[i]);
    }

    static double[] doubles(DataInputStream in) throws IOException {
        var numbers = new double[in.readInt()];
        for (int i = 0; i < numbers.length; i++) numbers[i] = in.readDouble();
        return numbers;
    }

    static void longs(DataOutputStream out, long[] numbers) throws IOException {
        out.writeInt(numbers.length);
        for (long number : numbers) out.writeLong(number);
    }

    static long[] longs(DataInputStream in) throws IOException {
        var numbers = new long[in.readInt()];
        for (int i = 0; i < numbers.length; i++) numbers[i] = in.readLong();
        return numbers;
    }
}
