import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who asks for a version that is not there is told of the one that is most like it. */
class NearestVersionTest {
    @Test
    void the_first_number_that_differs_decides() {
        List<String> versions = List.of("3.0.0", "2.9.0", "1.2.7", "1.2.1", "1.1.0", "junk");
        assertEquals(Optional.of("1.2.1"), NearestVersion.of("1.2.0", versions));
        assertEquals(Optional.of("1.2.7"), NearestVersion.of("1.3.6", versions));
        assertEquals(Optional.of("2.9.0"), NearestVersion.of("v2.10.0+build", versions));
        assertEquals(Optional.of("3.0.0"), NearestVersion.of("9.9.9", versions));
    }

    @Test
    void of_two_that_are_as_near_the_newer_is_told() {
        assertEquals(Optional.of("1.3.0"), NearestVersion.of("1.2.0", List.of("1.1.0", "1.3.0")));
    }

    @Test
    void what_is_no_version_is_like_none() {
        assertEquals(Optional.empty(), NearestVersion.of("latest", List.of("1.0.0")));
    }
}
