//SOURCES PublishedChart.java

import java.util.List;
import java.util.Optional;

/** Where charts come from. */
interface ChartRepository {
    /** The versions of a chart, in the repository's order; none when it has no chart of that name. */
    List<PublishedChart> versions(String chart);

    /** The same, after asking the repository again for what a cache may hold that is not new any more. */
    List<PublishedChart> newestVersions(String chart);

    /** A version of a chart; empty when the repository does not have it. */
    default Optional<PublishedChart> find(String chart, String version) {
        return versions(chart).stream().filter(one -> one.version().equals(version)).findFirst()
                .or(() -> newestVersions(chart).stream().filter(one -> one.version().equals(version)).findFirst());
    }

    /** @throws Failure when the archive cannot be had, or is not the one whose digest the repository says */
    byte[] archive(PublishedChart chart);

    /** The signed statement that helm makes of a chart; empty when the repository has none. */
    Optional<byte[]> provenance(PublishedChart chart);
}
