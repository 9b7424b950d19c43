package mayfly.worker.samples.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * How many different values there are among very many, estimated in constant memory: the registers of HyperLogLog (Flajolet, Fusy, Gandouet, Meunier: HyperLogLog, AofA 2007),
 * each the longest run of zeros met in its share of the values, counted as they change (Ting: Streamed approximate counting of distinct elements, KDD 2014): a change comes with
 * a known chance, and stands for as many new values as that chance is small. The standard error is 0.83 / sqrt(registers), 1.3 %.
 */
final class Distinct {
    private static final int COUNT = 1 << 12;
    private final byte[] registers = new byte[COUNT];
    /** Sum of 2^-register; exact, being a sum of few powers of two. Divided by {@link #COUNT}: the chance that a new value changes a register. */
    private double open = COUNT;
    private double estimate;

    /** @param mark 64 bits that tell values apart, each of them as good as any other */
    void add(long mark) {
        int register = (int) mark & COUNT - 1;
        int run = Long.numberOfLeadingZeros(mark | COUNT >> 1) + 1;
        int before = registers[register];
        if (run <= before) return;
        estimate += COUNT / open;
        open -= Math.scalb(1.0, -before) - Math.scalb(1.0, -run);
        registers[register] = (byte) run;
    }

    long estimate() {
        return Math.round(estimate);
    }

    void save(DataOutputStream out) throws IOException {
        out.writeDouble(open);
        out.writeDouble(estimate);
        out.write(registers);
    }

    static Distinct restore(DataInputStream in) throws IOException {
        var of = new Distinct();
        of.open = in.readDouble();
        of.estimate = in.readDouble();
        if (in.readNBytes(of.registers, 0, COUNT) < COUNT) throw new EOFException("registers are lacking");
        return of;
    }
}
