import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A pinned tool of the tests' own, named greet, with its release in the sandbox's directory {@code mirror}. */
final class SmallTool {
    private static final String HOST = "releases.example.com";

    private SmallTool() {}

    /** Its release is an archive that has the program in a directory. */
    static PinnedTool archived(Sandbox sandbox) {
        Path program = sandbox.program("greet", "echo hello");
        sandbox.copy(program, "build/greet-1.2.3/greet").write("build/greet-1.2.3/README", "It says hello.\n");
        Path archive = release(sandbox, "greet.tar.gz");
        sandbox.run(List.of("tar", "-czf", archive.toString(), "-C", sandbox.path("build").toString(),
                "greet-1.2.3/README", "greet-1.2.3/greet")).succeeds();
        return pinned("greet.tar.gz", "greet-{version}/greet", archive);
    }

    /** Its release is the program. */
    static PinnedTool plain(Sandbox sandbox) {
        Path release = release(sandbox, "greet");
        sandbox.copy(sandbox.program("greet", "echo hello"), sandbox.directory().relativize(release).toString());
        return pinned("greet", "", release);
    }

    private static Path release(Sandbox sandbox, String name) {
        sandbox.write("mirror/" + HOST + "/v1.2.3/" + name, "");
        return sandbox.path("mirror/" + HOST + "/v1.2.3/" + name);
    }

    private static PinnedTool pinned(String name, String member, Path release) {
        try {
            return new PinnedTool("greet", "1.2.3", "https://" + HOST + "/v{version}/" + name, member,
                    Map.of(ToolInstaller.platform(), FileTree.sha256(release)), "", "https://example.com/install");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
