package mayfly.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By which servers know this user who has no token: so that who sends a job can list and dismiss it with the next command. One line for each server, in a file that only its owner can read:
 * {@code $XDG_STATE_HOME/mayfly/cookies}, or {@code ~/.local/state/mayfly/cookies}.
 */
final class Cookies {
    private final Path file;

    Cookies(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path folder = state.isEmpty() ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".local", "state") : Path.of(state);
        file = folder.resolve("mayfly").resolve("cookies");
    }

    Optional<String> of(URI server) {
        return lines().stream().filter(l -> l.startsWith(server + " ")).map(l -> l.substring(server.toString().length() + 1)).findFirst();
    }

    /** Its name and value. What cannot be kept is not: the command goes on without. @param set as {@code Set-Cookie} says it */
    void keep(URI server, String set) {
        String cookie = set.split(";", 2)[0].strip();
        if (!cookie.matches("[\\x21-\\x7e]+=[\\x21-\\x7e]*") || of(server).filter(cookie::equals).isPresent()) return;
        var lines = new ArrayList<>(lines());
        lines.removeIf(l -> l.startsWith(server + " "));
        lines.add(server + " " + cookie);
        try {
            Files.createDirectories(file.getParent());
            Path part = Files.createTempFile(file.getParent(), "cookies", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(part, lines);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UnsupportedOperationException e) {
            // Its jobs can be read by their links all the same.
        }
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
