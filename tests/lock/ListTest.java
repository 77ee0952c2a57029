import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code lock.java} without arguments: the images of the release and what locks them. */
@InSandbox
class ListTest {
    @Test
    void every_image_is_listed_with_digest_lock_and_age(Sandbox sandbox) {
        sandbox.copy("example");
        String out = sandbox.script("lock.java", "-C", "example").succeeds().out();
        List<String> lines = out.lines().map(line -> line.replaceAll(" +", " ")).toList();
        assertEquals("IMAGE DIGEST LOCK AGE", lines.get(0));
        assertTrue(lines.get(1)
                .matches("acme/nginx-prometheus-exporter:1.4 sha256:5eebc712d4 third-party \\d+[smhd]"), out);
        assertTrue(lines.get(2).matches("demo-service sha256:4b030a7ffc demo-service \\d+[smhd]"), out);
        assertEquals(4, lines.size());
    }

    @Test
    void an_image_that_is_not_locked_stands_out(Sandbox sandbox) {
        sandbox.copy("example");
        sandbox.shell("rm example/app-locks/third-party.kbld.lock.yml").succeeds();
        CommandResult result = sandbox.script("lock.java", "list", "-C", "example").succeeds();
        assertTrue(result.out().replaceAll(" +", " ").contains("registry.example.com/valkey:8.1 NOT LOCKED - -\n"),
                result::toString);
        result.saysOnErr("warning: 2 of 3 images are not locked; lock them with: lock.java resolve");
    }

    @Test
    void a_release_that_was_rendered_before_stays_as_it_is(Sandbox sandbox) {
        sandbox.copy("example");
        sandbox.script("lock.java", "-C", "example").succeeds();
        assertFalse(sandbox.has("example/.release"));
    }

    @Test
    void programs_get_json(Sandbox sandbox) throws Exception {
        sandbox.copy("example");
        sandbox.shell("rm example/app-locks/third-party.kbld.lock.yml").succeeds();
        JsonNode list = new ObjectMapper()
                .readTree(sandbox.script("lock.java", "--json", "-C", "example").succeeds().out());
        assertEquals("demo-service", list.get(1).path("image").asText());
        assertTrue(list.get(1).path("locked").asBoolean());
        assertEquals("example/app-locks/demo-service.kbld.lock.yml", list.get(1).path("lock").asText());
        assertTrue(list.get(1).path("pinned").asText().startsWith("registry.example.com/demo-service@sha256:"));
        assertTrue(list.get(1).path("changed").asText().matches("\\d{4}-.*Z"));
        assertFalse(list.get(0).path("locked").asBoolean());
        assertFalse(list.get(0).has("pinned"));
    }

    @Test
    void the_age_is_that_of_the_commit_that_changed_the_lock(Sandbox sandbox) {
        sandbox.copy("example");
        GitRepositories.identity(sandbox).env("GIT_COMMITTER_DATE", "2001-01-01T00:00:00Z");
        sandbox.shell("git init -q . && git add . && git commit -q -m locks").succeeds();
        sandbox.write("example/README.md", "later").env("GIT_COMMITTER_DATE", "2021-01-01T00:00:00Z");
        sandbox.shell("git add . && git commit -q -m more").succeeds();
        sandbox.shell("echo '# changed' >> example/app-locks/demo-service.kbld.lock.yml").succeeds();
        String out = sandbox.script("lock.java", "-C", "example").succeeds().out();
        assertTrue(out.matches("(?s).*valkey:8.1 .* third-party +\\d{4,}d\n.*"), out);
        assertTrue(out.matches("(?s).* demo-service +\\d+[sm]\n.*"), out);
    }

    @Test
    void long_names_leave_the_rest_to_the_next_line(Sandbox sandbox) {
        String name = "registry.example.com/a/repository/with/quite/a/long/name/for/one/line:1.2.3";
        pod(sandbox, name, "b:1").write("app-locks/b.kbld.lock.yml", """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                - {image: "b:1", newImage: "b@sha256:%s", preresolved: true}
                """.formatted("1".repeat(64)));
        String out = sandbox.script("lock.java").succeeds().out();
        assertTrue(out.lines().allMatch(line -> line.length() <= 80), out);
        assertTrue(out.contains(name + "\n" + " ".repeat(20)), out);
    }

    @Test
    void an_image_whose_name_has_a_digest_is_locked_by_it(Sandbox sandbox) {
        pod(sandbox, "b@sha256:" + "1".repeat(64), "c@sha256:" + "2".repeat(64));
        String out = sandbox.script("lock.java").succeeds().out();
        assertTrue(out.replaceAll("\\s+", " ").contains("sha256:1111111111 its name -"), out);
    }

    static Sandbox pod(Sandbox sandbox, String image, String other) {
        return Projects.chart(sandbox).write("umbrella-chart/templates/pod.yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                spec:
                  containers:
                  - {name: one, image: "%s"}
                  - {name: two, image: "%s"}
                """.formatted(image, other));
    }
}
