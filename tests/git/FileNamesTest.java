import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** File systems on which case does not count would lose one of two files without a word. */
@InSandbox
class FileNamesTest {

    @Test
    void two_files_that_would_be_one_are_refused() {
        Failure refused = assertThrows(Failure.class, () -> FileNames.BY_LETTERS_WITHOUT_CASE.requireDistinct(
                List.of("Chart.yaml", "templates/Web.yaml", "templates/web.yaml")));
        assertEquals("the commit has templates/Web.yaml and templates/web.yaml, which are one file on this file system",
                refused.getMessage());
    }

    @Test
    void two_directories_that_would_be_one_are_refused() {
        assertThrows(Failure.class, () -> FileNames.BY_LETTERS_WITHOUT_CASE.requireDistinct(
                List.of("charts/Web/Chart.yaml", "charts/web/values.yaml")));
    }

    @Test
    void what_differs_in_more_than_case_is_taken() {
        FileNames.BY_LETTERS_WITHOUT_CASE.requireDistinct(List.of("a/b", "a/c", "a/c.yaml", "ab"));
        FileNames.BY_EVERY_LETTER.requireDistinct(List.of("a/b", "A/b", "a/B"));
    }

    @Test
    void the_file_system_is_asked_and_nothing_stays(Sandbox sandbox) {
        boolean oneFile = sandbox.write("names/web", "").has("names/WEB");
        assertEquals(oneFile ? FileNames.BY_LETTERS_WITHOUT_CASE : FileNames.BY_EVERY_LETTER,
                FileNames.in(sandbox.path("names")));
        assertEquals(List.of("web"), List.of(sandbox.path("names").toFile().list()));
    }
}
