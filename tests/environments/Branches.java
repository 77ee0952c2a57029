/** A config repository with the environments develop and production, which differ in their values. */
final class Branches {
    static final String ENVIRONMENTS = """
            environments:
              develop: {namespace: shop-develop}
              production: {application: shop-live, namespace: shop}
            """;

    private Branches() {}

    /** The remote repository and a clone named {@code clone}, in which develop is checked out. */
    static Sandbox cloned(Sandbox sandbox) {
        repository(sandbox, "first");
        GitRepositories.git(sandbox, "clone", "-q", "--bare", "first", "remote.git");
        return GitRepositories.clone(sandbox, "clone");
    }

    /** A repository with a work tree and no remote. */
    static Sandbox repository(Sandbox sandbox, String name) {
        GitRepositories.identity(sandbox).write(name + "/gitops.yaml", ENVIRONMENTS)
                .write(name + "/.gitignore", ".release/\n")
                .write(name + "/umbrella-chart/Chart.yaml", "apiVersion: v2\nname: umbrella-chart\nversion: 0.1.0\n")
                .write(name + "/umbrella-chart/templates/settings.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: "{{ .Release.Name }}-settings", namespace: "{{ .Release.Namespace }}"}
                        data: {colour: {{ .Values.colour }}}
                        """);
        GitRepositories.git(sandbox, "init", "-q", "-b", "develop", name);
        colour(sandbox, name, "blue");
        GitRepositories.git(sandbox, "-C", name, "checkout", "-q", "-b", "production");
        colour(sandbox, name, "green");
        GitRepositories.git(sandbox, "-C", name, "checkout", "-q", "develop");
        return sandbox;
    }

    /** Commits a value. */
    static Sandbox colour(Sandbox sandbox, String repository, String colour) {
        sandbox.write(repository + "/umbrella-chart/values.yaml", "colour: " + colour + "\n");
        GitRepositories.git(sandbox, "-C", repository, "add", ".");
        GitRepositories.git(sandbox, "-C", repository, "commit", "-q", "-m", colour);
        return sandbox;
    }

    /** Somebody else pushes a value to a branch. */
    static Sandbox pushed(Sandbox sandbox, String branch, String colour) {
        if (!sandbox.has("theirs")) {
            GitRepositories.clone(sandbox, "theirs");
        }
        GitRepositories.git(sandbox, "-C", "theirs", "checkout", "-q", branch);
        GitRepositories.git(sandbox, "-C", "theirs", "pull", "-q");
        colour(sandbox, "theirs", colour);
        GitRepositories.git(sandbox, "-C", "theirs", "push", "-q", "origin", branch);
        return sandbox;
    }

    static String state(String application, String namespace, String colour) {
        return """
                ---
                apiVersion: v1
                data:
                  colour: %s
                kind: ConfigMap
                metadata:
                  name: %s-settings
                  namespace: %s
                """.formatted(colour, application, namespace);
    }
}
