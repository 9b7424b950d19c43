package mayfly.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** One large file through the form, {@code upload [MEGABYTES]}, 200 if not said, against a bare servlet that writes the body to the same disk, and against a copy of the file. */
final class UploadBenchmark implements Benchmark {
    private static final int ROUNDS = 7;
    private static final String BARE = "bare servlet, raw body, synced";
    private static final String COPY = "copy of the file, synced";
    private static final String HEAD = "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large.bin\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    private static final String TAIL = "\r\n--XX--\r\n";

    @Override
    public Report run(List<String> arguments) throws Exception {
        long bytes = (arguments.isEmpty() ? 200 : Long.parseLong(arguments.get(0))) * 1_000_000;
        var report = new Report("upload", "A file of " + bytes / 1_000_000 + " MB as one part of a multipart form until the form's answer is there: received, parsed, on disk and synced. The form lacks another entry, so that no job begins. "
                + "Sender and server share the machine.")
                .column("MB/s", "rate", Samples::median).column("s", "s", Samples::median).column("server CPU s/GB", "cpu", Samples::median).ratio("rate, x bare servlet", "rate", Samples::median);
        Path folder = Files.createDirectories(Path.of("target/bench/upload").toAbsolutePath());
        Path source = sample(folder.resolve("source"), bytes);
        try (var mayfly = ServerUnderTest.mayfly("upload", ServerUnderTest.JAVA, Map.of()); var floor = ServerUnderTest.bare("upload-floor", UploadFloor.class, folder.resolve("received").toString())) {
            report.add(new Frame(bytes / 1_000_000 + " MB")
                    .floor(BARE, sink -> timed(sink, bytes, floor, () -> send(floor, "/", "application/octet-stream", "", source, "", 200)))
                    .variant("Mayfly, multipart form", BARE, sink -> {
                        timed(sink, bytes, mayfly, () -> send(mayfly, "/processes/echo/execution", "multipart/form-data; boundary=XX", HEAD, source, TAIL, 422));
                        emptied(mayfly.home().resolve("uploads"));
                    })
                    .variant(COPY, BARE, sink -> timed(sink, bytes, null, () -> copy(source, folder.resolve("copied"))))
                    .run(2, ROUNDS));
        } finally {
            emptied(folder);
        }
        return report;
    }

    private interface Transfer {
        void run() throws Exception;
    }

    private static void timed(Frame.Sink sink, long bytes, ServerUnderTest server, Transfer transfer) throws Exception {
        double cpu = server == null ? 0 : Proc.cpu(server.pid());
        long begin = System.nanoTime();
        transfer.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        sink.add("s", seconds);
        sink.add("rate", bytes / 1e6 / seconds);
        if (server != null) sink.add("cpu", (Proc.cpu(server.pid()) - cpu) / 1e3 / (bytes / 1e9));
    }

    private static void send(ServerUnderTest server, String path, String type, String head, Path body, String tail, int status) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port()); InputStream in = Files.newInputStream(body)) {
            long length = head.length() + Files.size(body) + tail.length();
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n" + head).getBytes(StandardCharsets.US_ASCII));
            var chunk = new byte[1 << 18];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) out.write(chunk, 0, n);
            out.write(tail.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 " + status)) throw new IllegalStateException(status + " was expected; found " + answer);
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        try (InputStream in = Files.newInputStream(source)) {
            UploadFloor.store(in, target);
        }
    }

    private static Path sample(Path file, long bytes) throws IOException {
        var chunk = new byte[1_000_000];
        new Random(1).nextBytes(chunk);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = bytes; left > 0; left -= chunk.length) out.write(chunk);
        }
        return file;
    }

    private static void emptied(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) if (!file.equals(folder)) Files.delete(file);
        }
    }
}
