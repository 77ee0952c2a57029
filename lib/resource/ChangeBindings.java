//SOURCES ../Failure.java
//SOURCES ChangeGroup.java
//SOURCES ChangeRule.java
//SOURCES DefaultChangeBindings.java
//SOURCES KappConfig.java
//SOURCES ResourceChoice.java
//SOURCES ResourceMatcher.java
//SOURCES ResourceTitle.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which groups and rules of order a resource has: those of its annotations, of the configuration, and the defaults. */
record ChangeBindings(List<GroupBinding> groups, List<RuleBinding> rules) {
    private static final String GROUP = "kapp.k14s.io/change-group";
    private static final String RULE = "kapp.k14s.io/change-rule";

    /** @param name may hold placeholders */
    record GroupBinding(String name, ResourceChoice resources) {}

    record RuleBinding(List<ChangeRule> rules, ResourceChoice resources) {}

    static ChangeBindings defaults() {
        return new ChangeBindings(DefaultChangeBindings.GROUPS, DefaultChangeBindings.RULES);
    }

    /** These and the {@code changeGroupBindings} and {@code changeRuleBindings} of a configuration. */
    ChangeBindings with(KappConfig config) {
        List<GroupBinding> allGroups = new ArrayList<>(groups);
        List<RuleBinding> allRules = new ArrayList<>(rules);
        config.changeGroupBindings().forEach(binding -> allGroups.add(new GroupBinding(binding.name(),
                resource -> ResourceMatcher.anyMatches(binding.resourceMatchers(), resource))));
        config.changeRuleBindings().forEach(binding -> allRules.add(new RuleBinding(rules(binding),
                resource -> ResourceMatcher.anyMatches(binding.resourceMatchers(), resource))));
        return new ChangeBindings(List.copyOf(allGroups), List.copyOf(allRules));
    }

    List<ChangeGroup> groupsOf(JsonNode resource) {
        return Stream.concat(annotations(resource, GROUP), groups.stream()
                        .filter(binding -> binding.resources.test(resource)).map(GroupBinding::name))
                .map(name -> ChangeGroup.of(name, resource)).distinct().toList();
    }

    /** The rules of a resource for what is done to it. */
    List<ChangeRule> rulesOf(JsonNode resource, ChangeRule.Action action) {
        Stream<ChangeRule> own = annotations(resource, RULE).map(text -> annotated(text, resource));
        Stream<ChangeRule> bound = rules.stream().filter(binding -> binding.resources.test(resource))
                .flatMap(binding -> binding.rules.stream());
        return Stream.concat(own, bound).filter(rule -> rule.action() == action).toList();
    }

    private static ChangeRule annotated(String text, JsonNode resource) {
        try {
            return ChangeRule.parse(text, ChangeRule.Force.REQUIRED);
        } catch (Failure e) {
            throw new Failure(ResourceTitle.of(resource) + ": " + e.getMessage(), e.advice());
        }
    }

    /** The values of an annotation, which may be there several times: as NAME and as NAME.ANYTHING. */
    private static Stream<String> annotations(JsonNode resource, String name) {
        return resource.path("metadata").path("annotations").properties().stream()
                .filter(entry -> entry.getKey().equals(name) || entry.getKey().startsWith(name + "."))
                .map(entry -> entry.getValue().asText());
    }

    private static List<ChangeRule> rules(KappConfig.ChangeRuleBinding binding) {
        ChangeRule.Force force = binding.ignoreIfCyclical() ? ChangeRule.Force.PREFERRED : ChangeRule.Force.REQUIRED;
        return binding.rules().stream().map(text -> ChangeRule.parse(text, force)).toList();
    }
}
