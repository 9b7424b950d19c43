package mayfly.bench;

/** The least that a Java process can do; with any argument it also says its peak memory in MiB. */
public final class Hello {
    private Hello() { }

    public static void main(String[] args) {
        System.out.println(args.length == 0 ? "hello" : Double.toString(Proc.peak(ProcessHandle.current().pid())));
    }
}
