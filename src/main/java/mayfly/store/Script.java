package mayfly.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import mayfly.job.JobState;

/** The scripts that run inside Redis, one file each. Every one is preceded by the law's table, generated from {@link JobState}, and {@code law.lua}. */
enum Script {
    CREATE, TAKE, CHANGE, BEAT, NOTE, ALIVE, LEAVE, PROOF, DROP, REMOVE, HURRY, AGAIN, KEEP, RESTORE, CLAIM, NOTICED, PLACE, LIST, OVERVIEW, GRANT, GRANTED, REVOKE;

    private String text;
    private String sha;

    /** The whole text, for EVAL. */
    synchronized String text() {
        if (text == null) text = table() + file("law") + file(name().toLowerCase(java.util.Locale.ROOT));
        return text;
    }

    /** SHA-1 of the text in hex, for EVALSHA. */
    synchronized String sha() {
        if (sha == null) {
            try {
                sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text().getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
        return sha;
    }

    private static String table() {
        var law = new StringBuilder("local LAW = {");
        var holds = new StringBuilder("local HOLDS = {");
        var ends = new StringBuilder("local FINAL = {");
        for (JobState from : JobState.values()) {
            law.append(from).append("={");
            for (JobState to : JobState.values()) if (from.allows(to)) law.append(to).append("=true,");
            law.append("},");
            if (from.holdsSlot()) holds.append(from).append("=true,");
            if (from.isFinal()) ends.append(from).append("=true,");
        }
        return law.append("}\n").toString() + holds.append("}\n") + ends.append("}\n");
    }

    private static String file(String name) {
        try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
