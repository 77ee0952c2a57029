//SOURCES ../deploy/ApprovalOptions.java
//SOURCES ../deploy/Narration.java
//SOURCES PreviewCluster.java

import java.time.Instant;
import java.util.List;

/** Deletes the previews in a cluster that are past their time to live. One that fails does not keep the others. */
record PreviewExpiry(Cluster cluster, Common common, ConvergenceOptions convergence) {

    /** @return the exit status */
    int delete(ApprovalOptions approval) {
        PreviewCluster previews = new PreviewCluster(cluster, common.console);
        List<PreviewCluster.Present> expired = previews.expired(Instant.now());
        if (expired.isEmpty()) {
            common.console.info("No preview is past its time to live");
        } else if (!approval.onlyShows()) {
            approval.require("Delete " + expired.size() + " previews?");
        }
        int failures = 0;
        for (PreviewCluster.Present one : expired) {
            String line = one.preview().fullName() + "  expired " + one.expires();
            try {
                if (!approval.onlyShows()) {
                    previews.delete(one.preview(), convergence, new Narration(common, false).progress());
                }
                common.print(line + (approval.onlyShows() ? "\n" : "  deleted\n"));
            } catch (ClusterRefusal e) {
                failures += failed(line, e.failure());
            } catch (Failure e) {
                failures += failed(line, e);
            }
        }
        return failures == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private int failed(String line, Failure failure) {
        common.print(line + "  failed\n");
        common.console.error(failure);
        return 1;
    }
}
