import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What all tests share: the repository, the real tools, and scripts that are compiled before the first test. */
final class Workbench {
    static final Path REPOSITORY = repository();
    static final PinnedTool CRANE = new PinnedTool("crane", "0.22.1", "", "", Map.of(),
            "github.com/google/go-containerregistry/cmd/crane", "");
    static final PinnedTool BUILDX = new PinnedTool("buildx", "0.38.2", "", "", Map.of(),
            "github.com/docker/buildx/cmd/buildx", "");

    static final PinnedTool AGE_KEYGEN = new PinnedTool("age-keygen", "1.3.2", "", "", Map.of(),
            "filippo.io/age/cmd/age-keygen", "");

    static final PinnedTool GOFAKES3 = new PinnedTool("gofakes3", "1.2.0", "", "", Map.of(),
            "github.com/johannesboyne/gofakes3/cmd/gofakes3", "");

    /** The first run makes the archive of classes, after the second one JBang need not be started. */
    private static final int RUNS_UNTIL_REMEMBERED = 2;

    private static final Tools TOOLS = new Tools(new Settings.Tools(null, null), REPOSITORY, false, new Console());

    private Workbench() {}

    /** Installs the tools and compiles the scripts, so that no test waits for it or does it twice at once. */
    static void prepare() {
        for (PinnedTool tool : List.of(PinnedTool.HELM, PinnedTool.KUSTOMIZE, PinnedTool.KUBECONFORM,
                PinnedTool.KUBE_SCORE, PinnedTool.KO, PinnedTool.SOPS, CRANE, BUILDX, AGE_KEYGEN, GOFAKES3)) {
            tool(tool);
        }
        try (Sandbox sandbox = Sandbox.create()) {
            sandbox.copy("example");
            for (int run = 0; run < RUNS_UNTIL_REMEMBERED; run++) {
                sandbox.script("render.java", "-C", "example").succeeds();
                sandbox.script("lock.java", "-C", "example").succeeds();
                sandbox.script("secrets.java", "keys", "-C", "example").succeeds();
            }
            for (String script : List.of("deploy.java", "delete.java", "build.jbang")) {
                sandbox.script(script, "--version").succeeds();
            }
        }
    }

    /** The program that the users' own provisioning installs. */
    static Path tool(PinnedTool tool) {
        return TOOLS.find(tool).path();
    }

    private static Path repository() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("render.java"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException("run the tests from within the repository");
            }
        }
        return directory;
    }
}
