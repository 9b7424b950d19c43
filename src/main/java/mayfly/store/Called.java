package mayfly.store;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mayfly.job.Notice;

/** Reads what {@code noticed.lua} has written into a record: fields "called.KIND" of "sent said last next". */
final class Called {
    private Called() { }

    static List<Notice> read(Map<String, String> hash) {
        var out = new ArrayList<Notice>();
        add(out, hash, Notice.Kind.SUCCESS, "onsuccess");
        add(out, hash, Notice.Kind.PROGRESS, "onprogress");
        add(out, hash, Notice.Kind.FAILURE, "onfailure");
        return List.copyOf(out);
    }

    private static void add(List<Notice> out, Map<String, String> hash, Notice.Kind kind, String address) {
        if (!hash.containsKey(address)) return;
        String host = host(hash.get(address));
        String called = hash.get("called." + kind.word());
        if (called == null) {
            out.add(new Notice(kind, host, 0, null, null, null));
            return;
        }
        String[] f = called.split(" ");
        out.add(new Notice(kind, host, Integer.parseInt(f[0]), f[1], time(f[2]), time(f[3])));
    }

    private static String host(String address) {
        try {
            String host = URI.create(address).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static Instant time(String ms) {
        return ms.equals("0") ? null : Instant.ofEpochMilli(Long.parseLong(ms));
    }
}
