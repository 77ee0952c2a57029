import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tools that only the system's package manager has. */
final class DebianPackage {
    private DebianPackage() {}

    /** Installs a package unless its programs are there. */
    static synchronized void install(String name, String... programs) {
        try (Sandbox sandbox = Sandbox.create()) {
            String test = "command -v " + String.join(" && command -v ", programs);
            if (sandbox.shell(test).exit() != 0) {
                CommandResult result = sandbox.env("DEBIAN_FRONTEND", "noninteractive").shell(
                        "apt-get update && apt-get install -y --no-install-recommends " + name);
                assertTrue(sandbox.shell(test).exit() == 0,
                        () -> "the tests need " + name + ", which cannot be installed:\n" + result);
            }
        }
    }
}
