import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code jbang-catalog.json}, which lets JBang run the scripts by name. */
@InSandbox
class CatalogTest {

    @Test
    void every_script_has_an_alias_and_every_alias_a_script() throws IOException {
        JsonNode aliases = JsonMapper.builder().build()
                .readTree(Files.readString(Workbench.REPOSITORY.resolve("jbang-catalog.json"))).get("aliases");
        List<String> scripts = new ArrayList<>(Copies.scripts());
        scripts.add(Copies.BUNDLE);
        List<String> named = new ArrayList<>();
        aliases.properties().forEach(alias -> {
            String script = alias.getValue().path("script-ref").asText();
            named.add(script);
            assertEquals(alias.getKey(), script.replaceFirst(".*/", "").replaceFirst("\\..*", ""));
            assertFalse(alias.getValue().path("description").asText().isBlank(), script);
        });
        assertEquals(scripts.stream().sorted().toList(), named.stream().sorted().toList());
    }

    @Test
    void an_alias_runs_by_the_path_of_the_repository(Sandbox sandbox) {
        sandbox.copy("example");
        String repository = "@" + Workbench.REPOSITORY;
        sandbox.run(List.of(Launcher.FILE, "render" + repository, "-C", "example")).succeeds();
        assertTrue(sandbox.has("example/.release/state.yaml"));
        Copies.compile();
        sandbox.run(List.of(Launcher.FILE, "bundle" + repository, "--version")).succeeds().saysOnOut("bundle.java");
    }

    @Test
    void an_alias_runs_by_its_name_within_the_repository_and_where_the_catalog_was_added(Sandbox sandbox) {
        sandbox.shell("cd '" + Workbench.REPOSITORY + "/example' && ../jbang render --version").succeeds()
                .saysOnOut("render.java");
        sandbox.write("jbang-catalog.json", "{}").run(List.of(Launcher.FILE, "catalog", "add", "-f", ".",
                "--name", "gitops", Workbench.REPOSITORY.toString())).succeeds();
        sandbox.run(List.of(Launcher.FILE, "render@gitops", "--version")).succeeds().saysOnOut("render.java");
    }
}
