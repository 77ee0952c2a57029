//SOURCES ../tools/Run.java
//SOURCES ../tools/Tools.java
//SOURCES JGit.java

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;

/** What only {@code git} itself can tell. On a machine without it, the answers are empty. */
final class GitProgram {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path directory;
    private final Duration limit;

    GitProgram(Repository repository) {
        this(repository, LIMIT);
    }

    /** @param limit how long an answer may take */
    GitProgram(Repository repository, Duration limit) {
        this.directory = (repository.isBare() ? repository.getDirectory() : repository.getWorkTree()).toPath();
        this.limit = limit;
    }

    /** Where it is. */
    static Optional<Path> path() {
        return Tools.onPath("git").map(Tools.Tool::path);
    }

    /** A setting, also from where JGit does not look: the settings of the machine, and {@code includeIf}. */
    String setting(String name) {
        return output("", "config", "--get", name).strip();
    }

    /** Asks the credential helpers, then the person at the terminal if there is one. */
    String credentials(String description) {
        return output(description, "credential", "fill");
    }

    private String output(String input, String... arguments) {
        Optional<Path> git = path();
        if (git.isEmpty()) {
            return "";
        }
        List<String> command = new ArrayList<>(List.of(git.get().toString()));
        command.addAll(List.of(arguments));
        Run run = new Run(command).in(directory).input(input).timeout(limit);
        if (System.console() == null || Console.isSet("CI")) {
            run.env("GIT_TERMINAL_PROMPT", "0");
        }
        Run.Result result = run.result();
        return result.exit() == 0 ? result.out() : "";
    }
}
