//SOURCES Changes.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes come in the order that their annotations ask for. */
class ChangeOrderTest {
    @Test
    void a_change_after_a_group_waits_for_all_of_it() {
        assertEquals(List.of(List.of("b", "c"), List.of("a")), rounds(
                configMap("a", "rule: upsert after upserting g/x"),
                configMap("b", "group: g/x"),
                configMap("c", "group: g/x")));
    }

    @Test
    void a_change_before_a_group_comes_before_all_of_it() {
        assertEquals(List.of(List.of("a"), List.of("b", "c")), rounds(
                configMap("b", "group: g/x"),
                configMap("a", "rule: upsert before upserting g/x"),
                configMap("c", "group: g/x")));
    }

    @Test
    void a_group_without_members_holds_nothing_up() {
        assertEquals(List.of(List.of("a")), rounds(configMap("a", "rule: upsert after upserting nothing")));
    }

    @Test
    void a_resource_may_have_several_groups_and_rules() {
        assertEquals(List.of(List.of("c"), List.of("a"), List.of("b")), rounds(
                configMap("a", "group: one", "group.2: two", "rule.x: upsert after upserting three"),
                configMap("b", "rule: upsert after upserting two", "rule.1: upsert after upserting none"),
                configMap("c", "group.any: three")));
    }

    @Test
    void placeholders_in_groups_and_rules_stand_for_the_resource() {
        assertEquals(List.of(List.of("a"), List.of("b")), rounds(
                configMap("a", "group: '{kind}/{name}-{namespace}'"),
                configMap("b", "rule: 'upsert after upserting {kind}/a-{namespace}'")));
    }

    @Test
    void upserts_wait_for_deletes_where_they_ask_for_it() {
        List<Change> changes = new ArrayList<>(Changes.create(configMap("new", "rule: upsert after deleting old")));
        changes.addAll(Changes.delete(configMap("old", "group: old")));
        assertEquals(List.of(List.of("old"), List.of("new")), Changes.rounds(changes, ChangeBindings.defaults()));
    }

    @Test
    void a_rule_for_deletes_means_nothing_to_upserts() {
        assertEquals(List.of(List.of("a", "b")), rounds(
                configMap("a", "rule: delete after upserting g"), configMap("b", "group: g")));
    }

    @Test
    void what_is_unchanged_holds_up_others_only_while_it_is_unfinished() {
        String unchanged = configMap("unchanged", "group: g");
        List<Change> after = Changes.create(configMap("new", "rule: upsert after upserting g"));
        assertEquals(List.of(List.of("unchanged"), List.of("new")), Changes.rounds(together(
                Changes.of(Change.Operation.NOOP, Change.WaitFor.RECONCILE, unchanged), after),
                ChangeBindings.defaults()));
        assertEquals(List.of(List.of("new", "unchanged")), Changes.rounds(together(
                Changes.of(Change.Operation.NOOP, Change.WaitFor.NOTHING, unchanged), after),
                ChangeBindings.defaults()));
    }

    @Test
    void a_circle_of_rules_is_printed() {
        Failure failure = assertThrows(Failure.class, () -> rounds(
                configMap("first", "rule: upsert after upserting g/a"),
                configMap("a", "group: g/a", "rule: upsert after upserting g/b"),
                configMap("b", "group: g/b", "rule: upsert after upserting g/a")));
        assertEquals("Detected cycle while ordering changes: [configmap/a (v1) namespace: kdemo] -> "
                + "[configmap/b (v1) namespace: kdemo] -> [configmap/a (v1) namespace: kdemo] "
                + "(found repeated: configmap/a (v1) namespace: kdemo)", failure.getMessage());
    }

    @Test
    void a_change_that_waits_for_its_own_group_is_a_circle() {
        Failure failure = assertThrows(Failure.class, () -> rounds(
                configMap("a", "group: g", "rule: upsert after upserting g")));
        assertTrue(failure.getMessage().contains("[configmap/a (v1) namespace: kdemo] -> "
                + "[configmap/a (v1) namespace: kdemo]"), failure.getMessage());
    }

