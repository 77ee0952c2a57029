//SOURCES ../Failure.java
//SOURCES ../resource/KappKeys.java
//SOURCES ../resource/ResourceTitle.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether resources may become the application's.
 *
 * @param app value of the label of the application's own resources
 * @param nameOf what an application with another value is called, for people: {@code 'demo' namespace: shop}; empty
 *     when there is none
 * @param takeOver from whom existing resources are taken
 */
record Ownership(String app, Function<String, Optional<String>> nameOf, TakeOver takeOver) {

    /** NOBODY leaves what no application owns alone, too. */
    enum TakeOver { UNOWNED, ANYBODY, NOBODY }

    /** Resources are somebody else's. */
    static final class Conflict extends Failure {
        private static final long serialVersionUID = 1L;

        private Conflict(List<String> problems) {
            super("Ownership errors:\n" + String.join("\n", problems), "Rename the resources here, remove "
                    + "them there, or take them over with --dangerous-override-ownership-of-existing-resources.");
        }
    }

    /** @throws Conflict naming the owners of all resources that are not the application's */
    void check(List<JsonNode> live) {
        List<String> problems = new ArrayList<>();
        for (JsonNode resource : live) {
            problem(resource).ifPresent(problem -> problems.add("- Resource '" + ResourceTitle.of(resource) + "' "
                    + problem));
        }
        if (!problems.isEmpty()) {
            throw new Conflict(problems);
        }
    }

    private Optional<String> problem(JsonNode resource) {
        if (KappKeys.label(resource, "is-app").or(() -> KappKeys.label(resource, "is-app-change")).isPresent()) {
            return Optional.of("is the record of an app");
        }
        Optional<String> owner = KappKeys.label(resource, "app");
        if (takeOver == TakeOver.ANYBODY || owner.filter(app::equals).isPresent()) {
            return Optional.empty();
        }
        if (owner.isEmpty()) {
            return takeOver == TakeOver.UNOWNED ? Optional.empty() : Optional.of("exists and belongs to no app");
        }
        return Optional.of("is already associated with a different app "
                + nameOf.apply(owner.get()).map(name -> name + " ").orElse("")
                + "(label '" + KappKeys.APP + "=" + owner.get() + "')");
    }
}
