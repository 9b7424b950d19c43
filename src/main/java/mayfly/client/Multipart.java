package mayfly.client;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A form as browsers send it (RFC 7578); files are streamed from the disk, whatever their size. */
final class Multipart {
    private final String boundary = "mayfly-" + UUID.randomUUID();
    private final List<BodyPublisher> parts = new ArrayList<>();

    void field(String name, String value) {
        parts.add(BodyPublishers.ofString(head(name) + "\r\n\r\n" + value + "\r\n", StandardCharsets.UTF_8));
    }

    /** @throws Ending when it is not there any more */
    void file(String name, Path file) {
        try {
            String head = head(name) + "; filename=\"" + quoted(file.getFileName().toString()) + "\"\r\nContent-Type: " + MediaTypes.of(file) + "\r\n\r\n";
            parts.add(BodyPublishers.ofString(head, StandardCharsets.UTF_8));
            parts.add(BodyPublishers.ofFile(file));
            parts.add(BodyPublishers.ofString("\r\n", StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            throw Ending.usage("“" + name + "=@" + file + "”: there is no such file.");
        } catch (IOException e) {
            throw Ending.usage("“" + name + "=@" + file + "”: the file cannot be read: " + e.getMessage());
        }
    }

    private String head(String name) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + quoted(name) + "\"";
    }

    private static String quoted(String name) {
        return name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }

    String type() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** To be sent once. */
    BodyPublisher body() {
        var all = new ArrayList<>(parts);
        all.add(BodyPublishers.ofString("--" + boundary + "--\r\n", StandardCharsets.UTF_8));
        return BodyPublishers.concat(all.toArray(BodyPublisher[]::new));
    }
}
