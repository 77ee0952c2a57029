//SOURCES ../Failure.java
//SOURCES ../git/JGit.java
//SOURCES ../io/FileTree.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;

/** The hook of Git that refuses to commit plain secrets. */
final class CommitHook {
    private static final String MARK =
            "# Refuses to commit plain secrets. Installed by secrets.java check --install-hook";

    private CommitHook() {}

    /**
     * Installs it for the repository of a project.
     *
     * @param command that runs {@code secrets.java}; empty to find it
     * @return where it is
     */
    static Path install(Path project, String command) {
        try (Repository repository = JGit.repositoryOf(project).orElseThrow(() -> new Failure(
                project.toAbsolutePath().normalize() + " is not in a Git repository", "Make one: git init"))) {
            Path root = repository.getWorkTree().toPath().toRealPath();
            String inRoot = root.relativize(project.toRealPath()).toString();
            Path hook = hooks(repository, root).resolve("pre-commit");
            String script = command.isEmpty() ? found(root, project) : command;
            if (Files.exists(hook) && !Files.readString(hook).contains(MARK)) {
                throw new Failure("there is a hook already: " + hook,
                        "Add this line to it:\n  " + line(script, inRoot) + " || exit");
            }
            Files.createDirectories(hook.getParent());
            FileTree.write(hook, "#!/bin/sh\n" + MARK + "\nexec " + line(script, inRoot) + "\n");
            hook.toFile().setExecutable(true, false);
            return hook;
        } catch (IOException e) {
            throw Failure.writing(project, e);
        }
    }

    private static String line(String script, String project) {
        return script + " check --staged -C " + quoted(project.isEmpty() ? "." : project);
    }

    private static Path hooks(Repository repository, Path root) {
        String other = repository.getConfig().getString("core", null, "hooksPath");
        return other == null ? repository.getCommonDirectory().toPath().resolve("hooks") : root.resolve(other);
    }

    /** The launcher that runs this script, and the script where a project has it. */
    private static String found(Path root, Path project) throws IOException {
        Path own = project.toRealPath().resolve("secrets.java");
        Optional<Path> script = Stream.of(own, root.resolve("secrets.java")).filter(Files::exists).findFirst();
        String launcher = Optional.ofNullable(System.getenv("JBANG_LAUNCH_CMD")).filter(path -> !path.isBlank())
                .orElse("jbang");
        return quoted(launcher) + " " + quoted(script.orElseThrow(() -> new Failure(
                "there is no secrets.java in " + root + " that the hook could run",
                "Say how it is run: --hook-command 'jbang …/secrets.java'")).toString());
    }

    private static String quoted(String text) {
        return text.matches("[\\w./@:-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
