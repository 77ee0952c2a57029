import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A directory that is to hold certain files and no others. */
@InSandbox
class TreeUpdateTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(0);

    private static Map<String, String> updated(Sandbox sandbox, Map<String, String> wanted) {
        Map<String, byte[]> files = new TreeMap<>();
        wanted.forEach((path, text) -> files.put("tree/" + path, text.getBytes()));
        TreeUpdate.apply(sandbox.path("tree"), files);
        SortedMap<String, String> found = new TreeMap<>();
        FileTree.contents(sandbox.path("tree")).forEach((path, text) -> found.put(path, new String(text)));
        return found;
    }

    private static List<String> directories(Sandbox sandbox) throws IOException {
        try (var all = Files.walk(sandbox.path("tree"))) {
            return all.filter(Files::isDirectory).map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void files_are_written_changed_and_deleted(Sandbox sandbox) throws IOException {
        assertEquals(Map.of("tree/a/b.yaml", "one", "tree/c.yaml", "two"),
                updated(sandbox, Map.of("a/b.yaml", "one", "c.yaml", "two")));
        assertEquals(Map.of("tree/a/d.yaml", "three", "tree/c.yaml", "2wo"),
                updated(sandbox, Map.of("a/d.yaml", "three", "c.yaml", "2wo")));
        assertEquals(Map.of(), updated(sandbox, Map.of()));
        assertEquals(List.of("tree"), directories(sandbox));
    }

    @Test
    void what_a_killed_run_left_of_a_new_directory_does_not_matter(Sandbox sandbox) {
        sandbox.write(".tree.new/half.yaml", "ha").write(".tree.new/a/b.yaml", "hal");
        assertEquals(Map.of("tree/a/b.yaml", "whole"), updated(sandbox, Map.of("a/b.yaml", "whole")));
        assertTrue(!sandbox.has(".tree.new"));
    }

    @Test
    void what_is_right_already_is_not_touched(Sandbox sandbox) throws IOException {
        updated(sandbox, Map.of("a/b.yaml", "same", "c.yaml", "other"));
        Files.setLastModifiedTime(sandbox.path("tree/a/b.yaml"), LONG_AGO);
        updated(sandbox, Map.of("a/b.yaml", "same", "c.yaml", "ohter"));
        assertEquals(LONG_AGO, Files.getLastModifiedTime(sandbox.path("tree/a/b.yaml")));
        assertEquals("ohter", sandbox.read("tree/c.yaml"));
    }

    @Test
    void a_file_takes_the_place_of_a_directory_and_a_directory_that_of_a_file(Sandbox sandbox) throws IOException {
        updated(sandbox, Map.of("a/b/c.yaml", "deep", "d", "flat"));
        assertEquals(Map.of("tree/a", "flat", "tree/d/e.yaml", "deep"),
                updated(sandbox, Map.of("a", "flat", "d/e.yaml", "deep")));
        Files.createDirectories(sandbox.path("tree/empty/empty"));
        updated(sandbox, Map.of("d/e.yaml", "deep"));
        assertEquals(List.of("d", "tree"), directories(sandbox));
    }

    @Test
    void what_links_lead_to_is_left_alone(Sandbox sandbox) throws IOException {
        sandbox.write("elsewhere/a.yaml", "theirs").write("tree/c.yaml", "old");
        Files.createSymbolicLink(sandbox.path("tree/a.yaml"), Path.of("../elsewhere/a.yaml"));
        Files.createSymbolicLink(sandbox.path("tree/b"), Path.of("../elsewhere"));
        updated(sandbox, Map.of("a.yaml", "theirs", "b/a.yaml", "ours"));
        assertTrue(Files.isRegularFile(sandbox.path("tree/a.yaml"), java.nio.file.LinkOption.NOFOLLOW_LINKS));
        FileTree.delete(sandbox.path("tree"));
        Files.createSymbolicLink(sandbox.path("tree"), Path.of("elsewhere"));
        updated(sandbox, Map.of("a.yaml", "ours"));
        assertEquals("ours", sandbox.read("tree/a.yaml"));
        assertEquals("theirs", sandbox.read("elsewhere/a.yaml"));
    }

    @Test
    void a_directory_that_cannot_be_made_is_named(Sandbox sandbox) {
        sandbox.write("file", "");
        Failure failure = assertThrows(Failure.class, () -> TreeUpdate.apply(
                sandbox.path("file/tree"), Map.of("tree/a.yaml", new byte[0])));
        assertTrue(failure.getMessage().contains("cannot write " + sandbox.path("file")), failure::getMessage);
    }
}
