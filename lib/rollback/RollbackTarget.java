//SOURCES ../Failure.java
//SOURCES ../deploy/ChangeRecord.java
//SOURCES ../deploy/DeployedApplication.java
//SOURCES ../deploy/ReleaseMark.java
//SOURCES ../git/ShortHash.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a cluster is to have again.
 *
 * @param revision the commit
 * @param change the change that deployed it; empty for a commit that is named by itself
 * @param recorded what that change brought
 */
record RollbackTarget(String revision, String change, Optional<ReleaseMark> recorded) {
    private static final int MOST_RESOURCES = 10;

    /**
     * The deploy before the current one.
     *
     * @param changes all records, the newest first
     * @param current what the cluster was given last, if that is known
     */
    static RollbackTarget before(List<JsonNode> changes, Optional<ReleaseMark> current) {
        Optional<String> now = current.or(() -> changes.stream().findFirst().flatMap(ReleaseMark::of))
                .map(ReleaseMark::state);
        JsonNode previous = changes.stream().skip(1).filter(RollbackTarget::isSuccessful)
                .filter(change -> !ReleaseMark.of(change).map(ReleaseMark::state).equals(now)).findFirst()
                .orElseThrow(() -> new Failure("there is no deploy before the current one that has succeeded",
                        "deploy.java history shows the deploys; --to names a commit."));
        return of(previous);
    }

    /** @param named the name of a change, or else a revision */
    static RollbackTarget named(String named, List<JsonNode> changes) {
        return changes.stream().filter(change -> ResourceKey.of(change).name().equals(named)).findFirst()
                .map(RollbackTarget::of).orElseGet(() -> new RollbackTarget(named, "", Optional.empty()));
    }

    private static RollbackTarget of(JsonNode change) {
        String name = ResourceKey.of(change).name();
        ReleaseMark mark = ReleaseMark.of(change).orElseThrow(() -> new Failure("another tool made the change " + name
                + ", and nothing tells of which commit", "Name another change or a commit with --to."));
        if (!mark.isReproducible()) {
            throw new Failure("the change " + name + " has deployed " + (mark.commit().isEmpty()
                    ? "files, and nothing tells of which commit" : mark.origin() + ", which no commit has"),
                    "Name another change or a commit with --to.");
        }
        return new RollbackTarget(mark.commit(), name, Optional.of(mark));
    }

    /** @throws Failure when a commit that was deployed once renders to something else now */
    void requireSame(DeployedApplication.Planned planned, List<JsonNode> changes) {
        ReleaseMark now = planned.mark();
        Optional<ReleaseMark> then = recorded.or(() -> changes.stream().filter(RollbackTarget::isSuccessful)
                .flatMap(change -> ReleaseMark.of(change).stream())
                .filter(mark -> mark.isReproducible() && mark.commit().equals(now.commit())).findFirst());
        then.filter(mark -> !mark.state().equals(now.state())).ifPresent(mark -> {
            throw new Failure(now.origin() + " does not render to what it was when it was deployed:\n"
                    + difference(planned.input(), mark, now),
                    "Render it as it was then, or deploy it as it is now: deploy.java --at "
                            + ShortHash.of(now.commit()) + ".");
        });
    }

    private static String difference(DeployInput input, ReleaseMark then, ReleaseMark now) {
        List<Resource> others = ResourceDigests.others(input.written(), then.resources());
        String resources = others.stream().limit(MOST_RESOURCES).map(resource -> "  " + resource.title() + "\n")
                .collect(Collectors.joining());
        String more = others.size() > MOST_RESOURCES ? "  and " + (others.size() - MOST_RESOURCES) + " more\n" : "";
        String gone = !others.isEmpty() ? ""
                : "  resources that were there then are missing now, or their order is another\n";
        String tools = then.tools().equals(now.tools()) ? "" : "  rendered with " + now.tools() + ", and then with "
                + then.tools() + "\n";
        return resources + more + gone + tools + "  state.yaml has the SHA-256 " + now.abbreviatedState()
                + "…, and had " + then.abbreviatedState() + "…";
    }

    private static boolean isSuccessful(JsonNode change) {
        return EmbeddedJson.read(change.path("data").path("spec").asText())
                .filter(spec -> spec.path("successful").asBoolean()).isPresent();
    }
}
