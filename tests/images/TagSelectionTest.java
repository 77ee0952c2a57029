import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which tags fit constraints on versions. */
class TagSelectionTest {
    private static final String SAMPLES = "tests/images/samples/tag-selection.txt";

    @Test
    void each_constraint_admits_the_tags_that_kbld_takes() throws IOException {
        List<String[]> lines = Files.readAllLines(Workbench.REPOSITORY.resolve(SAMPLES)).stream()
                .filter(line -> !line.startsWith("#")).map(line -> line.split(" \\| ", -1)).toList();
        List<String> tags = List.of(lines.get(0)[1].split(" "));
        for (String[] line : lines.subList(1, lines.size())) {
            if (line[1].equals("error")) {
                assertThrows(Failure.class, () -> selection(line[0], "none").check(), line[0]);
            } else {
                TagSelection selection = selection(line[0], line[1]);
                assertEquals(line[2], String.join(" ", tags.stream()
                        .filter(tag -> selection.select(List.of(tag)).isPresent()).toList()),
                        line[0] + ", prereleases: " + line[1]);
            }
        }
        assertTrue(lines.size() > 100);
    }

    @Test
    void what_kbld_takes_for_nothing_or_for_something_else_is_refused() {
        for (String constraints : List.of("!1.x", "!=1.2.x", "1.x.x", "x.1.x", "-1.x", "1.2.3 - 2.0.0",
                "<1.0.0 | >2.0.0", ">=1.2.3+build", "! 1.2.3", "1.2.3 >", ">1.0.0 || || <0.1.0")) {
            Failure failure = assertThrows(Failure.class, () -> selection(constraints, "none").check(), constraints);
            assertFalse(failure.advice().isEmpty(), constraints);
        }
    }

    @Test
    void the_highest_version_wins_whatever_the_order() {
        assertEquals(Optional.of("v1.10.0"), select("", "none", "1.9.0", "v1.10.0", "1.2.0", "latest"));
        assertEquals(Optional.of("2.0.0"), select("", "all", "2.0.0-rc.2", "2.0.0", "2.0.0-rc.11", "nightly"));
        assertEquals(Optional.of("2.0.0-rc.11"), select("", "all", "2.0.0-rc.2", "2.0.0-rc.11", "2.0.0-beta.99"));
        assertEquals(Optional.of("2.0.0-beta.1"),
                select("", "beta", "2.0.0-rc.2", "1.0.0", "2.0.0-beta.1", "2.0.0-beta"));
    }

    @Test
    void of_equal_versions_the_last_tag_wins() {
        assertEquals(Optional.of("v1.2.3"), select("", "none", "1.2.3", "v1.2.3"));
        assertEquals(Optional.of("1.2.3"), select("", "none", "v1.2.3", "1.2.3"));
    }

    @Test
    void no_tag_may_fit() {
        assertEquals(Optional.empty(), select(">=3.0.0", "none", "1.2.3", "v2.0.0", "3.0.0-rc.1", "latest"));
        assertEquals(Optional.empty(), select("", "none"));
    }

    @Test
    void prereleases_are_ordered_as_semver_does() {
        List<String> order = List.of("1.0.0-0", "1.0.0-1", "1.0.0-10", "1.0.0--", "1.0.0-RC", "1.0.0-alpha",
                "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0");
        for (int i = 1; i < order.size(); i++) {
            assertEquals(Optional.of(order.get(i)), select("", "all", order.get(i), order.get(i - 1)));
        }
    }

    private static Optional<String> select(String constraints, String prereleases, String... tags) {
        return selection(constraints, prereleases).select(List.of(tags));
    }

    /** @param prereleases {@code none}, {@code all}, or identifiers with commas between them */
    private static TagSelection selection(String constraints, String prereleases) {
        List<String> identifiers = prereleases.equals("all") ? List.of() : Arrays.asList(prereleases.split(","));
        return new TagSelection(new TagSelection.Semver(constraints,
                prereleases.equals("none") ? null : new TagSelection.Prereleases(identifiers)));
    }
}
