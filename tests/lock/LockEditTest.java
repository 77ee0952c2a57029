import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lock files change by the entry. */
class LockEditTest {
    private static final String LOCK = """
            # Locked by hand.
            apiVersion: kbld.k14s.io/v1alpha1
            kind: Config
            minimumRequiredVersion: 0.43.0
            overrides:
            # The API.
            - image: api:1      # see the release notes
              newImage: 'acme/api@sha256:1'
              preresolved: yes

            # The web server.
            - newImage: acme/web@sha256:2
              image: "web:1"
              preresolved: true
            # That is all.
            searchRules: []
            """;

    @Test
    void what_is_replaced_is_all_that_changes() {
        assertEquals(LOCK.replace("- newImage: acme/web@sha256:2\n  image: \"web:1\"\n  preresolved: true\n",
                "- image: web:1\n  newImage: acme/web@sha256:3\n  preresolved: true\n"),
                put(LOCK, "web:1", "acme/web@sha256:3"));
    }

    @Test
    void the_same_again_changes_nothing() {
        assertEquals(LOCK, put(LOCK, "api:1", "acme/api@sha256:1"));
        assertEquals(LOCK, put(LOCK, "web:1", "acme/web@sha256:2"));
    }

    @Test
    void a_new_entry_comes_in_order() {
        String entry = "- image: db:1\n  newImage: acme/db@sha256:4\n  preresolved: true\n";
        assertEquals(LOCK.replace("  preresolved: yes\n", "  preresolved: yes\n" + entry),
                put(LOCK, "db:1", "acme/db@sha256:4"));
    }

    @Test
    void the_first_and_the_last_entry_come_in_order_too() {
        String first = put(LOCK, "a:1", "acme/a@sha256:4");
        assertTrue(first.contains("overrides:\n# The API.\n- image: a:1\n  newImage: acme/a@sha256:4\n"), first);
        String last = put(LOCK, "zoo:1", "acme/zoo@sha256:4");
        assertTrue(last.contains("true\n- image: zoo:1\n  newImage: acme/zoo@sha256:4\n  preresolved: true\n# That"),
                last);
    }

    @Test
    void what_is_locked_already_stays_when_locks_are_added() {
        assertEquals(LOCK, edit(LOCK).add(List.of(locked("web:1", "acme/web@sha256:9"))).text());
    }

    @Test
    void a_file_without_a_line_break_at_its_end_gets_one() {
        String lock = LOCK.substring(0, LOCK.indexOf("\n# That"));
        assertEquals(lock + "\n- image: zoo:1\n  newImage: acme/zoo@sha256:4\n  preresolved: true\n",
                put(lock, "zoo:1", "acme/zoo@sha256:4"));
    }

    @Test
    void deeper_lists_keep_their_indentation() {
        String lock = """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                    - image: b
                      newImage: acme/b@sha256:1
                      preresolved: true
                """;
        assertEquals(lock.replace("overrides:\n", "overrides:\n    - image: a\n      newImage: acme/a@sha256:2\n"
                + "      preresolved: true\n"), put(lock, "a", "acme/a@sha256:2"));
    }

    @Test
    void a_new_file_is_as_kbld_writes_it() {
        assertEquals("""
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                minimumRequiredVersion: 0.43.0
                overrides:
                - image: a
                  newImage: acme/a@sha256:2
                  preresolved: true
                """, put("", "a", "acme/a@sha256:2"));
    }

    @Test
    void a_list_in_one_line_is_written_anew() {
        String lock = """
                {apiVersion: kbld.k14s.io/v1alpha1, kind: Config, overrides: [
                {image: a, newImage: "x@sha256:1", preresolved: true}]}
                """;
        assertEquals("""
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                - image: a
                  newImage: x@sha256:2
                  preresolved: true
                - image: b
                  newImage: y@sha256:3
                  preresolved: true
                """, edit(lock).put(List.of(locked("b", "y@sha256:3"), locked("a", "x@sha256:2"))).text());
    }

    @Test
    void an_empty_list_is_filled() {
        String text = put("apiVersion: kbld.k14s.io/v1alpha1\nkind: Config\noverrides: []\n", "a", "x@sha256:2");
        assertTrue(text.endsWith("overrides:\n- image: a\n  newImage: x@sha256:2\n  preresolved: true\n"), text);
    }

    @Test
    void the_document_that_locks_an_image_is_the_one_that_changes() {
        String other = LOCK.replace("api:1", "other:1").replace("web:1", "further:1");
        assertEquals(LOCK + "---\n" + other.replace("""
                - newImage: acme/web@sha256:2
                  image: "further:1"
                """, """
                - image: further:1
                  newImage: acme/web@sha256:5
                """), put(LOCK + "---\n" + other, "further:1", "acme/web@sha256:5"));
    }

    @Test
    void imgpkgs_format_is_not_changed() {
        String lock = """
                apiVersion: imgpkg.carvel.dev/v1alpha1
                kind: ImagesLock
                images:
                - image: acme/a@sha256:%s
                  annotations: {kbld.carvel.dev/id: a}
                """.formatted("1".repeat(64));
        Failure failure = assertThrows(Failure.class, () -> put(lock, "a", "acme/a@sha256:2"));
        assertTrue(failure.getMessage().startsWith("lock.yml, line 4: a is locked in imgpkg's format"),
                failure::getMessage);
        String added = put(lock, "b", "acme/b@sha256:2");
        assertTrue(added.startsWith(lock + "---\napiVersion: kbld.k14s.io"), added);
    }

    /** Whatever the order, the outcome is the same lock; and each step changes the lines of one entry only. */
    @Test
    void entries_put_in_any_order_give_the_same_lock() {
        List<ImageConfig.Override> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(locked("image-" + i + ":1", "acme/" + i + "@sha256:" + i));
        }
        String expected = ImageLockText.of(all, List.of());
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            java.util.Collections.shuffle(all, random);
            LockEdit edit = edit("");
            for (ImageConfig.Override locked : all) {
                long before = edit.text().lines().count();
                edit.put(List.of(locked));
                assertTrue(before == 0 || edit.text().lines().count() == before + 3);
            }
            assertEquals(expected, edit.text(), "seed " + seed);
        }
    }

    /** Many at once come out as one after the other, replaced and new ones, in files that are laid out by hand. */
    @Test
    void entries_put_at_once_come_out_as_one_by_one() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<ImageConfig.Override> all = new ArrayList<>();
            for (String image : List.of("api:1", "web:1", "further:1", "a", "b", "m:1", "n:1", "zoo")) {
                if (random.nextBoolean()) {
                    all.add(locked(image, "acme/" + image.charAt(0) + "@sha256:" + random.nextInt(3)));
                }
            }
            String other = LOCK.replace("api:1", "other:1").replace("web:1", "further:1");
            String text = random.nextBoolean() ? LOCK + "---\n" + other : LOCK.substring(0, LOCK.indexOf("\n# That"));
            LockEdit oneByOne = edit(text);
            all.forEach(locked -> oneByOne.put(List.of(locked)));
            assertEquals(oneByOne.text(), edit(text).put(all).text(), "seed " + seed);
        }
    }

    private static String put(String text, String image, String newImage) {
        return edit(text).put(List.of(locked(image, newImage))).text();
    }

    private static LockEdit edit(String text) {
        return new LockEdit("lock.yml", text);
    }

    private static ImageConfig.Override locked(String image, String newImage) {
        return ImageConfig.Override.locked(image, newImage, List.of());
    }
}
