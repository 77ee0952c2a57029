//SOURCES ../diff/LiveDifference.java
//SOURCES ../resource/KappConfig.java
//SOURCES ../resource/KappKeys.java
//SOURCES ../resource/ResourceKey.java
//SOURCES ../yaml/FieldPath.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Marks resources as the application's.
 *
 * @param app value of the label that all resources of the application have
 */
record AppLabels(String app, KappConfig config) {

    /** A copy with the labels, also in pod templates, and with selectors that find only the application's pods. */
    ObjectNode label(JsonNode resource) {
        ObjectNode labelled = resource.deepCopy();
        for (KappConfig.FieldRule rule : config.ownershipLabelRules()) {
            if (rule.matches(resource)) {
                rule.path().mappings(labelled).forEach(labels -> own(labels, resource));
            }
        }
        for (KappConfig.FieldRule rule : config.labelScopingRules()) {
            if (rule.matches(resource)) {
                scope(labelled, rule.path());
            }
        }
        return labelled;
    }

    /** What pods of a resource are found by, also where no owner leads to them. */
    static String association(JsonNode resource) {
        return "v1." + LiveDifference.md5(ResourceKey.of(resource).toString());
    }

    private void own(ObjectNode labels, JsonNode resource) {
        config.additionalLabels().forEach(labels::put);
        labels.put(KappKeys.APP, app).put(KappKeys.ASSOCIATION, association(resource));
    }

    /** Selectors that are not there select nothing, or what others say. */
    private void scope(ObjectNode labelled, FieldPath path) {
        for (List<Object> field : path.in(labelled)) {
            if (FieldPath.get(labelled, field) instanceof ObjectNode selector) {
                selector.put(KappKeys.APP, app);
            }
        }
    }
}
