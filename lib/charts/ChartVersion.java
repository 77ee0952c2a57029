//SOURCES ../git/GitWorkTree.java
//SOURCES ../git/ShortHash.java
//SOURCES ../image/SemanticVersion.java

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Git says of the version of a chart.
 *
 * @param tagged the version that a tag of the commit names; empty when there is none, or when the chart's files differ
 * @param commit the first letters of its hash; empty outside of Git
 */
record ChartVersion(Optional<String> tagged, String commit) {

    /** A tag is {@code NAME-1.2.0}, else {@code v1.2.0} or {@code 1.2.0}. */
    static ChartVersion of(Path chart, String name) {
        Optional<GitWorkTree> found = GitWorkTree.of(chart);
        if (found.isEmpty()) {
            return new ChartVersion(Optional.empty(), "");
        }
        try (GitWorkTree tree = found.get()) {
            String commit = tree.commit(Set.of()).id();
            boolean isAsCommitted = !commit.isEmpty() && tree.localChanges(tree.path(chart).orElse(".")).isEmpty();
            return new ChartVersion(isAsCommitted ? version(tree.tags(commit), name) : Optional.empty(),
                    ShortHash.of(commit));
        }
    }

    private static Optional<String> version(List<String> tags, String name) {
        return tags.stream().filter(tag -> tag.startsWith(name + "-")).map(tag -> tag.substring(name.length() + 1))
                .filter(ChartVersion::isVersion).findFirst()
                .or(() -> tags.stream().map(tag -> tag.replaceFirst("^v", "")).filter(ChartVersion::isVersion)
                        .findFirst());
    }

    private static boolean isVersion(String text) {
        return SemanticVersion.parse(text.replaceFirst("\\+.*", "")).isPresent();
    }
}
