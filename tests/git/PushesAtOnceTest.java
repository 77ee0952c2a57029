import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Builds that end at the same moment push to the same branch. */
@InSandbox
class PushesAtOnceTest {
    private static final int WRITERS = 8;
    private static final int ROUNDS = 4;

    @Test
    void all_pushes_land(Sandbox sandbox) throws Exception {
        GitRepositories.remote(sandbox);
        Publishers publishers = new Publishers(sandbox);
        publishers.publish(number -> "app-locks/app-" + number + ".lock.yml");
        assertEquals(1 + WRITERS * ROUNDS, GitRepositories.subjects(sandbox, "remote.git", "main").size());
        for (int number = 0; number < WRITERS; number++) {
            String expected = IntStream.range(0, ROUNDS).mapToObj(round -> "round " + round + "\n")
                    .collect(Collectors.joining());
            assertEquals(expected, GitRepositories.text(sandbox, "remote.git", "main",
                    "app-locks/app-" + number + ".lock.yml").replaceAll(" of \\d+", ""));
        }
        GitRepositories.git(sandbox, "-C", "remote.git", "fsck", "--strict");
    }

    @Test
    void all_changes_of_one_file_are_in_it(Sandbox sandbox) throws Exception {
        GitRepositories.remote(sandbox);
        new Publishers(sandbox).publish(number -> "app-locks/third-party.lock.yml");
        assertEquals(Publishers.lines(), new TreeSet<>(GitRepositories.text(
                sandbox, "remote.git", "main", "app-locks/third-party.lock.yml").lines().toList()));
        assertEquals(1 + WRITERS * ROUNDS, GitRepositories.subjects(sandbox, "remote.git", "main").size());
    }

    @Test
    void every_clone_is_clean_after_it(Sandbox sandbox) throws Exception {
        GitRepositories.remote(sandbox);
        new Publishers(sandbox).publish(number -> "app-locks/third-party.lock.yml");
        for (int number = 0; number < WRITERS; number++) {
            assertEquals("", GitRepositories.git(sandbox, "-C", "clone-" + number, "status", "--porcelain"));
            GitRepositories.git(sandbox, "-C", "clone-" + number, "pull", "-q", "--ff-only");
        }
    }

    @Test
    void processes_that_push_to_a_url_land_too(Sandbox sandbox) {
        GitRepositories.remote(sandbox);
        String url = "file://" + sandbox.path("remote.git");
        List<Sandbox.RunningCommand> all = new ArrayList<>();
        for (String line : List.of("one", "two", "three")) {
            all.add(Publisher.start(sandbox, "push", url, "main", "app-locks/app.lock.yml", line));
        }
        all.forEach(running -> sandbox.finish(running).succeeds());
        assertEquals(List.of("first", "one", "three", "two"), GitRepositories.text(
                sandbox, "remote.git", "main", "app-locks/app.lock.yml").lines().sorted().toList());
        GitRepositories.git(sandbox, "-C", "remote.git", "fsck", "--strict");
    }

    @Test
    void processes_that_share_one_clone_land_too(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        List<Sandbox.RunningCommand> all = new ArrayList<>();
        for (String line : List.of("one", "two", "three")) {
            all.add(Publisher.start(sandbox, "push", "clone", "", "app-locks/" + line + ".lock.yml", line));
        }
        all.forEach(running -> sandbox.finish(running).succeeds());
        assertEquals(List.of("first", "one", "three", "two"),
                GitRepositories.subjects(sandbox, "remote.git", "main").stream().sorted().toList());
        GitRepositories.git(sandbox, "-C", "clone", "pull", "-q", "--ff-only");
        assertEquals("", GitRepositories.git(sandbox, "-C", "clone", "status", "--porcelain"));
    }

    @Test
    void commits_of_processes_that_share_one_clone_follow_one_another(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        List<Sandbox.RunningCommand> all = new ArrayList<>();
        for (String line : List.of("one", "two", "three")) {
            all.add(Publisher.start(sandbox, "commit", "clone", "", "app-locks/app.lock.yml", line));
        }
        all.forEach(running -> sandbox.finish(running).succeeds());
        assertEquals(4, GitRepositories.subjects(sandbox, "clone", "main").size());
        assertEquals(4, GitRepositories.text(sandbox, "clone", "main", "app-locks/app.lock.yml").lines().count());
        assertEquals("", GitRepositories.git(sandbox, "-C", "clone", "status", "--porcelain"));
    }

    private interface FileOf {
        String file(int number);
    }

    private record Publishers(Sandbox sandbox) {
        /** Each has its own clone and pushes a line in each round; all begin a round together. */
        void publish(FileOf files) throws Exception {
            CyclicBarrier round = new CyclicBarrier(WRITERS);
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            List<Future<?>> all = new ArrayList<>();
            for (int number = 0; number < WRITERS; number++) {
                int writer = number;
                GitRepositories.clone(sandbox, "clone-" + writer);
                all.add(threads.submit(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        round.await();
                        push(writer, Publisher.line(files.file(writer), "round " + i + " of " + writer));
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            threads.shutdown();
        }

        private void push(int writer, FileChange change) {
            String clone = sandbox.path("clone-" + writer).toString();
            try (ConfigRepository repository = ConfigRepository.open(clone, "", "", false, new Console())) {
                assertTrue(repository.push(List.of(change), "Lock " + change.of("")).isPresent());
            }
        }

        static TreeSet<String> lines() {
            return IntStream.range(0, WRITERS).boxed()
                    .flatMap(writer -> IntStream.range(0, ROUNDS).mapToObj(i -> "round " + i + " of " + writer))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
