//SOURCES ../resource/KappConfig.java
//SOURCES ../resource/ResourceMatcher.java
//SOURCES ../yaml/FieldPath.java
//SOURCES ServiceAccountTokens.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Gives a wanted resource what its live object keeps, as the rebase rules say. */
record Rebase(KappConfig config) {

    /** A copy of the wanted resource with the fields of the live one that stay. */
    ObjectNode onto(JsonNode live, JsonNode wanted) {
        ObjectNode rebased = wanted.deepCopy();
        for (KappConfig.RebaseRule rule : config.rebaseRules()) {
            if (ResourceMatcher.anyMatches(rule.resourceMatchers(), wanted)) {
                rule.allPaths().forEach(path -> apply(rule, path, rebased, live, wanted));
            }
        }
        ServiceAccountTokens.keep(live, rebased);
        return rebased;
    }

    private static void apply(KappConfig.RebaseRule rule, FieldPath path, ObjectNode rebased, JsonNode live,
            JsonNode wanted) {
        if (rule.type().equals("remove")) {
            path.in(rebased).forEach(field -> FieldPath.remove(rebased, field));
            return;
        }
        for (int i = rule.sources().size() - 1; i >= 0; i--) {
            copy(path, rule.sources().get(i).equals("new") ? wanted : live, rebased);
        }
    }

    private static void copy(FieldPath path, JsonNode source, ObjectNode target) {
        for (List<Object> field : path.in(source)) {
            FieldPath.set(target, field, FieldPath.get(source, field).deepCopy());
        }
    }
}
