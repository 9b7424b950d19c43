package mayfly.app;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.logging.Logger;
import mayfly.app.redis.PrivateFile;

/** What lets the operator in: set by the deployment, or generated once and kept in the home. */
public final class OperatorPassword {
    private static final Logger LOG = Logger.getLogger("mayfly");
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private OperatorPassword() { }

    /** @return the password: the setting, else the one kept in {@code HOME/operator-password}, which is made when missing */
    public static String ensure(Settings settings) throws IOException {
        if (!settings.operatorPassword().isEmpty()) return settings.operatorPassword();
        Path file = settings.home().resolve("operator-password");
        String kept = PrivateFile.read(file);
        if (!kept.isEmpty()) return kept;
        String made = PrivateFile.ensure(file, generate());
        LOG.info("The operator's password is in " + file);
        return made;
    }

    private static String generate() {
        StringBuilder text = new StringBuilder();
        new SecureRandom().ints(20, 0, LETTERS.length()).forEach(i -> text.append(LETTERS.charAt(i)));
        return text.toString();
    }
}
