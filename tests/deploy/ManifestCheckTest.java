//SOURCES ../../lib/deploy/ManifestCheck.java
//SOURCES Samples.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found in manifests before anything is written. */
class ManifestCheckTest {
    @Test
    void all_problems_of_the_sample_are_named_at_once() {
        assertEquals("""
                the manifests have 3 problems:
                - invalid.yaml, document 3, line 9: Nope a: the cluster has no kind Nope in v1, \
                and no CRD here defines it
                - invalid.yaml, document 4, line 13: Pod has no metadata.name
                - invalid.yaml, document 2, line 5: configmap/a (v1) cluster stands in invalid.yaml, line 1 too""",
                problems("invalid.yaml", Samples.text("invalid.yaml")));
    }

    @Test
    void identical_copies_count_once() {
        List<Resource> checked = check("""
                {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {n: "1"}}
                ---
                {kind: ConfigMap, apiVersion: v1, data: {n: "1"}, metadata: {name: a}}
                """);
        assertEquals(List.of("ConfigMap a"), checked.stream().map(Resource::title).toList());
    }

    @Test
    void two_that_differ_are_a_problem() {
        assertEquals("""
                the manifests have a problem:
                - f.yaml, document 2, line 3: configmap/a (v1) namespace: shop differs from the one in f.yaml, \
                line 1""",
                problems("f.yaml", """
                {apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shop}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shop}, data: {}}
                """));
    }

    @Test
    void versions_of_an_api_do_not_make_two_resources() {
        assertEquals("""
                the manifests have a problem:
                - f.yaml, document 2, line 3: cronjob/a (batch/v1) cluster differs from the one in f.yaml, line 1""",
                problems("f.yaml", """
                {apiVersion: batch/v1beta1, kind: CronJob, metadata: {name: a}}
                ---
                {apiVersion: batch/v1, kind: CronJob, metadata: {name: a}}
                """));
    }

    @Test
    void what_is_missing_is_named() {
        assertEquals("""
                the manifests have 5 problems:
                - f.yaml, line 1: a resource has no apiVersion
                - f.yaml, line 1: a resource has no kind
                - f.yaml, line 1: a resource has no metadata.name
                - f.yaml, document 2, line 3: ConfigMap 1 has no text as metadata.name
                - f.yaml, document 3, line 5: ConfigMap a has no apiVersion""",
                problems("f.yaml", """
                {a: b}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: 1}}
                ---
                {kind: ConfigMap, metadata: {name: a}}
                """));
    }

    @Test
    void labels_and_annotations_are_texts() {
        assertEquals("""
                the manifests have 2 problems:
                - f.yaml, line 1: ConfigMap a: metadata.labels.n is no text; write it in quotes
                - f.yaml, line 1: ConfigMap a: metadata.annotations.on is no text; write it in quotes""",
                problems("f.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {'n': 1}, "
                        + "annotations: {'on': yes}}}"));
    }

    @Test
    void strategies_that_there_are_none_of_are_named() {
        assertEquals("""
                the manifests have a problem:
                - f.yaml, line 1: ConfigMap a: kapp.k14s.io/update-strategy cannot be replace, only \
                fallback-on-replace, always-replace, skip""",
                problems("f.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations: {"
                        + "kapp.k14s.io/update-strategy: replace}}}"));
    }

    private static List<Resource> check(String text) {
        return ManifestCheck.check(Resource.of(Yaml.read("f.yaml", text), config -> { }), content -> true);
    }

    private static String problems(String name, String text) {
        List<Resource> resources = Resource.of(Yaml.read(name, text), config -> { });
        return assertThrows(Failure.class, () -> ManifestCheck.check(resources,
                content -> !content.path("kind").asText().equals("Nope"))).getMessage();
    }
}
