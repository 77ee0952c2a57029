import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When files were changed last, as {@code git log} says it, too. */
@InSandbox
class HistoryTest {
    @Test
    void every_file_has_the_time_of_the_commit_that_git_names(Sandbox sandbox) {
        GitRepositories.identity(sandbox);
        GitRepositories.git(sandbox, "init", "-q", "-b", "main", ".");
        for (int i = 0; i < 6; i++) {
            commit(sandbox, "locks/" + i % 4 + ".yml", "main " + i, i);
        }
        GitRepositories.git(sandbox, "checkout", "-q", "-b", "side", "HEAD~2");
        commit(sandbox, "locks/2.yml", "side", 10);
        commit(sandbox, "locks/side.yml", "side", 11);
        GitRepositories.git(sandbox, "checkout", "-q", "main");
        commit(sandbox, "locks/3.yml", "later", 12);
        sandbox.env("GIT_COMMITTER_DATE", date(13));
        GitRepositories.git(sandbox, "merge", "-q", "--no-edit", "side");
        Set<Path> files = new HashSet<>(FileTree.files(sandbox.path("locks"), ".yml"));
        Map<Path, Instant> changes = GitHistory.lastChanges(sandbox.directory(), files);
        assertEquals(5, changes.size());
        for (Path file : files) {
            assertEquals(GitRepositories.git(sandbox, "log", "-1", "--format=%ct", "--", file.toString()),
                    String.valueOf(changes.get(file).getEpochSecond()), file::toString);
        }
    }

    @Test
    void what_differs_from_what_is_committed_has_the_time_of_the_file(Sandbox sandbox) {
        GitRepositories.identity(sandbox);
        GitRepositories.git(sandbox, "init", "-q", "-b", "main", ".");
        commit(sandbox, "a.yml", "a", 1);
        sandbox.write("a.yml", "changed").write("new.yml", "new");
        for (Path file : Set.of(sandbox.path("a.yml"), sandbox.path("new.yml"))) {
            Instant change = GitHistory.lastChanges(sandbox.directory(), Set.of(file)).get(file);
            assertTrue(Duration.between(change, Instant.now()).toMinutes() < 5, change::toString);
        }
    }

    @Test
    void outside_of_git_files_have_their_own_times(Sandbox sandbox) {
        sandbox.write("a.yml", "a");
        Set<Path> files = Set.of(sandbox.path("a.yml"));
        assertEquals(files, GitHistory.lastChanges(sandbox.directory(), files).keySet());
    }

    private static void commit(Sandbox sandbox, String file, String text, int day) {
        sandbox.write(file, text + "\n").env("GIT_COMMITTER_DATE", date(day));
        GitRepositories.git(sandbox, "add", ".");
        GitRepositories.git(sandbox, "commit", "-q", "-m", text);
    }

    private static String date(int day) {
        return "2020-01-%02dT00:00:00Z".formatted(day + 1);
    }
}
