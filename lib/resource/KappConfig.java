//SOURCES ../Failure.java
//SOURCES ../yaml/FieldPath.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/Yaml.java
//SOURCES ChangeRule.java
//SOURCES ResourceMatcher.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** The rules of {@code Config} documents of kapp: what is compared, labelled, waited for, and in which order. */
record KappConfig(
        String apiVersion,
        String kind,
        JsonNode metadata,
        String minimumRequiredVersion,
        List<RebaseRule> rebaseRules,
        List<WaitRule> waitRules,
        List<FieldRule> ownershipLabelRules,
        List<FieldRule> labelScopingRules,
        List<TemplateRule> templateRules,
        List<FieldRule> diffMaskRules,
        List<FieldRule> diffAgainstLastAppliedFieldExclusionRules,
        List<FieldRule> diffAgainstExistingFieldExclusionRules,
        Map<String, String> additionalLabels,
        List<ChangeGroupBinding> changeGroupBindings,
        List<ChangeRuleBinding> changeRuleBindings,
        List<JsonNode> preflightRules) {

    static final String API = "kapp.k14s.io/v1alpha1";
    private static final String KIND = "Config";
    private static final String NO_YTT = "Rules in ytt work with kapp itself: --with kapp.";

    KappConfig {
        rebaseRules = orEmpty(rebaseRules);
        waitRules = orEmpty(waitRules);
        ownershipLabelRules = orEmpty(ownershipLabelRules);
        labelScopingRules = orEmpty(labelScopingRules);
        templateRules = orEmpty(templateRules);
        diffMaskRules = orEmpty(diffMaskRules);
        diffAgainstLastAppliedFieldExclusionRules = orEmpty(diffAgainstLastAppliedFieldExclusionRules);
        diffAgainstExistingFieldExclusionRules = orEmpty(diffAgainstExistingFieldExclusionRules);
        additionalLabels = Objects.requireNonNullElse(additionalLabels, Map.of());
        changeGroupBindings = orEmpty(changeGroupBindings);
        changeRuleBindings = orEmpty(changeRuleBindings);
        preflightRules = orEmpty(preflightRules);
    }

    /**
     * How the wanted resource gets what the live one keeps.
     *
     * @param path where; or several {@code paths}
     * @param type {@code copy} or {@code remove}
     * @param sources of a copy, the first that has the field: {@code new} and {@code existing}
     */
    record RebaseRule(FieldPath path, List<FieldPath> paths, String type, List<String> sources,
            List<ResourceMatcher> resourceMatchers, JsonNode ytt) {
        RebaseRule {
            paths = orEmpty(paths);
            sources = orEmpty(sources);
            resourceMatchers = orEmpty(resourceMatchers);
        }

        List<FieldPath> allPaths() {
            return path == null ? paths : List.of(path);
        }

        private void check(Yaml.Document document, List<Object> at) {
            document.check(at, () -> {
                require(ytt == null, "this rebase rule is written in ytt", NO_YTT);
                require(!allPaths().isEmpty(), "this rebase rule has no path", "Add path: [spec, replicas]");
                require(List.of("copy", "remove").contains(String.valueOf(type)),
                        "the type of a rebase rule is copy or remove, not " + type, "");
                require(type.equals("remove") || !sources.isEmpty(), "this rebase rule copies from nowhere",
                        "Add sources: [new, existing]");
                require(List.of("new", "existing").containsAll(sources),
                        "sources of a rebase rule are new and existing, not " + sources, "");
                allPaths().forEach(FieldPath::check);
            });
            ResourceMatcher.check(resourceMatchers, document, FieldPath.append(at, "resourceMatchers"));
        }
    }

    /** When resources of a kind are done; {@code conditionMatchers} are tried in their order. */
    record WaitRule(boolean supportsObservedGeneration, List<ConditionMatcher> conditionMatchers,
            List<ResourceMatcher> resourceMatchers, JsonNode ytt) {
        WaitRule {
            conditionMatchers = orEmpty(conditionMatchers);
            resourceMatchers = orEmpty(resourceMatchers);
        }

        private void check(Yaml.Document document, List<Object> at) {
            document.check(at, () -> {
                require(ytt == null, "this wait rule is written in ytt", NO_YTT);
                conditionMatchers.forEach(condition -> require(condition.type != null && condition.status != null,
                        "a condition matcher needs a type and a status", ""));
            });
            ResourceMatcher.check(resourceMatchers, document, FieldPath.append(at, "resourceMatchers"));
        }
    }

    /** @param timeout how long the condition may stay so before it counts as failed; null for ever */
    record ConditionMatcher(String type, String status, boolean failure, boolean success, boolean unblockChanges,
            String timeout, boolean supportsObservedGeneration) {}

    /** A field of the resources that match; {@code isDefault} only in the rules that are there without any document. */
    record FieldRule(FieldPath path, boolean isDefault, List<ResourceMatcher> resourceMatchers) {
        FieldRule {
            resourceMatchers = orEmpty(resourceMatchers);
        }

        boolean matches(JsonNode resource) {
            return ResourceMatcher.anyMatches(resourceMatchers, resource);
        }

        private void check(Yaml.Document document, List<Object> at) {
            document.check(at, () -> {
                require(path != null && !path.steps().isEmpty(), "this rule has no path", "Add path: [spec, selector]");
                path.check();
            });
            ResourceMatcher.check(resourceMatchers, document, FieldPath.append(at, "resourceMatchers"));
        }
    }

    /** Which fields name resources of these kinds, so that they get the name of the newest version. */
    record TemplateRule(List<ResourceMatcher> resourceMatchers, AffectedResources affectedResources) {
        TemplateRule {
            resourceMatchers = orEmpty(resourceMatchers);
            affectedResources = Objects.requireNonNullElse(affectedResources, new AffectedResources(List.of()));
        }

        private void check(Yaml.Document document, List<Object> at) {
            ResourceMatcher.check(resourceMatchers, document, FieldPath.append(at, "resourceMatchers"));
            List<Object> references = FieldPath.append(FieldPath.append(at, "affectedResources"), "objectReferences");
            for (int i = 0; i < affectedResources.objectReferences.size(); i++) {
                ObjectReference reference = affectedResources.objectReferences.get(i);
                List<Object> place = FieldPath.append(references, i);
                document.check(place, () -> {
                    require(reference.path != null, "this reference has no path", "");
                    reference.path.check();
                });
                ResourceMatcher.check(reference.resourceMatchers, document,
                        FieldPath.append(place, "resourceMatchers"));
            }
        }
    }

    record AffectedResources(List<ObjectReference> objectReferences) {
        AffectedResources {
            objectReferences = orEmpty(objectReferences);
        }
    }

    /** @param nameKey the key below the path that holds the name; usually {@code name} */
    record ObjectReference(FieldPath path, List<ResourceMatcher> resourceMatchers, String nameKey) {
        ObjectReference {
            resourceMatchers = orEmpty(resourceMatchers);
            nameKey = Objects.requireNonNullElse(nameKey, "name");
        }
    }

    record ChangeGroupBinding(String name, List<ResourceMatcher> resourceMatchers) {
        ChangeGroupBinding {
            resourceMatchers = orEmpty(resourceMatchers);
        }

        private void check(Yaml.Document document, List<Object> at) {
            document.check(at, () -> require(name != null, "this change group binding has no name", ""));
            ResourceMatcher.check(resourceMatchers, document, FieldPath.append(at, "resourceMatchers"));
        }
    }

    record ChangeRuleBinding(List<String> rules, boolean ignoreIfCyclical, List<ResourceMatcher> resourceMatchers) {
        ChangeRuleBinding {
            rules = orEmpty(rules);
            resourceMatchers = orEmpty(resourceMatchers);
        }

        private void check(Yaml.Document document, List<Object> at) {
            document.check(at, () -> {
                require(!rules.isEmpty(), "this change rule binding has no rules", "");
                rules.forEach(rule -> ChangeRule.parse(rule, ChangeRule.Force.REQUIRED));
            });
            ResourceMatcher.check(resourceMatchers, document, FieldPath.append(at, "resourceMatchers"));
        }
    }

    static boolean isConfig(JsonNode content) {
        return content.path("apiVersion").asText().equals(API) && content.path("kind").asText().equals(KIND);
    }

    /** @throws Failure naming the line of what is wrong */
    static KappConfig of(Yaml.Document document) {
        KappConfig config = document.as(KappConfig.class);
        each(config.rebaseRules, "rebaseRules", (rule, at) -> rule.check(document, at));
        each(config.waitRules, "waitRules", (rule, at) -> rule.check(document, at));
        each(config.ownershipLabelRules, "ownershipLabelRules", (rule, at) -> rule.check(document, at));
        each(config.labelScopingRules, "labelScopingRules", (rule, at) -> rule.check(document, at));
        each(config.templateRules, "templateRules", (rule, at) -> rule.check(document, at));
        each(config.diffMaskRules, "diffMaskRules", (rule, at) -> rule.check(document, at));
        each(config.diffAgainstLastAppliedFieldExclusionRules, "diffAgainstLastAppliedFieldExclusionRules",
                (rule, at) -> rule.check(document, at));
        each(config.diffAgainstExistingFieldExclusionRules, "diffAgainstExistingFieldExclusionRules",
                (rule, at) -> rule.check(document, at));
        each(config.changeGroupBindings, "changeGroupBindings", (rule, at) -> rule.check(document, at));
        each(config.changeRuleBindings, "changeRuleBindings", (rule, at) -> rule.check(document, at));
        return config;
    }

    /** All rules of these, in their order. */
    static KappConfig joined(KappConfig... configs) {
        List<KappConfig> all = Arrays.asList(configs);
        Map<String, String> labels = new TreeMap<>();
        all.forEach(config -> labels.putAll(config.additionalLabels));
        return new KappConfig(API, KIND, Json.object(), null,
                join(all, KappConfig::rebaseRules), join(all, KappConfig::waitRules),
                join(all, KappConfig::ownershipLabelRules), join(all, KappConfig::labelScopingRules),
                join(all, KappConfig::templateRules), join(all, KappConfig::diffMaskRules),
                join(all, KappConfig::diffAgainstLastAppliedFieldExclusionRules),
                join(all, KappConfig::diffAgainstExistingFieldExclusionRules), labels,
                join(all, KappConfig::changeGroupBindings), join(all, KappConfig::changeRuleBindings),
                join(all, KappConfig::preflightRules));
    }

    KappConfig withTemplateRules(List<TemplateRule> rules) {
        return new KappConfig(apiVersion, kind, metadata, minimumRequiredVersion, rebaseRules, waitRules,
                ownershipLabelRules, labelScopingRules, rules, diffMaskRules,
                diffAgainstLastAppliedFieldExclusionRules, diffAgainstExistingFieldExclusionRules, additionalLabels,
                changeGroupBindings, changeRuleBindings, preflightRules);
    }

    /** Without the label scoping that nobody asked for. */
    KappConfig withoutDefaultLabelScoping() {
        return new KappConfig(apiVersion, kind, metadata, minimumRequiredVersion, rebaseRules, waitRules,
                ownershipLabelRules, labelScopingRules.stream().filter(rule -> !rule.isDefault).toList(),
                templateRules, diffMaskRules, diffAgainstLastAppliedFieldExclusionRules,
                diffAgainstExistingFieldExclusionRules, additionalLabels, changeGroupBindings, changeRuleBindings,
                preflightRules);
    }

    private interface Check<T> {
        void check(T rule, List<Object> at);
    }

    private static <T> void each(List<T> rules, String key, Check<T> check) {
        for (int i = 0; i < rules.size(); i++) {
            check.check(rules.get(i), List.of(key, i));
        }
    }

    private static <T> List<T> join(List<KappConfig> configs, Function<KappConfig, List<T>> rules) {
        List<T> joined = new ArrayList<>();
        configs.forEach(config -> joined.addAll(rules.apply(config)));
        return joined;
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return Objects.requireNonNullElse(list, List.of());
    }

    private static void require(boolean condition, String problem, String advice) {
        if (!condition) {
            throw new Failure(problem, advice);
        }
    }
}
