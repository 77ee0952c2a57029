//SOURCES Samples.java

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The text whose checksum kapp compares; each was found by the checksums that kapp 0.64 wrote. */
class LiveDifferenceTest {
    @Test
    void no_difference() {
        assertEquals("58e0494c51d30eb3494f7c9198986bb9", checksum("{a: 1}", "{a: 1.0}"));
    }

    @Test
    void fields_that_the_server_added() {
        assertSteps("{k: 1, type: Opaque}", "{k: 1}", """
                - type: test
                  path: /type
                  value: Opaque
                - type: remove
                  path: /type
                """);
    }

    @Test
    void fields_that_the_server_left_out() {
        assertSteps("{k: 1}", "{k: 1, d: v}", """
                - type: test
                  path: /d
                  absent: true
                - type: replace
                  path: /d?
                  value: v
                """);
    }

    @Test
    void values_that_the_server_wrote_differently() {
        assertSteps("{k: 500m}", "{k: 0.5}", """
                - type: test
                  path: /k
                  value: 500m
                - type: replace
                  path: /k
                  value: 0.5
                """);
    }

    @Test
    void longer_and_shorter_lists() {
        assertEquals("462ae3dcecb7132f9a36bce615675b58", checksum("{spec: {k: [1, 2, 3, 4]}}", "{spec: {k: [1]}}"));
        assertEquals("41a2449f096d567a2e0a42c12544d410", checksum("{spec: {k: [1]}}", "{spec: {k: [1, 2, 3]}}"));
        assertEquals("91c280ac31cf4804529cd0ac9b03ab7e", checksum("{spec: {k: [1, 2, 3]}}", "{spec: {k: [9]}}"));
    }

    @Test
    void keys_go_in_the_order_of_their_bytes_and_are_escaped() {
        assertEquals("c992eba1a8eaaebe5eb67587fb5213aa",
                checksum("{spec: {a: 1, B: 2, b: 3, a10: 1, a2: 1, _: 1}}", "{spec: {}}"));
        assertEquals("e1e38535e91ada43986293f3ea7ea231", checksum("{spec: {k: {b/c: 1}}}", "{spec: {k: {}}}"));
        assertEquals("fbbb265311f7f0923536228762bac296", checksum("{spec: {k: {b~c: 1}}}", "{spec: {k: {}}}"));
        assertEquals("d6cea252bc860d2232ce9488ba4c6e72", checksum("{spec: {k: {'b:c': 1}}}", "{spec: {k: {}}}"));
    }

    @Test
    void large_numbers_have_an_exponent_where_they_were_applied_and_none_where_they_are_live() {
        assertEquals("67c1104e75e43d86d820ee2c10b9f193",
                checksum("{spec: {k: 1000000, f: 1.5, g: 100000000000}}", "{spec: {}}"));
        assertEquals("6ec08dbb855bbd9d9f5903455d1e279a", checksum("{spec: {k: 1}}",
                "{spec: {k: 1, m: 1000000, mm: {f: 1.5, g: 100000000000}}}"));
    }

    private static void assertSteps(String live, String applied, String expected) {
        assertEquals(expected, LiveDifference.steps(Samples.yaml(live), Samples.yaml(applied)));
    }

    private static String checksum(String live, String applied) {
        return LiveDifference.checksum(Samples.yaml(live), Samples.yaml(applied));
    }
}
