import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the last render made of a file is taken again for as long as nothing that it depends on has changed. */
@InSandbox
class LastManifestsTest {
    private static final String LOCK = """
            apiVersion: kbld.k14s.io/v1alpha1
            kind: Config
            overrides:
            - {image: web, newImage: 'registry.example.com/web@sha256:%s', preresolved: true}
            - {image: job, newImage: 'registry.example.com/job@sha256:%s', preresolved: true}
            """;

    private static String digest(int version) {
        return ("" + version).repeat(64);
    }

    private static Sandbox project(Sandbox sandbox) {
        manifest(sandbox, "web", 1);
        manifest(sandbox, "job", 1);
        return locks(sandbox, 1, 1);
    }

    private static Sandbox locks(Sandbox sandbox, int web, int job) {
        return sandbox.write("locks/all.yml", LOCK.formatted(digest(web), digest(job)));
    }

    private static void manifest(Sandbox sandbox, String image, int version) {
        sandbox.write("manifests/" + image + ".yaml", """
                kind: Pod
                metadata: {name: %1$s, labels: {version: "%2$d"}}
                spec: {containers: [{image: %1$s}, {image: "other:%2$d"}]}
                ---
                kind: ConfigMap
                metadata: {name: %1$s, text: "# \u00e4\uD83D\uDE00"}
                """.formatted(image, version));
    }

    private static ReleaseManifests pin(Sandbox sandbox, ImageLocks locks, LastManifests last) {
        return ReleaseManifests.pin(
                sandbox.directory(), FileTree.contents(sandbox.path("manifests")), locks, last);
    }

    private static LastManifests last(Sandbox sandbox) {
        return LastManifests.read(sandbox.path("index"), sandbox.path("state.yaml"));
    }

    /** Renders as the scripts do; returns the files that the last render knew, by their names. */
    private static List<String> known(Sandbox sandbox) {
        ImageLocks locks = ImageLocks.read(sandbox.path("locks"));
        LastManifests last = last(sandbox).by(locks.searchRules());
        List<String> known = FileTree.files(sandbox.path("manifests"), "").stream()
                .filter(file -> last.of(FileTree.sha256(sandbox.read("manifests/" + file.getFileName())),
                        file.toString(), locks::pinned).isPresent())
                .map(file -> file.getFileName().toString()).toList();
        ReleaseManifests manifests = pin(sandbox, locks, last(sandbox));
        ReleaseManifests anew = pin(sandbox, ImageLocks.read(sandbox.path("locks")), LastManifests.NONE);
        assertEquals(anew.state(), manifests.state());
        assertEquals(anew.all(), manifests.all());
        assertEquals(anew.lock(), manifests.lock());
        assertEquals(anew.unlocked(), manifests.unlocked());
        sandbox.write("state.yaml", manifests.state());
        manifests.remember(sandbox.path("index"), manifests.state(), FileTree.sha256(manifests.state()));
        return known;
    }

    @Test
    void what_has_not_changed_is_taken_from_the_state(Sandbox sandbox) {
        project(sandbox);
        assertEquals(List.of(), known(sandbox));
        assertEquals(List.of("job.yaml", "web.yaml"), known(sandbox));
    }

    @Test
    void a_file_that_has_changed_is_read_again(Sandbox sandbox) {
        known(project(sandbox));
        manifest(sandbox, "web", 2);
        assertEquals(List.of("job.yaml"), known(sandbox));
        sandbox.write("manifests/a.yaml", sandbox.read("manifests/job.yaml"));
        assertEquals(List.of("a.yaml", "job.yaml", "web.yaml"), known(sandbox));
    }

    @Test
    void a_lock_that_moves_has_the_manifests_read_again_that_name_its_image(Sandbox sandbox) {
        known(project(sandbox));
        locks(sandbox, 2, 1);
        assertEquals(List.of("job.yaml"), known(sandbox));
        assertTrue(sandbox.read("state.yaml").contains("web@sha256:" + digest(2)));
        sandbox.write("locks/more.yml", LOCK.formatted(digest(2), digest(1)).replace("image: web,", "image: 'other:1',"));
        assertEquals(List.of(), known(sandbox));
    }

    @Test
    void a_search_rule_has_all_read_again(Sandbox sandbox) {
        known(project(sandbox));
        sandbox.write("locks/rules.yml", "apiVersion: kbld.k14s.io/v1alpha1\nkind: Config\n"
                + "searchRules: [{keyMatcher: {name: name}}]\n");
        assertEquals(List.of(), known(sandbox));
    }

    @Test
    void a_lock_among_the_manifests_is_read_each_time(Sandbox sandbox) {
        project(sandbox).write("manifests/lock.yaml", LOCK.formatted(digest(3), digest(4)))
                .write("locks/all.yml", "");
        known(sandbox);
        assertTrue(sandbox.read("state.yaml").contains("web@sha256:" + digest(3)));
        sandbox.write("manifests/lock.yaml", LOCK.formatted(digest(5), digest(4)));
        known(sandbox);
        assertTrue(sandbox.read("state.yaml").contains("web@sha256:" + digest(5)));
        known(sandbox);
    }

    @Test
    void another_state_or_a_damaged_index_is_of_no_use(Sandbox sandbox) throws Exception {
        known(project(sandbox));
        sandbox.write("state.yaml", sandbox.read("state.yaml").replace("Pod", "Pad"));
        assertEquals(List.of(), known(sandbox));
        Path index = sandbox.path("index");
        byte[] content = Files.readAllBytes(index);
        for (int length : IntStream.of(0, 31, 40, content.length - 1).toArray()) {
            Files.write(index, java.util.Arrays.copyOf(content, length));
            assertEquals(LastManifests.NONE, last(sandbox));
        }
        content[content.length / 2] ^= 1;
        Files.write(index, content);
        assertEquals(List.of(), known(sandbox));
        assertEquals(List.of("job.yaml", "web.yaml"), known(sandbox));
    }

    @Test
    void a_state_that_another_tool_wrote_is_not_remembered(Sandbox sandbox) {
        ReleaseManifests manifests = pin(project(sandbox), ImageLocks.read(sandbox.path("locks")), LastManifests.NONE);
        manifests.remember(sandbox.path("index"), "--- {}\n", FileTree.sha256("--- {}\n"));
        assertTrue(!sandbox.has("index"));
    }
}
