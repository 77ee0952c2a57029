//SOURCES ../Failure.java
//SOURCES ../deploy/DeployedApplication.java
//SOURCES ../git/GitLog.java
//SOURCES DriftSearch.java

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a cluster differs from a commit of an environment.
 *
 * @param deployed what the cluster was given last; empty when another tool has deployed since
 * @param planned the commit, and what would make the cluster have it
 * @param undeployed commits of the environment that the cluster has not been given, the newest first
 */
record EnvironmentDrift(DeployedApplication application, Optional<ReleaseMark> deployed,
        DeployedApplication.Planned planned, List<DriftFinding> findings, List<GitLog.Entry> undeployed) {
    private static final String HEAD = "HEAD";

    /**
     * @param revision empty for the commit that was deployed last
     * @throws Failure when nothing tells which one that was
     */
    static EnvironmentDrift of(DeployedApplication application, String revision) {
        Optional<ReleaseMark> deployed = application.record().mark();
        if (revision.isEmpty()) {
            application.record().requireDeployed(
                    "Deploy it, or compare the cluster with a commit: --at HEAD, or another.");
        }
        String compared = revision.equals(HEAD) ? "" : !revision.isEmpty() ? revision
                : deployed.filter(ReleaseMark::isReproducible).map(ReleaseMark::commit)
                        .orElseThrow(() -> unknown(application.record(), deployed));
        DeployedApplication.Planned planned = application.plan(compared, deployed);
        return new EnvironmentDrift(application, deployed, planned,
                new DriftSearch(planned.config()).of(planned.plan()),
                deployed.filter(mark -> !mark.commit().isEmpty())
                        .map(mark -> application.commitsSince(mark.commit())).orElse(List.of()));
    }

    private static Failure unknown(ApplicationRecord record, Optional<ReleaseMark> deployed) {
        String reason = deployed.isEmpty() ? "another tool has changed it last"
                : deployed.get().dirty() ? "its files differed from the commit " + deployed.get().origin()
                        .replace(" with local changes", "") : "files were deployed, and not a commit";
        return new Failure("nothing tells what " + record.name() + " (namespace: " + record.namespace()
                + ") should be: " + reason, "Compare it with a commit: --at HEAD, or another.");
    }

    boolean isDrift() {
        return !findings.isEmpty() || !undeployed.isEmpty();
    }

    /** Whether a deploy of the commit changes anything. */
    boolean isFixable() {
        return !findings.isEmpty() || deployed.filter(mark -> mark.commit().equals(planned.commit().id())).isEmpty();
    }

    /** Whether the commit still renders to what was deployed; true when it is another commit. */
    boolean rendersTheSame() {
        Release release = planned.input().release().orElseThrow();
        return deployed.filter(mark -> mark.commit().equals(planned.commit().id()))
                .filter(mark -> !mark.dirty() && !mark.state().equals(release.sha256())).isEmpty();
    }

    /** For people. */
    String text() {
        boolean isDeployed = deployed.filter(mark -> mark.commit().equals(planned.commit().id())).isPresent();
        String commit = planned.commit().abbreviated() + (isDeployed ? ", as deployed" : "");
        return name() + ": " + (isDrift() ? "drift from " : "no drift from ") + commit + "\n"
                + findings.stream().map(DriftFinding::text).map(text -> text.indent(2)).collect(Collectors.joining())
                + undeployed.stream().map(entry -> DriftFinding.line("undeployed", entry.line()).indent(2))
                        .collect(Collectors.joining());
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("environment", application.name())
                .put("application", application.record().name()).put("namespace", application.record().namespace())
                .put("cluster", application.cluster().server()).put("commit", planned.commit().id())
                .put("deployed", deployed.map(ReleaseMark::describe).orElse("")).put("drift", isDrift());
        ArrayNode resources = json.putArray("resources");
        findings.forEach(finding -> resources.add(finding.json()));
        ArrayNode commits = json.putArray("undeployed");
        undeployed.forEach(entry -> commits.addObject().put("commit", entry.commit()).put("subject", entry.subject()));
        return json.putNull("error");
    }

    private String name() {
        String application = this.application.record().name() + " (namespace: " + this.application.record().namespace()
                + ")";
        return this.application.name().isEmpty() ? application : this.application.name() + ", " + application;
    }
}
