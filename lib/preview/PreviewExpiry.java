//SOURCES ../Confirmation.java
//SOURCES ../deploy/Narration.java
//SOURCES PreviewCluster.java

import java.time.Instant;
import java.util.List;

/** Deletes the previews in a cluster that are past their time to live. One that fails does not keep the others. */
record PreviewExpiry(Cluster cluster, Common common, ConvergenceOptions convergence) {

    /**
     * @param only whether to say what would go, and stop
     * @param yes whether not to ask
     */
    int delete(boolean only, boolean yes) {
        PreviewCluster previews = new PreviewCluster(cluster, common.console);
        List<PreviewCluster.Present> expired = previews.expired(Instant.now());
        if (expired.isEmpty()) {
            common.console.info("No preview is past its time to live");
        } else if (!only) {
            Confirmation.require(yes, "Delete " + expired.size() + " previews?");
        }
        int failures = 0;
        for (PreviewCluster.Present one : expired) {
            String line = one.preview().fullName() + "  expired " + one.expires();
            try {
                if (!only) {
                    previews.delete(one.preview(), convergence, new Narration(common, false).progress());
                }
                common.print(line + (only ? "\n" : "  deleted\n"));
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