    @Test
    void a_rule_that_is_none_is_named() {
        for (String rule : List.of("upsert near upserting g", "create after upserting g", "upsert after upserting",
                "upsert  after upserting g", "upsert after upserting g h", "")) {
            Failure failure = assertThrows(Failure.class, () -> rounds(configMap("a", "rule: '" + rule + "'")));
            assertEquals("configmap/a (v1) namespace: kdemo: \"" + rule + "\" is no change rule",
                    failure.getMessage());
        }
    }

    @Test
    void a_group_whose_name_is_none_is_named() {
        for (String group : List.of("", "a b", "-a", "a/b/c", "{name")) {
            assertTrue(assertThrows(Failure.class, () -> rounds(configMap("a", "group: '" + group + "'")))
                    .getMessage().startsWith("\"" + group + "\" is no name of a change group"), group);
        }
    }

    @Test
    void a_placeholder_without_a_value_is_named() {
        Failure failure = assertThrows(Failure.class, () -> rounds(configMap("a", "group: '{crd-kind}'")));
        assertEquals("{crd-kind} stands for nothing in the change groups and rules of "
                + "configmap/a (v1) namespace: kdemo", failure.getMessage());
    }

    @Test
    void what_a_change_waits_for_can_be_told() {
        List<Change> changes = Changes.create(String.join("---\n",
                configMap("a", "group: a"),
                configMap("b", "group: b", "rule: upsert after upserting a"),
                configMap("c", "rule: upsert after upserting b")));
        ChangeOrder order = new ChangeOrder(changes, ChangeBindings.defaults());
        assertEquals(changes.subList(0, 2), order.waitsFor(changes.get(2)));
        order.takeReady().forEach(order::done);
        assertEquals(changes.subList(1, 2), order.waitsFor(changes.get(2)));
        assertEquals(1, order.countOfDone());
    }

    @Test
    void a_change_may_let_others_go_on_before_it_is_done() {
        List<Change> changes = Changes.create(String.join("---\n",
                configMap("a", "group: a"), configMap("b", "rule: upsert after upserting a")));
        ChangeOrder order = new ChangeOrder(changes, ChangeBindings.defaults());
        assertEquals(changes.subList(0, 1), order.takeReady());
        order.unblock(changes.get(0));
        assertEquals(changes.subList(1, 2), order.takeReady());
        order.done(changes.get(1));
        assertEquals(1, order.countOfDone());
        order.done(changes.get(0));
        assertEquals(List.of(), order.takeReady());
        assertTrue(order.isComplete());
    }

    @Test
    void to_put_four_times_as_many_changes_in_order_takes_some_four_times_as_long() {
        Duration few = best(300);
        Duration many = best(1200);
        assertTrue(many.compareTo(few.multipliedBy(10)) < 0, () -> few + " and " + many);
    }

    private static Duration best(int subCharts) {
        List<Change> changes = Changes.create(IntStream.range(0, subCharts).mapToObj(ChangeOrderTest::subChart)
                .collect(Collectors.joining("---\n")));
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < 10; i++) {
            long start = System.nanoTime();
            int ordered = Changes.rounds(changes, ChangeBindings.defaults()).stream().mapToInt(List::size).sum();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertEquals(6 * subCharts, ordered);
            best = took.compareTo(best) < 0 ? took : best;
        }
        return best;
    }

    private static List<List<String>> rounds(String... manifests) {
        return Changes.rounds(Changes.create(String.join("---\n", manifests)), ChangeBindings.defaults());
    }

    private static List<Change> together(List<Change> first, List<Change> second) {
        List<Change> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static String configMap(String name, String... annotations) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n  namespace: kdemo\n  annotations:\n"
                + List.of(annotations).stream().map(text -> "    kapp.k14s.io/change-" + text + "\n")
                        .collect(Collectors.joining());
    }

    /** A Job that comes before its Deployment, and what they need. */
    private static String subChart(int number) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: c%1$s, namespace: kdemo}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: s%1$s, namespace: kdemo}
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: a%1$s, namespace: kdemo}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: w%1$s, namespace: kdemo}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: w%1$s, namespace: kdemo, annotations: {kapp.k14s.io/change-group: web/%1$s}}
                ---
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: j%1$s
                  namespace: kdemo
                  annotations: {kapp.k14s.io/change-rule: upsert before upserting web/%1$s}
                """.formatted(number);
    }
}
