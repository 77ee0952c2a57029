import java.util.ArrayList;
import java.util.List;

/** A small config repository whose commits are deployed into a test's namespace as the application {@code demo}. */
final class Releases {
    private Releases() {}

    /** The working directory as a repository of one commit, whose chart has one ConfigMap. */
    static Sandbox repository(TestNamespace namespace) {
        Sandbox sandbox = GitRepositories.identity(Projects.minimal(namespace.sandbox()))
                .write("gitops.yaml", "application: demo\nnamespace: " + namespace.name() + "\n")
                .write(".gitignore", "/*\n!/umbrella-chart\n!/gitops.yaml\n!/.gitignore\n");
        GitRepositories.git(sandbox, "init", "-q", "-b", "main", ".");
        commit(sandbox, "first");
        return sandbox;
    }

    /** Commits all files; returns the commit. */
    static String commit(Sandbox sandbox, String subject) {
        GitRepositories.git(sandbox, "add", ".");
        GitRepositories.git(sandbox, "commit", "-q", "--allow-empty", "-m", subject);
        return GitRepositories.git(sandbox, "rev-parse", "HEAD");
    }

    /** Commits a ConfigMap with another colour; returns the commit. */
    static String paint(Sandbox sandbox, String colour) {
        sandbox.write("umbrella-chart/templates/settings.yaml", settings(colour));
        return commit(sandbox, "Paint it " + colour);
    }

    static String settings(String colour) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {colour: " + colour + "}\n";
    }

    /** Deploys without asking. */
    static CommandResult deploy(TestNamespace namespace, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--yes");
        return namespace.sandbox().script("deploy.java", all.toArray(String[]::new));
    }

    /** The colour that the cluster has. */
    static String colour(TestNamespace namespace) {
        return namespace.kubectl("get", "configmap/settings", "-o", "jsonpath={.data.colour}").out();
    }
}
