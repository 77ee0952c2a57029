//SOURCES Samples.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Wait rules of the configuration say when a resource is done. */
class WaitRulesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String READY_OR_FAILED = """
            waitRules:
            - conditionMatchers:
              - {type: Ready, status: "True", success: true}
              - {type: Failed, status: "True", failure: true}
              resourceMatchers: [{apiVersionKindMatcher: {apiVersion: example.com/v1, kind: Thing}}]
            """;

    @Test
    void conditions_say_whether_a_resource_is_done() {
        assertEquals("done:", verdict(READY_OR_FAILED, thing("{type: Ready, status: 'True'}")));
        assertEquals("ongoing: No failing or successful conditions found", verdict(READY_OR_FAILED, thing("")));
        assertEquals("failed: Encountered failure condition Failed == True: Bad (message: very)",
                verdict(READY_OR_FAILED, thing("{type: Ready, status: 'True'}, "
                        + "{type: Failed, status: 'True', reason: Bad, message: very}")));
    }

    @Test
    void other_resources_are_done_as_ever() {
        assertEquals("done:", verdict(READY_OR_FAILED,
                Samples.yaml("{apiVersion: example.com/v1, kind: Other, metadata: {name: a}}")));
    }

    @Test
    void a_rule_may_wait_until_the_generation_is_observed() {
        String rules = READY_OR_FAILED.replace("- conditionMatchers:",
                "- supportsObservedGeneration: true\n  conditionMatchers:");
        assertEquals("ongoing: Waiting for generation 2 to be observed",
                verdict(rules, thing("{type: Ready, status: 'True'}")));
        assertEquals("done:", verdict(rules, Samples.yaml("{apiVersion: example.com/v1, kind: Thing, metadata: "
                + "{name: a, generation: 2}, status: {observedGeneration: 2, conditions: "
                + "[{type: Ready, status: 'True'}]}}")));
    }

    @Test
    void a_condition_may_be_for_an_older_generation() {
        String rules = READY_OR_FAILED.replace("success: true", "success: true, supportsObservedGeneration: true");
        assertEquals("ongoing: No failing or successful conditions found",
                verdict(rules, thing("{type: Ready, status: 'True', observedGeneration: 1}")));
        assertEquals("done:", verdict(rules, thing("{type: Ready, status: 'True', observedGeneration: 2}")));
    }

    @Test
    void a_failure_may_pass_for_some_time() {
        String rules = READY_OR_FAILED.replace("failure: true", "failure: true, timeout: 30s");
        JsonNode failing = thing("{type: Failed, status: 'True', reason: Bad, message: very}");
        assertEquals("ongoing: Failed: Bad (message: very)", verdict(rules, failing, 29));
        assertEquals("failed: Encountered failure condition Failed == True: Bad (message: very) "
                + "continuously for 30s duration", verdict(rules, failing, 30));
        assertEquals("ongoing: Failed: Bad", verdict(rules, thing("{type: Failed, status: 'True', reason: Bad, "
                + "lastTransitionTime: '2026-01-01T00:00:20Z'}"), 49));
    }

    @Test
    void a_condition_may_let_others_go_on() {
        String rules = READY_OR_FAILED.replace("success: true", "unblockChanges: true");
        Readiness readiness = readiness(rules);
        assertTrue(readiness.unblocks(thing("{type: Ready, status: 'True'}")));
        assertFalse(readiness.unblocks(thing("{type: Ready, status: 'False'}")));
    }

    @Test
    void a_rule_in_ytt_is_refused() {
        Failure failure = assertThrows(Failure.class, () -> readiness("""
                waitRules:
                - ytt: {funcContractV1: {resource.star: ""}}
                  resourceMatchers: [{allMatcher: {}}]
                """));
        assertEquals("config.yaml, line 4: this wait rule is written in ytt", failure.getMessage());
    }

    private static String verdict(String rules, JsonNode live) {
        return verdict(rules, live, 0);
    }

    private static String verdict(String rules, JsonNode live, int seconds) {
        Verdict verdict = readiness(rules).of(live, List.of(), START, START.plusSeconds(seconds));
        return (verdict.state().name().toLowerCase() + ": " + verdict.message()).strip();
    }

    private static Readiness readiness(String rules) {
        return new Readiness(KappConfig.of(Yaml.read("config.yaml",
                "apiVersion: kapp.k14s.io/v1alpha1\nkind: Config\n" + rules).get(0)).waitRules());
    }

    private static JsonNode thing(String conditions) {
        return Samples.yaml("{apiVersion: example.com/v1, kind: Thing, metadata: {name: a, generation: 2}, "
                + "status: {conditions: [" + conditions + "]}}");
    }
}
