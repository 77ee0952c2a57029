//SOURCES Samples.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which labels a deployed resource gets, and where. */
class AppLabelsTest {
    private static final AppLabels LABELS = new AppLabels(Samples.APP, DefaultRules.config());

    @Test
    void resources_get_the_labels_that_kapp_gives_them() {
        for (JsonNode resource : Samples.wanted("app.yaml")) {
            String kind = resource.get("kind").asText();
            String name = resource.get("metadata").get("name").asText();
            JsonNode live = Samples.live("1-live.yaml", kind, name.replace("settings", "settings-ver-1"));
            assertEquals(live.get("metadata").get("labels"), LABELS.label(resource).get("metadata").get("labels"));
        }
    }

    @Test
    void pod_templates_get_both_labels_and_existing_selectors_the_one_of_the_application() {
        JsonNode deployment = LABELS.label(Samples.wanted("app.yaml", "Deployment", "web"));
        JsonNode live = Samples.live("1-live.yaml", "Deployment", "web");
        assertEquals(live.at("/spec/template/metadata"), deployment.at("/spec/template/metadata"));
        assertEquals(live.at("/spec/selector"), deployment.at("/spec/selector"));
        JsonNode service = LABELS.label(Samples.wanted("app.yaml", "Service", "web"));
        assertEquals(Samples.live("1-live.yaml", "Service", "web").at("/spec/selector"), service.at("/spec/selector"));
    }

    @Test
    void pod_templates_of_jobs_get_labels_that_nobody_wrote_and_no_selector() {
        JsonNode job = LABELS.label(Samples.wanted("app.yaml", "Job", "migrate"));
        assertEquals("{\"kapp.k14s.io/app\":\"1795457065358173720\","
                + "\"kapp.k14s.io/association\":\"v1.430e1ac8ceede3a6e52818efe53e6a01\"}",
                job.at("/spec/template/metadata/labels").toString());
        assertFalse(job.get("spec").has("selector"));
    }

    @Test
    void pod_templates_of_cron_jobs_and_claim_templates_of_stateful_sets_get_labels() {
        JsonNode cron = LABELS.label(Samples.yaml("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: nightly}
                spec: {jobTemplate: {spec: {template: {spec: {}}}}}
                """));
        assertEquals(Samples.APP, app(cron.at("/spec/jobTemplate/spec/template/metadata/labels")));
        JsonNode set = LABELS.label(Samples.yaml("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db}
                spec: {volumeClaimTemplates: [{metadata: {name: data}}]}
                """));
        assertEquals(Samples.APP, app(set.at("/spec/volumeClaimTemplates/0/metadata/labels")));
        assertFalse(LABELS.label(Samples.yaml("{apiVersion: apps/v1, kind: StatefulSet, spec: {}}")).get("spec")
                .has("volumeClaimTemplates"));
    }

    @Test
    void selectors_stay_as_they_are_where_the_resource_asks_for_it() {
        for (String annotation : List.of("disable-label-scoping", "disable-default-label-scoping-rules")) {
            JsonNode service = LABELS.label(Samples.yaml("{apiVersion: v1, kind: Service, metadata: {annotations: {"
                    + "kapp.k14s.io/" + annotation + ": ''}}, spec: {selector: {app: web}}}"));
            assertEquals("{\"app\":\"web\"}", service.at("/spec/selector").toString());
        }
    }

    @Test
    void selectors_stay_as_they_are_without_the_default_rules() {
        AppLabels labels = new AppLabels(Samples.APP, DefaultRules.config().withoutDefaultLabelScoping());
        JsonNode service = labels.label(Samples.wanted("app.yaml", "Service", "web"));
        assertEquals("{\"app\":\"web\"}", service.at("/spec/selector").toString());
        assertEquals(Samples.APP, app(service.at("/metadata/labels")));
    }

    @Test
    void a_service_without_selector_gets_none() {
        JsonNode service = LABELS.label(Samples.yaml("{apiVersion: v1, kind: Service, spec: {}}"));
        assertFalse(service.get("spec").has("selector"));
    }

    @Test
    void rules_of_the_project_label_more() {
        KappConfig config = DefaultRules.with(Yaml.read("config", """
                apiVersion: kapp.k14s.io/v1alpha1
                kind: Config
                additionalLabels: {team: shop}
                ownershipLabelRules:
                - path: [spec, pod, labels]
                  resourceMatchers: [apiVersionKindMatcher: {apiVersion: x.org/v1, kind: Farm}]
                labelScopingRules:
                - path: [spec, selector]
                  resourceMatchers: [apiVersionKindMatcher: {apiVersion: x.org/v1, kind: Farm}]
                """));
        JsonNode farm = new AppLabels("1", config).label(
                Samples.yaml("{apiVersion: x.org/v1, kind: Farm, metadata: {name: f}, spec: {selector: {a: b}}}"));
        assertEquals("1", app(farm.at("/spec/pod/labels")));
        assertEquals("shop", farm.at("/metadata/labels/team").asText());
        assertEquals("{\"a\":\"b\",\"kapp.k14s.io/app\":\"1\"}", farm.at("/spec/selector").toString());
    }

    private static String app(JsonNode labels) {
        return labels.path("kapp.k14s.io/app").asText();
    }
}
