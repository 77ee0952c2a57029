import java.util.ArrayList;
import java.util.List;

/** Real Git repositories: {@code remote.git}, which is bare, and clones of it. */
final class GitRepositories {
    private GitRepositories() {}

    /** The remote repository with one commit on main, and a clone named {@code clone}. */
    static Sandbox cloned(Sandbox sandbox) {
        return clone(remote(sandbox), "clone");
    }

    static Sandbox remote(Sandbox sandbox) {
        identity(sandbox);
        sandbox.write("first/app-locks/app.lock.yml", "first\n").write("first/README.md", "readme\n")
                .write("first/values.yaml", "one\ntwo\nthree\n");
        git(sandbox, "init", "-q", "-b", "main", "first");
        git(sandbox, "-C", "first", "add", ".");
        git(sandbox, "-C", "first", "commit", "-q", "-m", "first");
        git(sandbox, "clone", "-q", "--bare", "first", "remote.git");
        return sandbox;
    }

    /** What a user's Git is told once. */
    static Sandbox identity(Sandbox sandbox) {
        git(sandbox, "config", "--global", "user.name", "Ada Example");
        git(sandbox, "config", "--global", "user.email", "ada@example.com");
        return sandbox;
    }

    static Sandbox clone(Sandbox sandbox, String name) {
        git(sandbox, "clone", "-q", "file://" + sandbox.path("remote.git"), name);
        // For tests in whose own process another home is the user's.
        git(sandbox, "-C", name, "config", "user.name", "Ada Example");
        git(sandbox, "-C", name, "config", "user.email", "ada@example.com");
        return sandbox;
    }

    /** What git prints. */
    static String git(Sandbox sandbox, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return sandbox.run(command).succeeds().out().strip();
    }

    /** A program that the remote repository runs when somebody pushes. */
    static Sandbox hook(Sandbox sandbox, String name, String shell) {
        sandbox.copy(sandbox.program(name, shell), "remote.git/hooks/" + name);
        return sandbox;
    }

    /** The subjects of a branch's commits in a repository, newest first. */
    static List<String> subjects(Sandbox sandbox, String repository, String branch) {
        return git(sandbox, "-C", repository, "log", "--format=%s", branch).lines().toList();
    }

    /** A file's text in a commit. */
    static String text(Sandbox sandbox, String repository, String commit, String file) {
        return sandbox.run(List.of("git", "-C", repository, "show", commit + ":" + file)).succeeds().out();
    }

    /** What the index and the work tree have, file by file, with staged contents. */
    static String state(Sandbox sandbox, String repository) {
        return git(sandbox, "-C", repository, "status", "--porcelain") + "\n"
                + git(sandbox, "-C", repository, "ls-files", "--stage") + "\n"
                + git(sandbox, "-C", repository, "diff") + "\n" + git(sandbox, "-C", repository, "diff", "--cached");
    }

    static boolean isShallow(Sandbox sandbox, String repository) {
        return git(sandbox, "-C", repository, "rev-parse", "--is-shallow-repository").equals("true");
    }
}
