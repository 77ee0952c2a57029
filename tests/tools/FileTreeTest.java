import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Files and directories. */
@InSandbox
class FileTreeTest {
    @Test
    void the_files_below_a_directory_are_sorted_and_chosen_by_their_endings(Sandbox sandbox) {
        sandbox.write("locks/b.yml", "").write("locks/a/c.yaml", "").write("locks/README.md", "");
        assertEquals(List.of(sandbox.path("locks/a/c.yaml"), sandbox.path("locks/b.yml")),
                FileTree.files(sandbox.path("locks"), ".yml", ".yaml"));
        assertEquals(List.of(), FileTree.files(sandbox.path("nothing"), ""));
    }

    @Test
    void a_link_to_a_directory_is_that_directory(Sandbox sandbox) throws IOException {
        sandbox.write("elsewhere/a.yml", "");
        Files.createSymbolicLink(sandbox.path("locks"), Path.of("elsewhere"));
        assertEquals(List.of(sandbox.path("locks/a.yml")), FileTree.files(sandbox.path("locks"), ".yml"));
    }

    @Test
    void deleting_a_tree_does_not_follow_its_links(Sandbox sandbox) throws IOException {
        sandbox.write("elsewhere/a.yml", "text").write("tree/deep/b.yml", "");
        Files.createSymbolicLink(sandbox.path("tree/link"), sandbox.path("elsewhere"));
        FileTree.delete(sandbox.path("tree"));
        FileTree.delete(sandbox.path("tree"));
        assertEquals("text", sandbox.read("elsewhere/a.yml"));
        assertTrue(!sandbox.has("tree"));
    }

    @Test
    void a_tree_is_deleted_while_others_write_and_delete_there(Sandbox sandbox) throws Exception {
        ExecutorService others = Executors.newSingleThreadExecutor();
        others.submit(() -> {
            while (!Thread.interrupted()) {
                sandbox.path("tree/deep/probe").toFile().mkdir();
                sandbox.path("tree/deep/probe").toFile().delete();
            }
        });
        for (int i = 0; i < 300; i++) {
            Files.createDirectories(sandbox.path("tree/deep/a"));
            FileTree.delete(sandbox.path("tree"));
        }
        others.shutdownNow();
        assertTrue(others.awaitTermination(10, TimeUnit.SECONDS));
        assertTrue(!sandbox.has("tree"));
    }

    @Test
    void writing_replaces_a_file_and_leaves_nothing_else(Sandbox sandbox) {
        sandbox.write("state.yaml", "old");
        FileTree.write(sandbox.path("state.yaml"), "new");
        assertEquals("new", sandbox.read("state.yaml"));
        assertEquals(List.of(sandbox.path("state.yaml")), FileTree.files(sandbox.directory(), ""));
    }

    @Test
    void a_write_that_fails_leaves_the_old_file(Sandbox sandbox) throws IOException {
        sandbox.write("state.yaml", "old");
        Files.createDirectory(sandbox.path(".state.yaml.new"));
        Failure failure = assertThrows(Failure.class, () -> FileTree.write(sandbox.path("state.yaml"), "new"));
        assertTrue(failure.getMessage().startsWith("cannot write " + sandbox.path("state.yaml")), failure.getMessage());
        assertEquals("old", sandbox.read("state.yaml"));
    }

    @Test
    void what_is_no_file_is_written_into_and_stays(Sandbox sandbox) {
        sandbox.shell("mkfifo pipe").succeeds();
        Sandbox.RunningCommand reader = sandbox.start(List.of("cat", "pipe"));
        FileTree.write(sandbox.path("pipe"), "state");
        assertEquals("state", sandbox.finish(reader).succeeds().out());
        assertTrue(Files.exists(sandbox.path("pipe")) && !Files.isRegularFile(sandbox.path("pipe")));
    }

    @Test
    void a_link_is_written_through_and_stays(Sandbox sandbox) throws IOException {
        sandbox.write("elsewhere/state.yaml", "old");
        Files.createSymbolicLink(sandbox.path("state.yaml"), sandbox.path("elsewhere/state.yaml"));
        FileTree.write(sandbox.path("state.yaml"), "new");
        assertEquals("new", sandbox.read("elsewhere/state.yaml"));
        assertTrue(Files.isSymbolicLink(sandbox.path("state.yaml")));
    }
}
