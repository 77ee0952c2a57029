//SOURCES Sharding.java
//SOURCES RandomUmbrella.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random umbrellas are the same in shards as by one helm template; others: -Dseed=N, more: -Dumbrellas=N. */
@InSandbox
class ShardPropertyTest {
    private static final long SEED = Long.getLong("seed", 20261125);
    private static final int UMBRELLAS = Integer.getInteger("umbrellas", 60);
    /** One of so many is rendered with a cache, too. */
    private static final int CACHED = 6;

    @Test
    void random_umbrellas_are_the_same_in_shards(Sandbox sandbox) throws IOException {
        Counting counting = new Counting();
        for (int i = 0; i < UMBRELLAS; i++) {
            long seed = SEED + i;
            Path project = sandbox.path("umbrella-" + seed);
            RandomUmbrella umbrella = new RandomUmbrella(seed);
            umbrella.write(project);
            Sharding sharding = new Sharding(project, umbrella.options());
            List<String> differences = sharding.differences();
            if (!differences.isEmpty() && sharding.isInShards() && sharding.isTheSameEachTime()) {
                assertEquals(List.of(), differences, () -> "seed " + seed + ": " + sharding.reasons());
            }
            counting.add(sharding, differences);
            if (i % CACHED == 0 && differences.isEmpty() && sharding.isInShards()) {
                assertSameAsWritten(sharding, umbrella.options(), "seed " + seed);
                assertSameFromCache(sharding, project, "seed " + seed);
            }
            FileTree.delete(project);
        }
        assertTrue(counting.inShards > UMBRELLAS / 4, counting::toString);
        assertTrue(counting.unclear <= UMBRELLAS / 10, counting::toString);
        System.out.println(counting);
    }

    private static void assertSameAsWritten(Sharding sharding, List<String> options, String seed) {
        if (sharding.isFailing()) {
            return;
        }
        RenderedChart written = new RenderedChart(sharding.written(options), List.of());
        Set<String> differing = sharding.whole().render().differing(written);
        if (!differing.isEmpty() && sharding.isTheSameEachTime()) {
            assertEquals(Set.of(), differing, seed);
        }
    }

    /** With a cache that is empty, that knows all, and that knows all but one chart. */
    private static void assertSameFromCache(Sharding sharding, Path project, String seed)
            throws IOException {
        ShardCache cache = new ShardCache(project.resolve("cache"), 1 << 20);
        Path values = FileTree.files(project.resolve("umbrella"), "values.yaml").get(0);
        ShardCache ofOne = new ShardCache(project.resolve("cache-of-one"), 1 << 20);
        sharding.renderAsOne(ofOne);
        for (String change : List.of("", "", "\n# changed", "\nadded: {value: 1}")) {
            Files.writeString(values, Files.readString(values) + change);
            for (ShardCache each : List.of(cache, ofOne)) {
                List<String> differences = sharding.differences(each);
                if (!differences.isEmpty() && sharding.isTheSameEachTime()) {
                    assertEquals(List.of(), differences, () -> seed + change + ": " + sharding.reasons());
                }
            }
        }
    }

    /** What umbrellas turned out to be. */
    private static final class Counting {
        int inShards;
        int asOne;
        int failing;
        int unclear;

        void add(Sharding sharding, List<String> differences) {
            inShards += sharding.isInShards() ? 1 : 0;
            asOne += sharding.isInShards() ? 0 : 1;
            failing += sharding.isFailing() ? 1 : 0;
            unclear += differences.isEmpty() ? 0 : 1;
        }

        @Override
        public String toString() {
            return inShards + " in shards, " + asOne + " as one, of these " + failing + " that fail; " + unclear
                    + " that helm itself does not render the same each time";
        }
    }
}
