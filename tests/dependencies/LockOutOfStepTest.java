import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code Chart.yaml} was changed and the lock was not, or there is none. */
@InSandbox
class LockOutOfStepTest {
    private static final String LOCKED = """
            dependencies:
              - name: web
                version: ^1.0.0
                repository: file://../library/web
            """;
    private static final String DATABASE = """
              - name: db
                version: 2.0.0
                repository: file://../library/db
            """;

    @Test
    void a_render_fails_with_one_sentence_and_the_command_to_run(Sandbox sandbox) {
        project(sandbox, LOCKED);
        Charts.umbrella(sandbox, LOCKED.replace("^1.0.0", "~1.2.0"));
        CommandResult result = sandbox.script("render.java").failsClearly(
                "error: umbrella-chart/Chart.lock is out of step with Chart.yaml\n"
                        + "  Run: render.java dependencies update\n");
        assertEquals(2, result.messages().size(), result::toString);
        assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
        assertEquals("the last good state\n", sandbox.read(".release/state.yaml"));
        sandbox.script("render.java", "dependencies", "update").succeeds();
        assertTrue(fits(sandbox));
    }

    @Test
    void another_repository(Sandbox sandbox) {
        assertOutOfStep(sandbox, LOCKED.replace("file://../library/web", "https://charts.example.com"));
    }

    @Test
    void another_name(Sandbox sandbox) {
        assertOutOfStep(sandbox, LOCKED.replace("name: web", "name: db"));
    }

    @Test
    void a_dependency_more(Sandbox sandbox) {
        assertOutOfStep(sandbox, LOCKED + DATABASE);
    }

    @Test
    void a_dependency_less(Sandbox sandbox) {
        project(sandbox, LOCKED + DATABASE);
        assertTrue(fits(sandbox));
        Charts.umbrella(sandbox, LOCKED);
        assertFalse(fits(sandbox));
    }

    @Test
    void no_dependency_any_more_whose_chart_helm_would_go_on_rendering(Sandbox sandbox) {
        project(sandbox, LOCKED);
        Charts.umbrella(sandbox, "");
        sandbox.script("render.java").failsClearly(
                "error: umbrella-chart/Chart.lock is out of step with Chart.yaml, which has no dependencies any more\n",
                "  Delete it, and from charts/ what it names: web 1.2.0\n");
    }

    @Test
    void an_edited_lock(Sandbox sandbox) {
        project(sandbox, LOCKED);
        sandbox.write("umbrella-chart/Chart.lock", sandbox.read("umbrella-chart/Chart.lock").replace("1.2.0", "1.1.0"));
        assertFalse(fits(sandbox));
    }

    @Test
    void no_lock_at_all(Sandbox sandbox) {
        Charts.umbrella(sandbox, LOCKED).write(".release/state.yaml", "the last good state\n");
        CommandResult result = sandbox.script("render.java").failsClearly(
                "error: umbrella-chart/Chart.yaml has dependencies, but there is no lock\n"
                        + "  Run: render.java dependencies update\n");
        assertEquals(2, result.messages().size(), result::toString);
        assertEquals("the last good state\n", sandbox.read(".release/state.yaml"));
    }

    @Test
    void what_a_digest_leaves_out_does_not_matter(Sandbox sandbox) {
        project(sandbox, LOCKED);
        Charts.umbrella(sandbox, "# Comments and the order of keys.\n" + """
                dependencies:
                  - {repository: "file://../library/web", version: "^1.0.0", name: web, alias: "", tags: []}
                description: All of it
                """);
        assertTrue(fits(sandbox));
    }

    private static void assertOutOfStep(Sandbox sandbox, String dependencies) {
        project(sandbox, LOCKED);
        assertTrue(fits(sandbox));
        Charts.umbrella(sandbox, dependencies);
        assertFalse(fits(sandbox));
    }

    private static void project(Sandbox sandbox, String dependencies) {
        Charts.write(sandbox, "library/web", "web", "1.2.0", "library");
        Charts.write(sandbox, "library/db", "db", "2.0.0", "library");
        Charts.lock(Charts.umbrella(sandbox, dependencies)).write(".release/state.yaml", "the last good state\n");
    }

    private static boolean fits(Sandbox sandbox) {
        return Chart.read(sandbox.path("umbrella-chart")).lockFits();
    }
}
