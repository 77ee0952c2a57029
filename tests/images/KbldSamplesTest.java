//SOURCES Pinning.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What kbld printed for its samples is printed here, byte for byte. */
@InSandbox
class KbldSamplesTest {
    private static final Pattern IMAGE = Pattern.compile("(?m)^ *(?:- )?(?:image|sidecarImage): (\\S+)$");

    @Test
    void the_demo_lock_through_render_java(Sandbox sandbox) throws IOException {
        assertRenders(sandbox, "01-demo-lock");
    }

    @Test
    void the_images_lock_through_render_java(Sandbox sandbox) throws IOException {
        assertRenders(sandbox, "05-images-lock");
    }

    @Test
    void the_demo_lock(Sandbox sandbox) throws IOException {
        assertEquals(sample("01-demo-lock", "expected.state.yaml"),
                pinned(sandbox, "01-demo-lock", "lock.yaml").state());
        assertEquals(sample("01-demo-lock", "expected.state.yaml"),
                pinned(sandbox, "01-demo-lock", "expected.lock.yaml").state());
    }

    @Test
    void the_images_lock(Sandbox sandbox) throws IOException {
        assertEquals(sample("05-images-lock", "expected.state.yaml"),
                pinned(sandbox, "05-images-lock", "lock.yaml").state());
        assertEquals(sample("05-images-lock", "expected.state.yaml"),
                pinned(sandbox, "05-images-lock", "expected.lock.yaml").state());
    }

    @Test
    void search_rules_with_the_lock_that_kbld_wrote(Sandbox sandbox) throws IOException {
        assertPinsWithoutRegistry(sandbox, "02-search-rules");
    }

    @Test
    void tags_selected_by_version_with_the_lock_that_kbld_wrote(Sandbox sandbox) throws IOException {
        assertPinsWithoutRegistry(sandbox, "03-semver");
    }

    @Test
    void images_overridden_by_repository_with_the_lock_that_kbld_wrote(Sandbox sandbox) throws IOException {
        assertPinsWithoutRegistry(sandbox, "04-image-repo");
    }

    @Test
    void anchors_with_the_lock_that_kbld_wrote(Sandbox sandbox) throws IOException {
        assertPinsWithoutRegistry(sandbox, "06-anchors");
    }

    /** The lock gives the same images as the registry did; only where they are from is told differently. */
    private static void assertPinsWithoutRegistry(Sandbox sandbox, String name) throws IOException {
        Pinning pinning = pinned(sandbox, name, "expected.lock.yaml");
        assertEquals(sample(name, "expected.state-with-lock.yaml"), pinning.state());
        assertEquals(List.of(), List.copyOf(pinning.unlocked().keySet()));
        assertFalse(images(pinning.state()).isEmpty());
        assertEquals(images(sample(name, "expected.state.yaml")), images(pinning.state()));
    }

    private static void assertRenders(Sandbox sandbox, String name) throws IOException {
        Projects.chart(sandbox).write("app-locks/app.kbld.lock.yml", sample(name, "lock.yaml"));
        String[] documents = sample(name, "manifests.yaml").split("(?m)^---\n");
        for (int i = 0; i < documents.length; i++) {
            sandbox.write("umbrella-chart/templates/" + i + ".yaml", documents[i]);
        }
        sandbox.script("render.java", "--locked").succeeds();
        assertEquals(sample(name, "expected.state.yaml"), sandbox.read(".release/state.yaml"));
    }

    private static Pinning pinned(Sandbox sandbox, String name, String lock) throws IOException {
        return Pinning.of(sandbox, sample(name, lock), sample(name, "manifests.yaml"));
    }

    private static List<String> images(String state) {
        return IMAGE.matcher(state).results().map(MatchResult::group).toList();
    }

    private static String sample(String name, String file) throws IOException {
        return Files.readString(Path.of(Workbench.REPOSITORY.toString(), "tests/images/samples", name, file));
    }
}
