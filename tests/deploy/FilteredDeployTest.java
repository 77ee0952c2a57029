import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What options leave out stays as it is. */
@InCluster
class FilteredDeployTest {

    @Test
    void a_filtered_deploy_changes_what_fits_and_the_next_one_knows_the_rest(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(map("a", "blue") + map("b", "blue") + secret("s"));

        assertEquals(List.of("update configmap/a"),
                run.within(filter("--filter-name", "a,s")).deploy(map("a", "red") + secret("s")));
        assertEquals(List.of("delete secret/s"), run.within(filter("--filter-kind", "Secret")).deploy(map("a",
                "pink")));

        assertEquals("red", colour(namespace, "a"));
        assertEquals(List.of("update configmap/a", "delete configmap/b"), run.deploy(map("a", "pink")));
    }

    @Test
    void a_new_resource_is_as_old_as_what_the_cluster_has_of_it(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(map("a", "blue"));

        assertEquals(List.of("create configmap/b"),
                run.within(filter("--filter-age", "1h+")).deploy(map("a", "red") + map("b", "red")));
        assertEquals(List.of("update configmap/a"),
                run.within(filter("--filter-age", "1h-")).deploy(map("a", "red") + map("b", "red") + map("c", "red")));
    }

    @Test
    void changes_can_be_chosen_by_what_they_do(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(map("a", "blue") + map("b", "blue"));
        String changed = map("a", "red") + map("c", "red");

        assertEquals(List.of("delete configmap/b"), planned(run, changed, "{ops: [delete]}"));
        assertEquals(List.of("update configmap/a", "create configmap/c"), planned(run, changed,
                "{ops: [create, update]}"));
        assertEquals(List.of("update configmap/a", "delete configmap/b"),
                planned(run, changed, "{existingResource: {kinds: [ConfigMap]}}"));
        assertEquals(List.of("delete configmap/b"), planned(run, changed, "{not: {newResource: {}}}"));
        assertEquals(List.of("update configmap/a"),
                planned(run, changed, "{and: [{newResource: {}}, {existingResource: {}}]}"));
    }

    @Test
    void a_patch_deletes_nothing_and_what_stays_is_still_known(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(map("a", "blue") + secret("s"));

        assertEquals(List.of("update configmap/a"), run.within(PlanScope.EVERYTHING.with(PlanScope.Pruning.NEVER))
                .deploy(map("a", "red")));

        assertEquals(List.of("delete secret/s"), run.deploy(map("a", "red")));
    }

    @Test
    void the_usual_way_to_update_is_for_resources_that_name_none(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        String skipping = "{apiVersion: v1, kind: ConfigMap, metadata: {name: b, annotations: {"
                + "kapp.k14s.io/update-strategy: skip}}, data: {colour: COLOUR}}\n---\n";
        run.deploy(map("a", "blue") + skipping.replace("COLOUR", "blue"));
        String first = namespace.uid("configmap/a");

        run.within(PlanScope.EVERYTHING.updating(Change.Strategy.ALWAYS_REPLACE))
                .deploy(map("a", "red") + skipping.replace("COLOUR", "red"));

        assertTrue(!first.equals(namespace.uid("configmap/a")), "the same object");
        assertEquals("blue", colour(namespace, "b"));
    }

    @Test
    void what_a_filter_leaves_out_may_belong_to_another(TestNamespace namespace) {
        DeployRun.of(namespace, "first").deploy(map("a", "blue"));
        DeployRun second = DeployRun.of(namespace, "second");

        assertThrows(Failure.class, () -> second.deploy(map("a", "red") + map("b", "red")));
        assertEquals(List.of("create configmap/b"),
                second.within(filter("--filter-name", "b")).deploy(map("a", "red") + map("b", "red")));
    }

    @Test
    void without_a_look_at_others_what_is_there_is_in_the_way(TestNamespace namespace) {
        namespace.kubectl("create", "configmap", "a").succeeds();
        DeployRun run = DeployRun.of(namespace, "demo");

        Failure failure = assertThrows(Failure.class,
                () -> run.within(PlanScope.EVERYTHING.with(PlanScope.Others.IGNORED)).deploy(map("a", "blue")));

        assertTrue(failure.getMessage().contains("already exists"), failure::getMessage);
        assertEquals(List.of("update configmap/a"), run.deploy(map("a", "blue")));
    }

    @Test
    void a_search_of_all_kinds_finds_what_no_record_tells_of(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(map("a", "blue") + secret("s"));
        namespace.kubectl("patch", "configmap/demo", "--type=merge", "-p", "{\"data\":{\"spec\":"
                + new com.fasterxml.jackson.databind.node.TextNode(namespace.kubectl("get", "configmap/demo", "-o",
                "jsonpath={.data.spec}").out().replace(",{\"Group\":\"\",\"Kind\":\"Secret\"}", "")) + "}}").succeeds();

        assertEquals(List.of(), run.plan(map("a", "blue")).changes());
        assertEquals(List.of("delete secret/s"), run.within(PlanScope.EVERYTHING.with(PlanScope.Search.ALL_KINDS))
                .deploy(map("a", "blue")));
    }

    @Test
    void a_filtered_delete_leaves_the_application(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(map("a", "blue") + secret("s"));

        run.within(filter("--filter-kind", "Secret")).delete();

        namespace.kubectl("get", "secret/s").exits(1);
        assertEquals(List.of(), run.deploy(map("a", "blue")));
        run.delete();
        namespace.kubectl("get", "configmap/demo").exits(1);
    }

    private static List<String> planned(DeployRun run, String manifests, String changes) {
        return run.within(filter("--diff-filter", changes)).plan(manifests).changes();
    }

    private static PlanScope filter(String... options) {
        return CommandLine.populateCommand(new FilterOptions(), options).scope();
    }

    private static String colour(TestNamespace namespace, String name) {
        return namespace.kubectl("get", "configmap/" + name, "-o", "jsonpath={.data.colour}").succeeds().out();
    }

    private static String map(String name, String colour) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}, data: {colour: " + colour
                + "}}\n---\n";
    }

    private static String secret(String name) {
        return "{apiVersion: v1, kind: Secret, metadata: {name: " + name + "}, stringData: {p: q}}\n---\n";
    }
}
