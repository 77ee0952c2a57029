//SOURCES ../Common.java
//SOURCES ../helm/HelmTemplate.java
//SOURCES Shards.java

import picocli.CommandLine.Option;

/** How an umbrella chart is rendered in parts. */
final class ShardOptions {
    /** With less charts than this, helm takes no longer over the whole than it takes to see how to split it. */
    private static final int FEWEST_CHARTS = 24;

    @Option(names = "--no-shards", description = "Render the umbrella chart by one helm template")
    boolean asOne;

    @Option(names = "--check-shards", description = "Render in shards and as one, and compare")
    boolean check;

    /** What renders the chart that a template is of. */
    ChartRenderer renderer(Common common, HelmTemplate template) {
        return asOne ? template : new Shards(common, template, FEWEST_CHARTS);
    }
}
