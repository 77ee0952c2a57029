import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tags that are no versions. */
class TagPatternTest {
    @Test
    void the_first_group_decides_and_digits_are_numbers() {
        assertEquals("main-10-a", select("main-(\\d+)-[a-z]+", "main-9-z", "main-10-a", "main-2-x").get());
    }

    @Test
    void without_a_group_the_whole_tag_decides() {
        assertEquals("2024.10.1", select("[\\d.]+", "2024.9.30", "2024.10.1", "2023.12.31", "latest").get());
    }

    @Test
    void all_of_a_tag_has_to_be_like_the_pattern() {
        assertEquals(Optional.empty(), select("main-\\d+", "main-1-rc", "a-main-1"));
    }

    @Test
    void numbers_may_have_any_length() {
        assertEquals("b-100000000000000000000000", select("b-(\\d+)", "b-99999999999999999999999",
                "b-100000000000000000000000", "b-7").get());
    }

    @Test
    void longer_wins_over_its_own_beginning() {
        assertEquals("1.2.1", select("[\\d.]+", "1.2", "1.2.1").get());
    }

    @Test
    void of_tags_that_are_equal_one_is_always_the_same() {
        assertEquals(select("v(\\d+)-.*", "v1-a", "v1-b"), select("v(\\d+)-.*", "v1-b", "v1-a"));
    }

    @Test
    void what_is_no_pattern_is_named() {
        Failure failure = assertThrows(Failure.class, () -> TagPattern.parse("main-("));
        assertEquals("the pattern main-( is no regular expression: Unclosed group", failure.getMessage());
    }

    private static Optional<String> select(String pattern, String... tags) {
        return TagPattern.parse(pattern).select(List.of(tags));
    }
}
