import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What scalars without quotes mean to Kubernetes' tools, shown as they print it. */
class YamlScalarTest {
    @Test
    void words_of_YAML_1_1_are_booleans() {
        assertReads("[on, y, Yes, TRUE]", "true", "true", "true", "true");
        assertReads("[off, n, No, false]", "false", "false", "false", "false");
    }

    @Test
    void words_that_only_look_like_booleans_are_text() {
        assertReads("[tRUE, yEs, none, True1]", "tRUE", "yEs", "none", "True1");
    }

    @Test
    void nothing_tilde_and_null_are_null() {
        assertReads("[~, null, Null, NULL]", "null", "null", "null", "null");
        assertEquals("a: null\n", rewritten("a:"));
    }

    @Test
    void integers_may_be_octal_hexadecimal_or_binary_and_grouped() {
        assertReads("[0755, 0o17, 0x1F, 0b101, 1_000, -0755, 0x_1f]", "493", "15", "31", "5", "1000", "-493", "31");
    }

    @Test
    void what_is_no_octal_number_is_a_decimal_one_or_text() {
        assertReads("[08, 0_9, 0o8, 0b2]", "8", "9", "0o8", "0b2");
    }

    @Test
    void numbers_with_an_exponent_or_a_point_are_numbers() {
        assertReads("[1e3, .5, 1., 1.10, 1_0.5, 1e-5]", "1000", "0.5", "1", "1.1", "10.5", "1e-05");
    }

    @Test
    void underscores_after_a_leading_point_stand_between_digits() {
        assertReads("[.1_5, .1__5, .5_]", "0.15", ".1__5", ".5_");
    }

    @Test
    void numbers_are_64_bit_floats_and_so_lose_digits() {
        assertEquals("a: 9007199254740992\n", rewritten("a: 9007199254740993"));
        assertEquals("a: 1.8446744073709552e+19\n", rewritten("a: 18446744073709551615"));
        assertEquals("a: 1.2345678901234568e+29\n", rewritten("a: 123456789012345678901234567890"));
    }

    @Test
    void numbers_out_of_range_are_text() {
        assertEquals("a: 1e400\n", rewritten("a: 1e400"));
    }

    @Test
    void dates_times_and_versions_are_text() {
        assertEquals("a: \"2020-01-02\"\n", rewritten("a: 2020-01-02"));
        assertEquals("a: \"2020-01-02T03:04:05Z\"\n", rewritten("a: 2020-01-02T03:04:05Z"));
        assertEquals("a: \"12:30\"\n", rewritten("a: 12:30"));
        assertEquals("a: 1.2.3\n", rewritten("a: 1.2.3"));
    }

    @Test
    void keys_are_text_of_what_they_mean() {
        assertEquals("""
                "0.5": f
                "493": c
                "1000": d
                null-like: e
                "true": a
                """, rewritten("""
                on: a
                0755: c
                1e3: d
                null-like: e
                .5: f
                """));
    }

    @Test
    void keys_with_a_fraction_pass_through_a_32_bit_float() {
        assertEquals("\"123456.79\": a\n", rewritten("123456.789: a"));
        assertEquals("\"1e+07\": a\n", rewritten("1e7: a"));
        assertEquals("\"10000000\": a\n", rewritten("10000000: a"));
    }

    @Test
    void infinity_and_nan_are_errors_as_values_and_text_as_keys() {
        Failure failure = assertThrows(Failure.class, () -> rewritten("a: 1\nb: -.inf"));
        assertTrue(failure.getMessage().contains("values.yaml, line 2: -.inf is no number"), failure.getMessage());
        assertThrows(Failure.class, () -> rewritten("a: .NaN"));
        assertEquals("\".inf\": a\n", rewritten("+.Inf: a"));
    }

    @Test
    void quotes_make_text_of_everything() {
        assertEquals("a:\n- \"on\"\n- \"0755\"\n- \"null\"\n- \"\"\n", rewritten("a: ['on', \"0755\", 'null', '']"));
    }

    /** Compares how a list in brackets is written with the scalars that are expected. */
    private static void assertReads(String list, String... expected) {
        assertEquals(List.of(expected), rewritten(list).lines().map(line -> line.substring("- ".length())).toList());
    }

    private static String rewritten(String text) {
        return Yaml.write(Yaml.read("values.yaml", text).get(0).content());
    }
}
