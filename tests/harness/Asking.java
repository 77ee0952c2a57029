import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** Asks registries as scripts do, but waits only for a short time; for tests. */
final class Asking {
    private final RegistryOptions options = new RegistryOptions();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, List<String>> mirrors = new HashMap<>();
    private RegistryLimits limits = new RegistryLimits(Duration.ofSeconds(2), Duration.ofSeconds(10),
            Duration.ofMillis(5), Duration.ofSeconds(2), Duration.ofSeconds(10), RegistryLimits.USUAL.mostBytes());

    private Asking() {}

    /** Docker's configuration is the sandbox's, its helpers are the sandbox's programs. */
    static Asking from(Sandbox sandbox) {
        return new Asking().env("HOME", sandbox.directory().toString())
                .env("PATH", sandbox.path("bin") + ":" + System.getenv("PATH"));
    }

    Asking env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Asking mirror(String host, String... ofHost) {
        mirrors.put(host, List.of(ofHost));
        return this;
    }

    Asking trust(Path certificate) {
        options.authorities = List.of(certificate);
        return this;
    }

    Asking trustAll() {
        options.verifyCertificates = false;
        return this;
    }

    Asking patience(Duration forAnswers) {
        limits = new RegistryLimits(limits.connect(), forAnswers, limits.backoff(), limits.longestWait(), forAnswers,
                limits.mostBytes());
        return this;
    }

    Registry open() {
        return options.open(new Settings.Registry(mirrors), environment, limits, new Console(), request -> { });
    }

    String digest(String image) {
        return open().digest(ImageReference.parse(image));
    }

    /** Looks up an image, which has to fail. */
    Failure refusal(String image) {
        return failure(() -> digest(image));
    }

    static Failure failure(Executable question) {
        return assertThrows(Failure.class, question);
    }

    /** One message for people, that says this. */
    static void says(Failure failure, String... texts) {
        String all = failure.getMessage() + "\n" + failure.advice();
        for (String text : texts) {
            assertTrue(all.contains(text), () -> "lacks: " + text + "\n" + all);
        }
        assertTrue(!all.contains("Exception") && !all.contains("java."), all);
    }
}
