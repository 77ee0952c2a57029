import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The same choices that kapp makes with these filters. */
class ResourceFilterTest {
    private static final List<JsonNode> ALL = Yaml.read("all.yaml", """
            {apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: shop, labels: {team: blue},
              creationTimestamp: '2026-11-24T12:00:00Z'}}
            ---
            {apiVersion: v1, kind: Secret, metadata: {name: settings-token, namespace: shop, labels: {team: red}}}
            ---
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: bar}}
            ---
            {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: viewer}}
            """).stream().map(Yaml.Document::content).toList();

    @Test
    void kinds_and_names_may_begin_or_end_with_anything() {
        assertChooses("settings", "{resource: {kinds: [ConfigMap]}}");
        assertChooses("settings", "{resource: {kinds: ['%Map']}}");
        assertChooses("settings settings-token", "{resource: {names: ['settings%']}}");
        assertChooses("", "{resource: {names: ['set%token']}}");
        assertChooses("", "{resource: {kinds: [configmap]}}");
        assertChooses("", "{resource: {kinds: ['!ConfigMap']}}");
    }

    @Test
    void namespaces_may_go_with_kinds_and_names() {
        assertChooses("web", "{resource: {namespaces: [bar]}}");
        assertChooses("settings", "{resource: {kindNames: [ConfigMap/settings, Secret/settings]}}");
        assertChooses("settings viewer", "{resource: {kindNamespaces: [ConfigMap/shop, ClusterRole/]}}");
        assertChooses("web viewer", "{resource: {kindNsNames: [Deployment/bar/web, ClusterRole//viewer]}}");
        assertChooses("", "{resource: {kindNames: ['ConfigMap/set%']}}");
    }

    @Test
    void one_of_the_labels_is_enough() {
        assertChooses("settings", "{resource: {labels: [team=blue]}}");
        assertChooses("settings settings-token", "{resource: {labels: [team=blue, team==red]}}");
        assertChooses("settings-token web viewer", "{resource: {labels: [team!=blue]}}");
        assertChooses("settings settings-token", "{resource: {labels: [team]}}");
        assertChooses("web viewer", "{resource: {labels: ['!team']}}");
        assertChooses("settings", "{resource: {labels: ['team in (blue, green)']}}");
        assertChooses("web viewer", "{resource: {labels: ['team notin (blue,red)']}}");
    }

    @Test
    void what_is_in_no_cluster_yet_is_older_than_all_else() {
        assertChooses("settings", "{resource: {createdAtAfterTime: '2026-11-24T11:00:00Z'}}");
        assertChooses("settings-token web viewer", "{resource: {createdAtBeforeTime: '2026-11-24T11:00:00Z'}}");
    }

    @Test
    void all_that_is_said_of_a_resource_has_to_fit() {
        assertChooses("settings-token", "{resource: {kinds: [Secret], names: ['settings%'], namespaces: [shop]}}");
        assertChooses("settings settings-token web viewer", "{resource: {}}");
    }

    @Test
    void choices_can_be_joined_and_turned_round() {
        assertChooses("settings viewer",
                "{and: [{not: {resource: {kinds: [Secret]}}}, {not: {resource: {names: [web]}}}]}");
        assertChooses("settings web", "{or: [{resource: {kinds: [ConfigMap]}}, {resource: {names: [web]}}]}");
    }

    @Test
    void a_filter_that_makes_no_sense_is_named_with_its_place() {
        assertFails("--filter, line 1: unknown key kindes", "{resource: {kindes: [Pod]}}");
        assertFails("--filter is no JSON object: nope", "nope");
        assertFails("--filter, line 1: a filter says one of and, or, not and resource", "{}");
        assertFails("--filter, line 1: '=x' selects no label", "{resource: {labels: [=x]}}");
        assertFails("--filter, line 1: 'yesterday' is no time", "{resource: {createdAtAfterTime: yesterday}}");
    }

    private static void assertChooses(String names, String filter) {
        FilterExpression expression = FilterExpression.parse("--filter", filter);
        assertEquals(names, ALL.stream().filter(expression).map(resource -> ResourceKey.of(resource).name())
                .collect(Collectors.joining(" ")), filter);
    }

    private static void assertFails(String message, String filter) {
        assertEquals(message, assertThrows(Failure.class, () -> FilterExpression.parse("--filter", filter))
                .getMessage());
    }
}
