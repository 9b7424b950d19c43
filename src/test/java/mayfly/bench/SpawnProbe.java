package mayfly.bench;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code SpawnProbe MEBIBYTES FILES}: a JVM with so much of its heap in use and so many files open, which starts the program that a line on its standard input names, waits for
 * its end, and answers with the ns until ProcessBuilder.start returned and until the end was seen.
 */
public final class SpawnProbe {
    private static final List<Object> HELD = new ArrayList<>();

    private SpawnProbe() { }

    public static void main(String[] args) throws Exception {
        for (int left = Integer.parseInt(args[0]); left >= 32; left -= 32) HELD.add(touched(32));
        for (int i = 0; i < Integer.parseInt(args[1]); i++) HELD.add(new FileInputStream("/dev/null"));
        var in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) System.out.println(start(line.split(" ")));
    }

    private static byte[] touched(int mebibytes) {
        byte[] memory = new byte[mebibytes << 20];
        Arrays.fill(memory, (byte) 1);
        return memory;
    }

    private static String start(String[] command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        long begin = System.nanoTime();
        Process process = builder.start();
        long started = System.nanoTime() - begin;
        process.waitFor();
        return started + " " + (System.nanoTime() - begin);
    }
}
