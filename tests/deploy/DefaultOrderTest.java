//SOURCES Changes.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The order that holds without being asked for. */
class DefaultOrderTest {
    private static final String CRD = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: crd}
            spec: {group: example.com, names: {kind: Thing}}
            """;
    private static final String CUSTOM = "{apiVersion: example.com/v1, kind: Thing, metadata: {name: thing}}\n";

    @Test
    void a_custom_resource_comes_after_its_crd() {
        assertEquals(List.of(List.of("crd", "other"), List.of("thing")), created(CUSTOM, CRD,
                "{apiVersion: example.com/v1, kind: Other, metadata: {name: other}}\n"));
    }

    @Test
    void custom_resources_go_before_crds_and_the_rest_after() {
        assertEquals(List.of(List.of("thing"), List.of("crd"), List.of("conversion-webhook")), deleted(
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: conversion-webhook, namespace: a}}\n",
                CRD, CUSTOM));
    }

    @Test
    void what_is_in_a_namespace_comes_after_it() {
        assertEquals(List.of(List.of("elsewhere", "shop"), List.of("config")), created(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: config, namespace: shop}}\n",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: elsewhere, namespace: other}}\n",
                "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}\n"));
    }

    @Test
    void service_accounts_go_before_their_namespace() {
        assertEquals(List.of(List.of("account", "config"), List.of("shop")), deleted(
                "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}\n",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: config, namespace: shop}}\n",
                "{apiVersion: v1, kind: ServiceAccount, metadata: {name: account, namespace: shop}}\n"));
    }

    @Test
    void bindings_come_after_roles() {
        assertEquals(List.of(List.of("cluster-role", "role"), List.of("binding", "cluster-binding")), created(
                rbac("RoleBinding", "binding"), rbac("ClusterRoleBinding", "cluster-binding"),
                rbac("Role", "role"), rbac("ClusterRole", "cluster-role")));
    }

    @Test
    void what_may_run_pods_comes_after_what_pods_need() {
        assertEquals(List.of(
                List.of("account", "class", "config", "policy", "quota", "range", "role", "secret", "slow"),
                List.of("binding", "claim"), List.of("service", "web")), created(
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: a}}\n",
                "{apiVersion: v1, kind: Service, metadata: {name: service, namespace: a}}\n",
                "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: claim, namespace: a}}\n",
                "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: slow}}\n",
                "{apiVersion: v1, kind: ServiceAccount, metadata: {name: account, namespace: a}}\n",
                "{apiVersion: v1, kind: Secret, metadata: {name: secret, namespace: a}}\n",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: config, namespace: a}}\n",
                "{apiVersion: v1, kind: ResourceQuota, metadata: {name: quota, namespace: a}}\n",
                "{apiVersion: v1, kind: LimitRange, metadata: {name: range, namespace: a}}\n",
                "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: policy, namespace: a}}\n",
                "{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: class}}\n",
                rbac("Role", "role"), rbac("RoleBinding", "binding")));
    }

    @Test
    void packages_of_kapp_controller_live_between_the_rights_that_they_need() {
        String account = "{apiVersion: v1, kind: ServiceAccount, metadata: {name: account, namespace: a}}\n";
        String install = "{apiVersion: packaging.carvel.dev/v1alpha1, kind: PackageInstall, "
                + "metadata: {name: install}}\n";
        assertEquals(List.of(List.of("account"), List.of("install")), created(install, account));
        assertEquals(List.of(List.of("install"), List.of("account")), deleted(account, install));
    }

    @Test
    void the_default_order_can_be_turned_off_for_a_resource() {
        assertEquals(List.of(List.of("config", "early"), List.of("late")), created(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: config, namespace: a}}\n",
                "{apiVersion: v1, kind: Service, metadata: {name: late, namespace: a}}\n",
                "{apiVersion: v1, kind: Service, metadata: {name: early, namespace: a, "
                        + "annotations: {kapp.k14s.io/disable-default-change-group-and-rules: ''}}}\n"));
    }

    @Test
    void the_default_order_gives_way_where_a_rule_asks_for_the_opposite() {
        assertEquals(List.of(List.of("first"), List.of("early"), List.of("late"), List.of("other")), created(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: first, namespace: a}}\n",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: late, namespace: a, "
                        + "annotations: {kapp.k14s.io/change-rule: upsert after upserting g}}}\n",
                "{apiVersion: v1, kind: Service, metadata: {name: early, namespace: a, "
                        + "annotations: {kapp.k14s.io/change-group: g}}}\n",
                "{apiVersion: v1, kind: Service, metadata: {name: other, namespace: a}}\n"));
    }

    @Test
    void later_defaults_hold_where_they_are_at_odds() {
        assertEquals(List.of(List.of("binding"), List.of("service"), List.of("account"), List.of("role")), created(
                rbac("RoleBinding", "binding"),
                rbac("Role", "role").replace("namespace: a", "namespace: a, "
                        + "annotations: {kapp.k14s.io/change-rule: upsert after upserting g}"),
                "{apiVersion: v1, kind: Service, metadata: {name: service, namespace: a, "
                        + "annotations: {kapp.k14s.io/change-rule: upsert before upserting g}}}\n",
                "{apiVersion: v1, kind: ServiceAccount, metadata: {name: account, namespace: a, "
                        + "annotations: {kapp.k14s.io/change-group: g}}}\n"));
    }

    @Test
    void a_configuration_adds_groups_and_rules() {
        ChangeBindings bindings = configured("""
                changeGroupBindings:
                - name: databases/{name}
                  resourceMatchers:
                  - andMatcher:
                      matchers:
                      - apiVersionKindMatcher: {apiVersion: apps/v1, kind: StatefulSet}
                      - hasAnnotationMatcher: {keys: [is-database]}
                changeRuleBindings:
                - rules: [upsert after upserting databases/db]
                  resourceMatchers:
                  - apiGroupKindMatcher: {apiGroup: apps, kind: Deployment}
                """);
        assertEquals(List.of(List.of("cache", "db"), List.of("web")), Changes.rounds(Changes.create(String.join("---\n",
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}}\n",
                "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: cache}}\n",
                "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db, annotations: {is-database: ''}}}\n")),
                bindings));
    }

    @Test
    void a_configured_rule_gives_way_only_when_it_says_so() {
        String rules = """
                changeRuleBindings:
                - rules: [upsert after upserting last]
                  ignoreIfCyclical: %s
                  resourceMatchers: [{allMatcher: {}}]
                """;
        List<Change> changes = Changes.create("""
                {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: b, annotations: {kapp.k14s.io/change-group: last}}}
                """);
        assertEquals(List.of(List.of("b"), List.of("a")), Changes.rounds(changes, configured(rules.formatted(true))));
        assertThrows(Failure.class, () -> Changes.rounds(changes, configured(rules.formatted(false))));
    }

    @Test
    void what_a_configuration_says_wrong_is_named_with_its_place() {
        assertEquals("config.yaml, line 4: unknown key kindMatcher",
                assertThrows(Failure.class, () -> configured("""
                        changeGroupBindings:
                        - name: a
                          resourceMatchers:
                          - kindMatcher: {kind: Deployment}
                        """)).getMessage());
        assertEquals("config.yaml, line 2: \"upsert after a\" is no change rule",
                assertThrows(Failure.class, () -> configured("""
                        changeRuleBindings:
                        - rules: [upsert after a]
                          resourceMatchers: [{allMatcher: {}}]
                        """)).getMessage());
    }

    private static ChangeBindings configured(String configuration) {
        return ChangeBindings.defaults().with(KappConfig.of(Yaml.read("config.yaml", configuration).get(0)));
    }

    private static List<List<String>> created(String... manifests) {
        return Changes.rounds(Changes.create(String.join("---\n", manifests)), ChangeBindings.defaults());
    }

    private static List<List<String>> deleted(String... manifests) {
        return Changes.rounds(Changes.delete(String.join("---\n", manifests)), ChangeBindings.defaults());
    }

    private static String rbac(String kind, String name) {
        return "{apiVersion: rbac.authorization.k8s.io/v1, kind: " + kind + ", metadata: {name: " + name
                + ", namespace: a}}\n";
    }
}
