//SOURCES Pinning.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What kbld printed for its samples is printed here, byte for byte. */
@InSandbox
class KbldSamplesTest {
    private static final Path SAMPLES = Workbench.REPOSITORY.resolve("tests/images/samples");
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
    void tags_selected_by_version_through_render_java(Sandbox sandbox) throws IOException {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            pushImages(sandbox, registry);
            Projects.chart(sandbox).write("app-locks/config.yml", at(registry, sample("03-semver", "config.yaml")))
                    .write("umbrella-chart/templates/pod.yaml", at(registry, sample("03-semver", "manifests.yaml")));
            sandbox.script("render.java", "--lock-output", "lock.yml").succeeds();
            assertEquals(at(registry, sample("03-semver", "expected.state.yaml")), sandbox.read(".release/state.yaml"));
            assertEquals(at(registry, sample("03-semver", "expected.lock.yaml")), sandbox.read("lock.yml"));
        }
    }

    @Test
    void the_demo_lock(Sandbox sandbox) throws IOException {
        Pinning pinning = pinned(sandbox, "01-demo-lock", "lock.yaml");
        assertEquals(sample("01-demo-lock", "expected.state.yaml"), pinning.state());
        assertEquals(sample("01-demo-lock", "expected.lock.yaml"), pinning.lock());
        assertEquals(sample("01-demo-lock", "expected.state.yaml"),
                pinned(sandbox, "01-demo-lock", "expected.lock.yaml").state());
    }

    @Test
    void the_images_lock(Sandbox sandbox) throws IOException {
        Pinning pinning = pinned(sandbox, "05-images-lock", "lock.yaml");
        assertEquals(sample("05-images-lock", "expected.state.yaml"), pinning.state());
        assertEquals(sample("05-images-lock", "expected.lock.yaml"), pinning.lock());
        assertEquals(sample("05-images-lock", "expected.state.yaml"),
                pinned(sandbox, "05-images-lock", "expected.lock.yaml").state());
    }

    @Test
    void search_rules_with_the_registry(Sandbox sandbox) throws IOException {
        assertPinsWithRegistry(sandbox, "02-search-rules", "config.yaml");
    }

    @Test
    void tags_selected_by_version_with_the_registry(Sandbox sandbox) throws IOException {
        assertPinsWithRegistry(sandbox, "03-semver", "config.yaml");
    }

    @Test
    void images_overridden_by_repository_with_the_registry(Sandbox sandbox) throws IOException {
        assertPinsWithRegistry(sandbox, "04-image-repo", "config.yaml");
    }

    @Test
    void anchors_with_the_registry(Sandbox sandbox) throws IOException {
        assertPinsWithRegistry(sandbox, "06-anchors", "");
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

    /** @param config beside the manifests; empty where there is none */
    private static void assertPinsWithRegistry(Sandbox sandbox, String name, String config) throws IOException {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            pushImages(sandbox, registry);
            Pinning pinning = Pinning.of(sandbox, config.isEmpty() ? "" : at(registry, sample(name, config)),
                    at(registry, sample(name, "manifests.yaml")), Asking.from(sandbox).open());
            assertEquals(at(registry, sample(name, "expected.state.yaml")), pinning.state());
            assertEquals(at(registry, sample(name, "expected.lock.yaml")), pinning.lock());
        }
    }

    /** The samples' images, as the registry on port 5001 had them. */
    private static void pushImages(Sandbox sandbox, OciRegistry registry) throws IOException {
        try (Stream<Path> layouts = Files.list(SAMPLES.resolve("images"))) {
            for (Path layout : layouts.toList()) {
                String[] name = layout.getFileName().toString().split("_(?=[^_]+$)");
                sandbox.run(List.of(Workbench.tool(Workbench.CRANE).toString(), "push", layout.toString(),
                        registry.host() + "/" + name[0].replace('_', '/') + ":" + name[1])).succeeds();
            }
        }
    }

    private static String at(OciRegistry registry, String text) {
        return text.replace("127.0.0.1:5001", registry.host());
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
        return Files.readString(SAMPLES.resolve(name).resolve(file));
    }
}
