//SOURCES ../wait/Verdict.java
//SOURCES ../yaml/GoDuration.java
//SOURCES Conditions.java
//SOURCES KappConfig.java
//SOURCES ResourceMatcher.java

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Wait rules of the configuration: conditions by which resources are done or have failed. */
record ConditionRules(List<KappConfig.WaitRule> rules) {

    /**
     * What the first rule for the resource says; empty when there is none.
     *
     * @param since when waiting for it began
     */
    Optional<Verdict> of(JsonNode live, Instant since, Instant now) {
        return ruleFor(live).map(rule -> {
            if (rule.supportsObservedGeneration() && !isObserved(live, live.path("status"))) {
                return Verdict.ongoing("Waiting for generation " + generation(live) + " to be observed");
            }
            return failure(rule, live, since, now).or(() -> success(rule, live)).orElseGet(() -> inFailure(rule, live));
        });
    }

    boolean unblocks(JsonNode live) {
        return ruleFor(live).stream().flatMap(rule -> rule.conditionMatchers().stream())
                .anyMatch(matcher -> matcher.unblockChanges() && find(matcher, live).isPresent());
    }

    private Optional<KappConfig.WaitRule> ruleFor(JsonNode live) {
        return rules.stream().filter(rule -> ResourceMatcher.anyMatches(rule.resourceMatchers(), live)).findFirst();
    }

    private static Optional<Verdict> failure(KappConfig.WaitRule rule, JsonNode live, Instant since, Instant now) {
        return failing(rule).flatMap(matcher -> find(matcher, live)
                .filter(condition -> hasLasted(matcher, condition, since, now))
                .map(condition -> Verdict.failed("Encountered failure condition " + matcher.type() + " == "
                        + matcher.status() + ": " + Conditions.why(condition) + (matcher.timeout() == null ? ""
                        : " continuously for " + matcher.timeout() + " duration"))).stream()).findFirst();
    }

    private static boolean hasLasted(KappConfig.ConditionMatcher matcher, JsonNode condition, Instant since,
            Instant now) {
        if (matcher.timeout() == null) {
            return true;
        }
        Instant changed = Conditions.lastTransition(condition).filter(since::isBefore).orElse(since);
        return !now.isBefore(changed.plus(new GoDuration().convert(matcher.timeout())));
    }

    /** A failure that may still pass. */
    private static Verdict inFailure(KappConfig.WaitRule rule, JsonNode live) {
        return failing(rule).flatMap(matcher -> find(matcher, live).stream())
                .map(condition -> Verdict.ongoing(condition.path("type").asText() + ": " + Conditions.why(condition)))
                .findFirst().orElse(Verdict.ongoing("No failing or successful conditions found"));
    }

    private static Optional<Verdict> success(KappConfig.WaitRule rule, JsonNode live) {
        return rule.conditionMatchers().stream().filter(KappConfig.ConditionMatcher::success)
                .filter(matcher -> find(matcher, live).isPresent()).map(matcher -> Verdict.done("")).findFirst();
    }

    private static Stream<KappConfig.ConditionMatcher> failing(KappConfig.WaitRule rule) {
        return rule.conditionMatchers().stream().filter(KappConfig.ConditionMatcher::failure);
    }

    private static Optional<JsonNode> find(KappConfig.ConditionMatcher matcher, JsonNode live) {
        return new Conditions(live).find(matcher.type(), matcher.status())
                .filter(condition -> !matcher.supportsObservedGeneration() || isObserved(live, condition));
    }

    private static boolean isObserved(JsonNode live, JsonNode observer) {
        return observer.path("observedGeneration").asLong() == generation(live);
    }

    private static long generation(JsonNode live) {
        return live.path("metadata").path("generation").asLong();
    }
}
