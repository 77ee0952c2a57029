import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a deploy asks an API server for grows with the kinds and the changes, and not with the resources. */
@InCluster
class RequestCountTest {

    @Test
    void ten_times_the_unchanged_resources_take_no_more_requests(TestNamespace namespace) {
        int few = requests(namespace, "few", resources("few", 6), resources("few", 6));
        int many = requests(namespace, "many", resources("many", 60), resources("many", 60));

        assertEquals(few, many);
    }

    @Test
    void a_change_takes_as_many_requests_among_many_resources_as_among_few(TestNamespace namespace) {
        int few = requests(namespace, "few", resources("few", 6), changed("few", 6));
        int many = requests(namespace, "many", resources("many", 60), changed("many", 60));

        assertEquals(few, many);
    }

    @Test
    void resources_to_be_made_are_not_asked_for_one_by_one(TestNamespace namespace) {
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            DeployRun.of(namespace, "demo").as(server.kubeconfig()).deploy(resources("demo", 60));

            assertEquals(List.of(), server.requests().stream().filter(request -> request.matches("GET .*/demo-\\d+"))
                    .toList());
            long others = server.requests().stream().filter(request -> !request.startsWith("POST ")).count();
            assertTrue(others < 30, () -> others + " besides those that make resources");
        }
    }

    @Test
    void deletes_are_waited_for_with_a_list_for_each_kind(TestNamespace namespace) {
        DeployRun.of(namespace, "demo").deploy(resources("demo", 60));
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            DeployRun.of(namespace, "demo").as(server.kubeconfig()).delete();

            List<String> gets = server.requests().stream().filter(request -> request.startsWith("GET ")).toList();
            assertTrue(gets.size() < 30, gets::toString);
        }
    }

    /** @return how many requests a second deploy takes */
    private static int requests(TestNamespace namespace, String application, String first, String second) {
        DeployRun.of(namespace, application).deploy(first);
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            DeployRun.of(namespace, application).as(server.kubeconfig()).deploy(second);
            return server.requests().size();
        }
    }

    private static String changed(String application, int count) {
        return resources(application, count).replaceFirst("blue", "red");
    }

    private static String resources(String application, int count) {
        StringBuilder manifests = new StringBuilder();
        for (int i = 0; i < count; i++) {
            manifests.append("""
                    {apiVersion: v1, kind: ConfigMap, metadata: {name: %1$s-%2$d}, data: {colour: blue}}
                    ---
                    {apiVersion: v1, kind: ServiceAccount, metadata: {name: %1$s-%2$d}}
                    ---
                    """.formatted(application, i));
        }
        return manifests.toString();
    }
}
