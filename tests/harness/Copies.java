import java.util.List;

/** Copies of scripts, made by the real {@code lib/bundle.java}. */
final class Copies {
    static final String BUNDLE = "lib/bundle.java";

    private Copies() {}

    /** Runs {@code lib/bundle.java}, which is compiled before tests that run at once use it. */
    static CommandResult bundle(Sandbox sandbox, String... arguments) {
        compile();
        return sandbox.script(BUNDLE, arguments);
    }

    /** The scripts at the top of the repository. */
    static List<String> scripts() {
        String[] all = Workbench.REPOSITORY.toFile().list((directory, name) -> name.matches(".*\\.(java|jbang)"));
        return List.of(all).stream().sorted().toList();
    }

    static void compile() {
        Compiled.RESULT.succeeds();
    }

    private static final class Compiled {
        static final CommandResult RESULT = build();

        private static CommandResult build() {
            try (Sandbox sandbox = Sandbox.create()) {
                return sandbox.run(List.of(Launcher.FILE, "build", Workbench.REPOSITORY.resolve(BUNDLE).toString()));
            }
        }
    }
}
