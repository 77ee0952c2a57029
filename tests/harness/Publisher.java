import java.util.List;

/** A process that publishes a line: {@code write|commit|push LOCATION BRANCH FILE LINE}. */
final class Publisher {
    private Publisher() {}

    public static void main(String... args) {
        Console console = new Console();
        FileChange change = line(args[3], args[4]);
        try (ConfigRepository repository = ConfigRepository.open(args[1], args[2], "", false, console)) {
            switch (args[0]) {
                case "write" -> repository.write(List.of(change));
                case "commit" -> System.out.println(repository.commit(List.of(change), args[4]).orElse("unchanged"));
                default -> System.out.println(repository.push(List.of(change), args[4]).orElse("unchanged"));
            }
        } catch (Failure e) {
            console.error(e);
            System.exit(e.exitStatus());
        }
    }

    /** Adds a line to a file unless it has it. */
    static FileChange line(String file, String line) {
        return new FileChange(file, text -> text.contains(line + "\n") ? text : text + line + "\n");
    }

    static CommandResult run(Sandbox sandbox, String... arguments) {
        return sandbox.finish(start(sandbox, arguments));
    }

    static Sandbox.RunningCommand start(Sandbox sandbox, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
                "-cp", System.getProperty("java.class.path"), "Publisher"));
        command.addAll(List.of(arguments));
        return sandbox.start(command);
    }
}
