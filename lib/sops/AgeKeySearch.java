//SOURCES ../Failure.java
//SOURCES ../tools/Run.java
//SOURCES AgeKeys.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds somebody's age keys where sops looks for them: in {@code SOPS_AGE_KEY}, in the file that
 * {@code SOPS_AGE_KEY_FILE} names, in what the command {@code SOPS_AGE_KEY_CMD} prints, and in the user's
 * {@code sops/age/keys.txt}.
 */
final class AgeKeySearch {
    private static final String PREFIX = "AGE-SECRET-KEY-1";
    /** Keys of plugins, SSH keys, and files that a passphrase protects. */
    private static final List<String> OTHER_KINDS = List.of("AGE-", "-----BEGIN", "age-encryption.org");

    private final Map<String, String> environment;
    private final List<String> identities = new ArrayList<>();
    private final List<String> origins = new ArrayList<>();

    private AgeKeySearch(Map<String, String> environment) {
        this.environment = environment;
    }

    /** All keys; an empty set of them when there is none. */
    static AgeKeys find(Map<String, String> environment) {
        AgeKeySearch search = new AgeKeySearch(environment);
        search.variable("SOPS_AGE_KEY").ifPresent(keys -> search.add(keys, "SOPS_AGE_KEY"));
        search.variable("SOPS_AGE_KEY_FILE").map(Path::of)
                .ifPresent(file -> search.add(text(file, "SOPS_AGE_KEY_FILE names"), file.toString()));
        search.variable("SOPS_AGE_KEY_CMD").ifPresent(command -> search.add(output(command), "SOPS_AGE_KEY_CMD"));
        Path own = search.configuration().resolve("sops/age/keys.txt");
        if (Files.exists(own)) {
            search.add(text(own, "sops looks for"), own.toString());
        }
        return AgeKeys.of(search.identities, String.join(", ", search.origins));
    }

    private Path configuration() {
        Path home = Path.of(variable("HOME").orElse(System.getProperty("user.home")));
        boolean isMac = System.getProperty("os.name").startsWith("Mac");
        return variable("XDG_CONFIG_HOME").map(Path::of)
                .orElse(home.resolve(isMac ? "Library/Application Support" : ".config"));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private void add(String text, String origin) {
        origins.add(origin);
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith(PREFIX)) {
                identities.add(line);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                boolean isOther = OTHER_KINDS.stream().anyMatch(line::startsWith);
                throw new Failure(isOther ? "a key in " + origin + " is of a kind that only sops itself can use"
                        : "there is something in " + origin + " that is no age key",
                        isOther ? "Use it: secrets.java --with sops, or take a key that age-keygen makes."
                                : "A key is a line that starts with " + PREFIX + "; age-keygen makes one.");
            }
        }
    }

    /** @param why this file */
    private static String text(Path file, String why) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Failure(Failure.reading(file, e).getMessage(), "It is the file of age keys that " + why + ".");
        }
    }

    /** What the command prints is a key, so it is shown to nobody, in a failure either. */
    private static String output(String command) {
        Run.Result result = new Run("sh", "-c", command).result();
        if (result.exit() != 0) {
            throw new Failure("the command of SOPS_AGE_KEY_CMD failed with exit status " + result.exit(),
                    "Run it by itself to see why.");
        }
        return result.out();
    }
}
