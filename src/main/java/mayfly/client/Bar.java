package mayfly.client;

import com.google.gson.JsonElement;

/** Shows how far a job is: as a bar that is drawn again and again where there is a terminal, else as one line for each status. */
final class Bar {
    private static final int WIDTH = 30;
    private final Terminal terminal;
    private String last = "";
    private boolean drawn;

    Bar(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @param job its statusInfo */
    void show(JsonElement job) {
        String status = Terminal.plain(Json.text(job, "status"));
        if (terminal.columns() > 0) draw(status, Json.text(job, "progress"), Terminal.plain(Json.text(job, "message")));
        else if (!status.equals(last)) terminal.say(status);
        last = status;
    }

    private void draw(String status, String progress, String message) {
        var line = new StringBuilder();
        if (progress.matches("\\d{1,3}(\\.\\d+)?")) {
            int percent = Math.min(100, (int) Double.parseDouble(progress));
            int done = percent * WIDTH / 100;
            line.append('[').append("#".repeat(done)).append("-".repeat(WIDTH - done)).append("] ").append(percent).append(" % ");
        } else line.append(status).append(' ');
        line.append(message);
        String text = line.toString().strip();
        terminal.err().print("\r\u001b[K" + text.substring(0, Math.min(text.length(), terminal.columns() - 1)));
        terminal.err().flush();
        drawn = true;
    }

    /** What is said next begins on a line of its own. */
    void end() {
        if (drawn) terminal.err().println();
        drawn = false;
    }
}
