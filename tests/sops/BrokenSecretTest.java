import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nothing of a file that was tampered with is ever shown. */
@InSandbox
class BrokenSecretTest {
    private static final String PLAIN = """
            first: hidden-1
            second: hidden-2
            open_unencrypted: x
            nested:
                list:
                    - hidden-3
                    - hidden-4
            """;

    @Test
    void a_changed_ciphertext_is_refused(Sandbox sandbox) {
        AgeKey key = AgeKey.create(sandbox, "key.txt");
        String file = encrypted(key);
        int at = file.indexOf("data:") + 5;
        String other = file.charAt(at) == 'A' ? "B" : "A";
        refused(file.substring(0, at) + other + file.substring(at + 1), key, "first", "changed or moved");
    }

    @Test
    void a_changed_plain_value_is_refused(Sandbox sandbox) {
        AgeKey key = AgeKey.create(sandbox, "key.txt");
        refused(encrypted(key).replace("open_unencrypted: x", "open_unencrypted: y"), key, "MAC");
    }

    @Test
    void values_that_have_changed_places_are_refused(Sandbox sandbox) {
        AgeKey key = AgeKey.create(sandbox, "key.txt");
        List<String> lines = new java.util.ArrayList<>(encrypted(key).lines().toList());
        java.util.Collections.swap(lines, 5, 6);
        assertTrue(lines.get(5).strip().startsWith("- ENC"), lines::toString);
        refused(String.join("\n", lines) + "\n", key, "MAC");
        lines = new java.util.ArrayList<>(encrypted(key).lines().toList());
        java.util.Collections.swap(lines, 0, 1);
        refused(String.join("\n", lines) + "\n", key, "MAC");
    }

    @Test
    void a_value_that_was_taken_out_or_added_is_refused(Sandbox sandbox) {
        AgeKey key = AgeKey.create(sandbox, "key.txt");
        refused(encrypted(key).replaceFirst("second: .*\n", ""), key, "MAC");
        refused("third: new\n" + encrypted(key), key, "third", "is not encrypted");
    }

    @Test
    void a_truncated_file_is_refused_wherever_it_ends(Sandbox sandbox) {
        AgeKey key = AgeKey.create(sandbox, "key.txt");
        String file = encrypted(key);
        AgeKeys keys = AgeKeys.of(List.of(key.secret()), "key.txt");
        String whole = SopsFile.yaml("x", file).decrypt(keys).text();
        for (int end = 1; end < file.length() - 1; end += 7) {
            String cut = file.substring(0, end);
            try {
                assertEquals(whole, SopsFile.yaml("x", cut).decrypt(keys).text(), "cut after " + end);
            } catch (Failure expected) {
                assertFalse(expected.getMessage().contains("hidden"), expected::getMessage);
            }
        }
    }

    @Test
    void a_removed_or_foreign_mac_is_refused(Sandbox sandbox) {
        AgeKey key = AgeKey.create(sandbox, "key.txt");
        refused(encrypted(key).replaceFirst("    mac: .*\n", ""), key, "MAC");
        refused(encrypted(key).replaceFirst("lastmodified: .*", "lastmodified: \"2020-01-01T00:00:00Z\""), key, "MAC");
    }

    @Test
    void another_key_and_no_key_are_told_apart(Sandbox sandbox) {
        AgeKey key = AgeKey.create(sandbox, "key.txt");
        AgeKey other = AgeKey.create(sandbox, "other.txt");
        refused(encrypted(key), other, "none of the age keys in SOPS_AGE_KEY fits");
        Failure none = assertThrows(Failure.class, () -> SopsFile.yaml("x", encrypted(key))
                .decrypt(AgeKeySearch.find(Map.of("HOME", sandbox.directory().toString()))));
        assertTrue(none.getMessage().contains("there is no age key"), none::getMessage);
        assertTrue(none.advice().contains(key.recipient()), none::advice);
    }

    @Test
    void versions_that_are_not_known_are_refused(Sandbox sandbox) {
        AgeKey key = AgeKey.create(sandbox, "key.txt");
        refused(encrypted(key).replace("version: 3.13.3", "version: 4.0.0"), key, "version", "4.0.0");
        refused(encrypted(key).replace("    version: 3.13.3\n", ""), key, "version");
    }

    @Test
    void a_plain_file_is_no_encrypted_one(Sandbox sandbox) {
        refused("a: 1\n", AgeKey.create(sandbox, "key.txt"), "is not encrypted");
    }

    @Test
    void what_is_no_key_is_never_repeated(Sandbox sandbox) {
        Failure failure = assertThrows(Failure.class, () -> AgeKeySearch.find(
                Map.of("SOPS_AGE_KEY", "AGE-SECRET-KEY-1NOTREALLY", "HOME", sandbox.directory().toString())).open("x"));
        assertFalse((failure.getMessage() + failure.advice()).contains("NOTREALLY"), failure::getMessage);
    }

    private static String encrypted(AgeKey key) {
        return new String(SopsFile.yaml("x", PLAIN).encrypt(List.of(key.recipient()), Optional.of(SopsScope.DEFAULT),
                false, SopsIndent.DEFAULT), StandardCharsets.UTF_8);
    }

    private static void refused(String text, AgeKey key, String... because) {
        AgeKeys keys = AgeKeySearch.find(Map.of("SOPS_AGE_KEY", key.secret(), "HOME", "/nowhere"));
        Failure failure = assertThrows(Failure.class, () -> SopsFile.yaml("x", text).decrypt(keys));
        for (String part : because) {
            assertTrue(failure.getMessage().contains(part), failure::getMessage);
        }
        assertFalse((failure.getMessage() + failure.advice()).contains("hidden-"), failure::getMessage);
    }
}
