//SOURCES ../Failure.java
//SOURCES ../helm/Dependencies.java
//SOURCES ../resource/ChangeBindings.java
//SOURCES ../resource/ChangeGroup.java
//SOURCES ../resource/ChangeRule.java
//SOURCES ../resource/ResourceTitle.java
//SOURCES Change.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which change waits for which. A rule about a group of many adds one step, a gate that all of the group pass, so that
 * the graph grows with the rules and not with the pairs of changes.
 */
final class ChangeGraph {
    /** Changes have the numbers of their places in the list; gates come after them. */
    final Dependencies dependencies = new Dependencies();

    private final List<Change> changes;
    private final Map<Target, BitSet> members = new HashMap<>();
    private final Map<Gate, Integer> gates = new HashMap<>();

    /** The changes of a group that do the same. */
    private record Target(ChangeRule.Action action, ChangeGroup group) {}

    /**
     * What the changes of a group pass, but for a few.
     *
     * @param position BEFORE: they pass it before their turn; AFTER: when they are done
     */
    private record Gate(ChangeRule.Position position, Target target, BitSet leftOut) {}

    private record Rule(int change, ChangeRule rule, Target target) {}

    /** @throws Failure when required rules go round in a circle, or are no rules */
    ChangeGraph(List<Change> changes, ChangeBindings bindings) {
        this.changes = changes;
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            int change = dependencies.add();
            JsonNode resource = changes.get(i).resource();
            Optional<ChangeRule.Action> action = ChangeRule.Action.of(changes.get(i));
            if (action.isPresent()) {
                bindings.groupsOf(resource).forEach(group -> members
                        .computeIfAbsent(new Target(action.get(), group), target -> new BitSet()).set(change));
                bindings.rulesOf(resource, action.get()).forEach(rule -> rules.add(new Rule(change, rule,
                        new Target(rule.target(), ChangeGroup.of(rule.group(), resource)))));
            }
        }
        rules.stream().filter(rule -> rule.rule.force() == ChangeRule.Force.REQUIRED).forEach(this::require);
        refuseCycle();
        Map<ChangeRule, Integer> ranks = ranks(bindings);
        rules.stream().filter(rule -> rule.rule.force() == ChangeRule.Force.PREFERRED)
                .sorted(Comparator.comparing(rule -> -ranks.get(rule.rule))).forEach(this::prefer);
    }

    /** Where preferred rules are at odds, those of the later binding hold, as in kapp. */
    private static Map<ChangeRule, Integer> ranks(ChangeBindings bindings) {
        Map<ChangeRule, Integer> ranks = new HashMap<>();
        for (int i = 0; i < bindings.rules().size(); i++) {
            for (ChangeRule rule : bindings.rules().get(i).rules()) {
                ranks.put(rule, i);
            }
        }
        return ranks;
    }

    boolean isChange(int number) {
        return number < changes.size();
    }

    private void require(Rule rule) {
        connect(rule, new BitSet());
    }

    /** Leaves out those of the group that would have to wait for themselves. */
    private void prefer(Rule rule) {
        BitSet group = members(rule.target);
        if (!group.isEmpty()) {
            BitSet circular = rule.rule.position() == ChangeRule.Position.AFTER
                    ? dependencies.allThatNeed(rule.change) : dependencies.allNeededBy(rule.change);
            circular.and(group);
            connect(rule, circular);
        }
    }

    private BitSet members(Target target) {
        return members.getOrDefault(target, new BitSet());
    }

    private void connect(Rule rule, BitSet leftOut) {
        if (members(rule.target).cardinality() > leftOut.cardinality()) {
            int gate = gates.computeIfAbsent(new Gate(rule.rule.position(), rule.target, leftOut), this::build);
            if (rule.rule.position() == ChangeRule.Position.AFTER) {
                dependencies.need(rule.change, gate);
            } else {
                dependencies.need(gate, rule.change);
            }
        }
    }

    private int build(Gate gate) {
        int number = dependencies.add();
        BitSet passing = (BitSet) members(gate.target).clone();
        passing.andNot(gate.leftOut);
        passing.stream().forEach(member -> {
            if (gate.position == ChangeRule.Position.AFTER) {
                dependencies.need(number, member);
            } else {
                dependencies.need(member, number);
            }
        });
        return number;
    }

    private void refuseCycle() {
        List<Integer> cycle = dependencies.cycle().stream().filter(this::isChange).toList();
        if (!cycle.isEmpty()) {
            int first = cycle.indexOf(cycle.stream().min(Integer::compare).orElseThrow());
            List<String> titles = Stream.concat(cycle.subList(first, cycle.size()).stream(),
                            cycle.subList(0, first + 1).stream())
                    .map(change -> ResourceTitle.of(changes.get(change).resource())).toList();
            throw new Failure("Detected cycle while ordering changes: "
                    + titles.stream().map(title -> "[" + title + "]").collect(Collectors.joining(" -> "))
                    + " (found repeated: " + titles.get(0) + ")",
                    "Each waits for the next; change what kapp.k14s.io/change-rule says on one of them.");
        }
    }
}
