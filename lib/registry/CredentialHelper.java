//SOURCES ../Failure.java
//SOURCES ../tools/Run.java
//SOURCES ../yaml/Json.java
//SOURCES RegistryLogin.java

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** A program {@code docker-credential-NAME} that keeps credentials for Docker. */
final class CredentialHelper {
    private static final int LONGEST_SAID = 200;

    private final String program;
    private final String path;
    private final Duration timeout;

    /** @param path the directories where programs are, as {@code PATH} */
    CredentialHelper(String name, String path, Duration timeout) {
        this.program = "docker-credential-" + name;
        this.path = path;
        this.timeout = timeout;
    }

    /**
     * What it keeps for a server; empty when it knows none.
     *
     * @throws Failure that says what went wrong, without secrets
     */
    Optional<RegistryLogin> login(String server) {
        Path file = Arrays.stream(path.split(File.pathSeparator)).map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new Failure(program + " is not on this machine"));
        Run.Result result = new Run(file.toString(), "get").input(server).timeout(timeout).result();
        if (result.exit() != 0) {
            String said = (result.err() + result.out()).strip();
            if (said.contains("credentials not found")) {
                return Optional.empty();
            }
            throw new Failure(program + " failed with exit status " + result.exit()
                    + (said.isEmpty() ? "" : ": " + shortened(said)));
        }
        return Optional.of(parse(result.out()));
    }

    private RegistryLogin parse(String json) {
        try {
            JsonNode answer = Json.MAPPER.readTree(json);
            String user = answer.path("Username").asText();
            String secret = answer.path("Secret").asText();
            if (!secret.isEmpty()) {
                return RegistryLogin.ofUser(program, user, secret);
            }
        } catch (JsonProcessingException e) {
            // the message could quote the secret
        }
        throw new Failure(program + " answered with something else than credentials");
    }

    /** One line without anything that could be a secret. */
    private static String shortened(String said) {
        if (said.contains("\"Secret\"")) {
            return "what it said holds a secret";
        }
        String line = Run.withoutPasswords(said).replaceAll("\\s+", " ")
                .replaceAll("(?i)(password|secret|token)([\"']?[=:]\\s*)\\S+", "$1$2***")
                .replaceAll("[A-Za-z0-9+/=_-]{32,}", "***");
        return line.length() <= LONGEST_SAID ? line : line.substring(0, LONGEST_SAID) + "…";
    }
}
