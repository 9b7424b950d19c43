package mayfly.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Listens to everything that is said to a Redis (its command MONITOR), on a connection of its own. */
public final class Monitor implements AutoCloseable {
    private static final Pattern LINE = Pattern.compile("\\+[0-9.]+ \\[\\d+ (\\S+)\\] \"(\\w+)\"(.*)");

    /**
     * One command that went over a wire, and what a script did in its course.
     *
     * @param from  address of the client
     * @param words arguments as Redis shows them, those of commands inside a script among them
     */
    public record Command(String from, String name, List<String> words) {
        public boolean mentions(String text) {
            return words.stream().anyMatch(w -> w.contains(text));
        }
    }

    private final Socket socket;
    private final BufferedReader in;
    private final List<Command> heard = new ArrayList<>();

    /** Returns when it listens. @param redis redis://user:password@host:port/database */
    public Monitor(URI redis) throws IOException {
        socket = new Socket(redis.getHost(), redis.getPort());
        socket.setSoTimeout(30_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        say("AUTH " + redis.getUserInfo().split(":", 2)[1]);
        say("MONITOR");
    }

    private void say(String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        String answer = in.readLine();
        if (!"+OK".equals(answer)) throw new IOException(command + ": " + answer);
    }

    /** Everything said until somebody says {@code last}, that command with all of its script included. */
    public List<Command> until(String last) throws IOException {
        while (true) {
            Matcher m = LINE.matcher(in.readLine());
            if (!m.matches()) continue;
            if (m.group(1).equals("lua")) {
                heard.get(heard.size() - 1).words().add(m.group(2) + m.group(3));
            } else {
                if (!heard.isEmpty() && heard.get(heard.size() - 1).mentions(last)) return List.copyOf(heard);
                heard.add(new Command(m.group(1), m.group(2).toLowerCase(java.util.Locale.ROOT), new ArrayList<>(List.of(m.group(3)))));
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
