/** A repository {@code charts.git} with the package {@code web}, in the versions v1 and v2, and with something else. */
final class Upstream {
    static final String DEPLOYMENT = """
            # The web server.
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web   # as its Service
            spec:
              replicas: 1
              template:
                spec:
                  containers:
                  - name: web
                    image: nginx:1.24
                    env:
                    - {name: COLOUR, value: blue}
                    - name: SIZE
                      value: "1"
            """;
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata:
              name: web
            spec:
              ports:
                - port: 80
            """;

    private Upstream() {}

    /** In the sandbox's directory, with its work tree in {@code upstream}. */
    static Sandbox in(Sandbox sandbox) {
        GitRepositories.identity(sandbox);
        GitRepositories.git(sandbox, "init", "-q", "-b", "main", "upstream");
        sandbox.write("upstream/charts/web/deployment.yaml", DEPLOYMENT)
                .write("upstream/charts/web/service.yaml", SERVICE)
                .write("upstream/charts/web/README.md", "# web\n\nIt serves.\n")
                .write("upstream/other/large.txt", "not for packages\n".repeat(1000));
        commit(sandbox, "v1");
        sandbox.write("upstream/charts/web/deployment.yaml", DEPLOYMENT.replace("1.24", "1.25")
                        .replace("replicas: 1", "replicas: 2").replace("value: \"1\"", "value: \"2\" # of two"))
                .write("upstream/charts/web/README.md", "# web\n\nIt serves pages.\n")
                .write("upstream/charts/web/config.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: web}
                        """);
        commit(sandbox, "v2");
        GitRepositories.git(sandbox, "clone", "-q", "--bare", "upstream", "charts.git");
        return sandbox;
    }

    /** Commits what is in the work tree and gives it a tag. */
    static void commit(Sandbox sandbox, String tag) {
        GitRepositories.git(sandbox, "-C", "upstream", "add", ".");
        GitRepositories.git(sandbox, "-C", "upstream", "commit", "-q", "-m", tag);
        GitRepositories.git(sandbox, "-C", "upstream", "tag", tag);
    }

    /** Publishes what was committed in the work tree since. */
    static void push(Sandbox sandbox) {
        GitRepositories.git(sandbox, "-C", "upstream", "push", "-q", "--force", "--tags", "../charts.git", "main");
    }

    static String url(Sandbox sandbox) {
        return "file://" + sandbox.path("charts.git");
    }

    /** A project in {@code project} that has fetched the package's first version and committed it. */
    static PackageDirectory fetched(Sandbox sandbox) {
        in(sandbox);
        return fetched(sandbox, "v1");
    }

    /** A project in {@code project} that has fetched a version of the package and committed it. */
    static PackageDirectory fetched(Sandbox sandbox, String version) {
        GitRepositories.git(sandbox, "init", "-q", "-b", "main", "project");
        sandbox.script("render.java", "pkg", "get", "-C", "project", url(sandbox) + "/charts/web@" + version, "web")
                .succeeds();
        save(sandbox);
        return new PackageDirectory(sandbox.path("project/web"));
    }

    /** Commits the project. */
    static void save(Sandbox sandbox) {
        GitRepositories.git(sandbox, "-C", "project", "add", ".");
        GitRepositories.git(sandbox, "-C", "project", "commit", "-q", "-m", "changes");
    }
}
