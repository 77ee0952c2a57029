import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** A broken lock fails the render with its place and what to do, and the last good state stays. */
@InSandbox
class BadLockTest {
    private static final String GOOD_STATE = "the last good state\n";
    private static final String LOCK = "app-locks/app.kbld.lock.yml";

    @Test
    void an_unknown_kind(Sandbox sandbox) {
        fails(sandbox, """
                # comment
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Lock
                """, LOCK + ", line 2: this is no image lock: its kind is Lock of kbld.k14s.io/v1alpha1",
                "A lock has apiVersion kbld.k14s.io/v1alpha1 and kind Config");
    }

    @Test
    void an_unknown_version_of_the_format(Sandbox sandbox) {
        fails(sandbox, """
                apiVersion: kbld.k14s.io/v2
                kind: Config
                """, LOCK + ", line 1: this is no image lock: its kind is Config of kbld.k14s.io/v2",
                "A lock has apiVersion kbld.k14s.io/v1alpha1");
    }

    @Test
    void a_manifest_among_the_locks(Sandbox sandbox) {
        fails(sandbox, """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                ---
                apiVersion: v1
                kind: ConfigMap
                """, LOCK + ", document 2, line 4: this is no image lock: its kind is ConfigMap of v1");
    }

    @Test
    void an_override_without_a_new_image(Sandbox sandbox) {
        fails(sandbox, """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                - image: a
                  newImage: b
                - image: shop
                  preresolved: true
                """, LOCK + ", line 6: the override of shop has no newImage", "pinned to a digest");
    }

    @Test
    void an_override_of_nothing(Sandbox sandbox) {
        fails(sandbox, """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                - newImage: b
                """, LOCK + ", line 4: this override has neither image nor imageRepo", "Say with image which text");
    }

    @Test
    void two_files_that_disagree(Sandbox sandbox) {
        sandbox.write("app-locks/team/other.yaml", """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                - {image: same, newImage: example.com/same, preresolved: true}
                - {image: shop, newImage: example.com/shop:2, preresolved: true}
                """);
        fails(sandbox, """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                - {image: shop, newImage: example.com/shop:1, preresolved: true}
                - {image: same, newImage: example.com/same, preresolved: true}
                """, "locks disagree on shop", "example.com/shop:1  " + LOCK + ", line 4",
                "example.com/shop:2  app-locks/team/other.yaml, line 5", "Keep one of them.");
    }

    @Test
    void a_file_that_disagrees_with_itself(Sandbox sandbox) {
        fails(sandbox, """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                - {imageRepo: shop, newImage: example.com/shop:1, preresolved: true}
                ---
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                - {imageRepo: shop, newImage: example.com/shop:2, preresolved: true}
                """, "locks disagree on repository shop", LOCK + ", line 4", LOCK + ", document 2, line 9");
    }

    @Test
    void overrides_that_are_no_list(Sandbox sandbox) {
        fails(sandbox, """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                  image: a
                  newImage: b
                """, LOCK + ", line 3: overrides must be a list");
    }

    @Test
    void an_unknown_key(Sandbox sandbox) {
        fails(sandbox, """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                - image: a
                  newimage: b
                """, LOCK + ", line 5: unknown key newimage", "Did you mean newImage?");
    }

    @Test
    void broken_yaml_in_the_second_document(Sandbox sandbox) {
        fails(sandbox, """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                ---
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                - image: a: b
                """, LOCK + ", document 2, line 7: this is not valid YAML");
    }

    @Test
    void a_list(Sandbox sandbox) {
        fails(sandbox, "- image: a\n  newImage: b\n", LOCK + ", line 1: this is no image lock: it is a list",
                "kind Config");
    }

    @Test
    void plain_text(Sandbox sandbox) {
        fails(sandbox, "latest\n", LOCK + ", line 1: this is no image lock: it just says latest", "kind Config");
    }

    @Test
    void a_newer_kbld_is_required(Sandbox sandbox) {
        fails(sandbox, """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                minimumRequiredVersion: 1.0.0
                """, LOCK + ", line 3: this needs kbld 1.0.0 or newer", "Lock the images again with kbld 0.43.0");
    }

    @Test
    void bytes_that_are_no_text(Sandbox sandbox) throws IOException {
        Files.createDirectories(sandbox.path("app-locks"));
        Files.write(sandbox.path(LOCK), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0,
                (byte) 0xFF});
        fails(sandbox, null, "cannot read " + LOCK + ": it is not UTF-8 text");
    }

    @Test
    void control_characters(Sandbox sandbox) {
        fails(sandbox, "apiVersion: kbld.k14s.io/v1alpha1\nkind: \0\u0001\n", LOCK + ", line 2: this is not valid YAML",
                "control character, U+0000");
    }

    @Test
    void empty_files_directories_that_look_like_files_and_other_files_do_no_harm(Sandbox sandbox) {
        Projects.minimal(sandbox).write("app-locks/empty.yml", "").write("app-locks/comment.yaml", "# later\n---\n")
                .write("app-locks/directory.yml/notes.txt", "- notes").write("app-locks/README.md", "# Locks");
        sandbox.script("render.java", "--locked").succeeds();
        assertTrue(sandbox.read(".release/state.yaml").contains("kind: ConfigMap"));
    }

    /** @param lock the lock's text; null when it is there already */
    private static void fails(Sandbox sandbox, String lock, String... messages) {
        Projects.minimal(sandbox).write(".release/state.yaml", GOOD_STATE);
        if (lock != null) {
            sandbox.write(LOCK, lock);
        }
        CommandResult result = sandbox.script("render.java").failsClearly(messages);
        assertEquals("", result.out());
        assertEquals(1, result.err().split("error: ", -1).length - 1, result.err());
        assertEquals(GOOD_STATE, sandbox.read(".release/state.yaml"));
    }
}
