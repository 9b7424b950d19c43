package mayfly.worker.command;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mayfly.worker.Job;

/**
 * Reads progress from what a program prints, by the regular expressions of its description. Their groups say what they found: percent; current and total, as numbers or as times
 * (00:01:30.5), also on different lines; message.
 */
final class ProgressLines {
    private static final Pattern TIME = Pattern.compile("(?:(\\d+):)?(\\d+):(\\d+)(?:\\.\\d*)?");
    /** A longer line is no progress: to look through it could take long. */
    private static final int LONG = 2000;
    private final Job job;
    private final List<Pattern> patterns;
    private long total;

    ProgressLines(Job job, List<String> patterns) {
        this.job = job;
        this.patterns = patterns.stream().map(Pattern::compile).toList();
    }

    synchronized void look(String line) {
        if (line.length() > LONG) return;
        for (Pattern pattern : patterns) {
            Matcher found = pattern.matcher(line);
            // The last one on a line is the latest.
            Matcher last = null;
            while (found.find()) last = pattern.matcher(line).region(found.start(), line.length());
            if (last != null && last.lookingAt()) say(pattern.pattern(), last);
        }
    }

    private void say(String pattern, Matcher found) {
        String message = group(pattern, found, "message");
        Long percent = number(group(pattern, found, "percent"));
        Long all = number(group(pattern, found, "total"));
        Long current = number(group(pattern, found, "current"));
        if (all != null) total = all;
        if (percent != null) job.progress(Math.min(100, percent), 100, message);
        else if (current != null) job.progress(total > 0 ? Math.min(current, total) : current, total, message);
        else if (message != null) job.progress(0, total, message);
    }

    private static String group(String pattern, Matcher found, String name) {
        return pattern.contains("(?<" + name + ">") ? found.group(name) : null;
    }

    /** Whole units, of a time seconds; null when there is none. */
    private static Long number(String text) {
        if (text == null) return null;
        Matcher time = TIME.matcher(text);
        if (time.matches()) return (time.group(1) == null ? 0 : Long.parseLong(time.group(1))) * 3600 + Long.parseLong(time.group(2)) * 60 + Long.parseLong(time.group(3));
        try {
            return (long) Double.parseDouble(text.replace(",", "").strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
