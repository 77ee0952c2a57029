//SOURCES ../deploy/Samples.java
//SOURCES Demo.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What programs read: the same as kapp's, for the same resources. */
@InCluster
class JsonOutputTest {

    @Test
    void deploys_diffs_and_deletes_say_in_json_what_kapp_says(TestNamespace namespace) {
        namespace.sandbox().copy(Samples.DIRECTORY.resolve("app.yaml"), "app.yaml")
                .copy(Samples.DIRECTORY.resolve("app-2.yaml"), "app-2.yaml");

        CommandResult deployed = Demo.run(namespace, "deploy.java -f app.yaml --yes --json").succeeds();
        CommandResult differing = Demo.run(namespace, "deploy.java diff -f app-2.yaml --diff-exit-status --json").exits(3);
        CommandResult deleted = Demo.run(namespace, "delete.java --yes --json").succeeds();

        JsonNode kappDeployed = json(Samples.text("4-deploy.json"), "kdemo");
        JsonNode kappDiffering = json(Samples.text("5-diff-run.json"), "kdemo");
        assertEquals(kappDeployed.path("Tables"), json(deployed.out(), namespace.name()).path("Tables"));
        assertEquals(kappDeployed.path("Blocks"), json(deployed.out(), namespace.name()).path("Blocks"));
        assertEquals("Succeeded", last(json(deployed.out(), namespace.name()).path("Lines")));
        assertEquals(kappDiffering.path("Tables"), json(differing.out(), namespace.name()).path("Tables"));
        assertEquals(kappDiffering.path("Lines"), json(differing.out(), namespace.name()).path("Lines"));
        for (int i = 0; i < 2; i++) {
            assertEquals(kappDiffering.path("Blocks").path(i), json(differing.out(), namespace.name()).path("Blocks").path(i));
        }
        assertEquals(kappDiffering.path("Blocks").size(), json(differing.out(), namespace.name()).path("Blocks").size());
        assertEquals("delete", json(deleted.out(), namespace.name()).path("Tables").path(0).path("Rows").path(0)
                .path("op").asText());
    }

    @Test
    void a_failure_is_in_the_json_and_the_message_goes_to_people(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n---\n"
                + "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80000}]}}\n");

        CommandResult failed = Demo.run(namespace, "deploy.java -f app.yaml --yes --json")
                .failsClearly("spec.ports[0].port: Invalid value: 80000");

        String line = last(json(failed.out(), namespace.name()).path("Lines"));
        assertTrue(line.startsWith("kapp: Error: cannot create service/web (v1) namespace: kdemo: "), line);
        assertTrue(line.contains("spec.ports[0].port: Invalid value: 80000"), line);
    }

    @Test
    void json_and_questions_do_not_go_together(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n");

        Demo.run(namespace, "deploy.java -f app.yaml --json").exits(2).saysOnErr("with --json nobody is asked", "--yes");

        namespace.kubectl("get", "configmap/a").exits(1);
    }

    /** Without what differs from run to run. */
    private static JsonNode json(String text, String namespace) {
        return Yaml.read("output.json", text.replace(namespace, "kdemo").replaceAll("\"age\": \"\\d+[smh]\"", "\"age\": \"1s\"")
                .replaceAll("Target cluster '[^']*'( \\([^)]*\\))?", "Target cluster")).get(0).content();
    }

    private static String last(JsonNode list) {
        return list.path(list.size() - 1).asText();
    }
}
