//SOURCES ../Common.java
//SOURCES ../helm/HelmTemplate.java
//SOURCES ../tools/Tools.java
//SOURCES ShardCheck.java
//SOURCES Shards.java

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How an umbrella chart is rendered in parts. */
final class ShardOptions {
    /** With less charts, helm takes no longer over the whole than it takes to see how to split it. */
    private static final Shards.Sizes USUAL = new Shards.Sizes(24, 100, 300_000);
    private static final Shards.Sizes SMALL = new Shards.Sizes(2, 1, 0);
    private static final long MOST_BYTES_OF_CACHE = 512L << 20;

    @Option(names = "--no-shards", description = "Render the umbrella chart by one helm template")
    private boolean asOne;

    @Option(names = "--check-shards", description = "Compare shards, small ones, with one helm template")
    private boolean check;

    @Option(names = "--no-cache", description = "Render all shards again, even those that have not changed")
    private boolean again;

    /** What renders the chart that a template is of. */
    ChartRenderer renderer(Common common, HelmTemplate template) {
        Optional<ShardCache> cache = again ? Optional.empty()
                : Optional.of(new ShardCache(Tools.cache().resolve("shards"), MOST_BYTES_OF_CACHE));
        return asOne ? template : shards(common, template, USUAL, cache);
    }

    /** The files that differ when they are rendered in shards, a line each; none when there is nothing to check. */
    List<String> differences(Common common, HelmTemplate template) {
        return !check ? List.of()
                : ShardCheck.differences(template, shards(common, template, SMALL, Optional.empty()));
    }

    private static Shards shards(Common common, HelmTemplate template, Shards.Sizes sizes,
            Optional<ShardCache> cache) {
        return new Shards(common, template, sizes, cache, line -> common.debug("shards: " + line));
    }
}
