import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Functions that are programs of this machine. */
@InSandbox
class FunctionTest {
    private static final String RESOURCES = """
            # Settings of the shop.
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: shop} # in flow style
            data:
              colour: blue   # or green
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: shop
              # kept
              annotations:
                team: shop
            """;
    private static final String VALUES = "colour:   blue # no resource\n";

    @Test
    void what_a_function_does_not_touch_keeps_its_bytes(Sandbox sandbox) {
        resources(sandbox);
        sandbox.program("paint", "sed 's/colour: blue/colour: red/'");
        sandbox.script("render.java", "fn", "run", "dir", "--exec", "bin/paint").succeeds()
                .saysOnErr("Changed 1 file in dir\n  shop.yaml");
        assertEquals(RESOURCES.replace("colour: blue", "colour: red"), sandbox.read("dir/shop.yaml"));
        assertEquals(VALUES, sandbox.read("dir/values.yaml"));
        assertEquals("{{ template }}\n", sandbox.read("dir/templates/page.yaml"));
    }

    @Test
    void source_run_and_sink_are_a_pipe(Sandbox sandbox) {
        resources(sandbox);
        sandbox.program("paint", "sed \"s/colour: blue/colour: $1/\"");
        String render = Workbench.REPOSITORY.resolve("jbang") + " " + Workbench.REPOSITORY.resolve("render.java");
        sandbox.shell(render + " fn source dir | " + render + " fn run --exec 'bin/paint green' | "
                + render + " fn sink copy").succeeds();
        assertEquals(RESOURCES.replace("colour: blue", "colour: green"), sandbox.read("copy/shop.yaml"));
        assertFalse(sandbox.has("copy/values.yaml"));
    }

    @Test
    void a_list_has_what_kpt_gives_to_functions(Sandbox sandbox) {
        resources(sandbox);
        assertEquals("""
                apiVersion: config.kubernetes.io/v1
                kind: ResourceList
                items:
                - # Settings of the shop.
                  apiVersion: v1
                  kind: ConfigMap
                  metadata: {name: shop, annotations: {internal.config.kubernetes.io/path: shop.yaml, \
                config.kubernetes.io/path: shop.yaml, internal.config.kubernetes.io/index: "0", \
                config.kubernetes.io/index: "0"}} # in flow style
                  data:
                    colour: blue   # or green
                - apiVersion: v1
                  kind: Service
                  metadata:
                    name: shop
                    # kept
                    annotations:
                      team: shop
                      internal.config.kubernetes.io/path: shop.yaml
                      config.kubernetes.io/path: shop.yaml
                      internal.config.kubernetes.io/index: "1"
                      config.kubernetes.io/index: "1"
                functionConfig:
                  apiVersion: v1
                  kind: ConfigMap
                  metadata:
                    name: function-input
                  data:
                    colour: red
                    count: "3"
                """, new ResourceList(FunctionDirectory.read(sandbox.path("dir")).items(),
                Optional.of(ResourceList.config(new TreeMap<>(Map.of("colour", "red", "count", "3")))),
                List.of()).text());
    }

    @Test
    void resources_are_added_moved_and_removed(Sandbox sandbox) {
        resources(sandbox);
        FunctionDirectory directory = FunctionDirectory.read(sandbox.path("dir"));
        ResourceList sent = new ResourceList(directory.items(), Optional.empty(), List.of());
        String answer = """
                apiVersion: config.kubernetes.io/v1
                kind: ResourceList
                items:
                - apiVersion: v1
                  kind: Service
                  metadata:
                    name: shop
                    annotations:
                      team: shop
                      config.kubernetes.io/path: service.yaml
                      internal.config.kubernetes.io/annotations-migration-resource-id: "1"
                - apiVersion: v1
                  kind: Secret
                  metadata: {name: new, namespace: web}
                """;
        assertEquals("[service.yaml, shop.yaml, web/secret_new.yaml]",
                directory.write(sent.answer("the answer", answer).items()).toString());
        assertFalse(sandbox.has("dir/shop.yaml"));
        assertTrue(sandbox.read("dir/service.yaml").contains("  # kept\n"), sandbox.read("dir/service.yaml"));
        assertEquals("apiVersion: v1\nkind: Secret\nmetadata:\n  name: new\n  namespace: web\n",
                sandbox.read("dir/web/secret_new.yaml"));
        Asking.says(Asking.failure(() -> FunctionDirectory.read(sandbox.path("dir")).write(
                sent.answer("the answer", answer.replace("service.yaml", "../../out.yaml")).items())),
                "Service shop is to go to ../../out.yaml, which is outside of");
    }

    @Test
    void a_function_that_fails_shows_its_results_and_changes_nothing(Sandbox sandbox) {
        resources(sandbox);
        sandbox.program("check", """
                cat <<'END'
                apiVersion: config.kubernetes.io/v1
                kind: ResourceList
                items: []
                results:
                - message: must not be blue
                  severity: error
                  resourceRef: {apiVersion: v1, kind: ConfigMap, name: shop}
                  field: {path: data.colour, currentValue: blue, proposedValue: red}
                  file: {path: shop.yaml, index: 0}
                - {message: no owner, severity: warning}
                END
                echo 'one more word' >&2
                exit 3""");
        sandbox.script("render.java", "fn", "run", "dir", "--exec", "bin/check").failsClearly(
                "the function bin/check failed with exit status 3\n"
                        + "  error  ConfigMap shop, shop.yaml, data.colour: must not be blue (proposed: red)\n"
                        + "  warning  no owner\n  one more word\n  Nothing was changed.");
        assertEquals(RESOURCES, sandbox.read("dir/shop.yaml"));
    }

    @Test
    void rubbish_and_endless_functions_are_told(Sandbox sandbox) {
        resources(sandbox);
        says(sandbox, "echo hello", "the function echo hello printed something else than resources", "  hello\n");
        says(sandbox, "echo 'a: ['", "printed something else than resources", "not valid YAML");
        says(sandbox, "true", "printed something else than resources", "It is empty.");
        says(sandbox, "no-such-function", "no-such-function is not on this machine");
        says(sandbox, "sleep 60", "the function sleep 60 did not end within 1 s", "--timeout");
    }

    @Test
    void the_functions_of_a_kptfile_run_in_order_on_what_they_select(Sandbox sandbox) {
        pipeline(sandbox, """
                  mutators:
                  - exec: bin/add one
                    selectors: [{kind: Deployment}, {labels: {tier: web}}]
                    exclude: [{name: other}]
                  - exec: bin/add two
                    configPath: config.yaml
                  validators:
                  - exec: bin/add never
                    configMap: {strict: "yes"}
                """);
        sandbox.script("render.java", "fn", "run", "dir").failsClearly("dir/Kptfile, line 6: the package wants to run "
                + "a program of this machine: bin/add one", "--allow-exec");
        sandbox.script("render.java", "fn", "run", "dir", "--allow-exec").succeeds();
        assertEquals("one two", steps(sandbox, "web"));
        assertEquals("two", steps(sandbox, "other"));
        assertEquals("one two", steps(sandbox, "service"));
        List<String> told = sandbox.read("told").lines().toList();
        assertEquals(List.of("one none", "two settings", "never function-input"), told);
    }

    @Test
    void inner_packages_come_first_and_only_have_their_own_resources(Sandbox sandbox) {
        pipeline(sandbox, "  mutators:\n  - exec: bin/add outer\n");
        sandbox.write("dir/inner/Kptfile", """
                apiVersion: kpt.dev/v1
                kind: Kptfile
                metadata: {name: inner}
                pipeline:
                  mutators:
                  - exec: bin/add inner
                """).write("dir/inner/a.yaml", resource("Deployment", "a"));
        sandbox.script("render.java", "fn", "run", "dir", "--allow-exec").succeeds();
        assertEquals("outer", steps(sandbox, "web"));
        assertTrue(sandbox.read("dir/inner/a.yaml").contains("steps: inner outer"));
    }

    @Test
    void a_step_after_helm_runs_a_function_on_what_is_rendered(Sandbox sandbox) {
        Projects.minimal(sandbox).write("umbrella-chart/templates/rule.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: rule}
                data: {text: "{{ "{{" }} $labels.name }}"}
                """).write("gitops.yaml", "postRender: [\"fn run --exec bin/paint -- colour=red\"]");
        sandbox.program("paint", "cat > list; colour=$(sed -n 's/^    colour: //p' list | tail -1); "
                + "sed \"s/colour: blue/colour: $colour/\" list");
        sandbox.script("render.java").succeeds();
        String state = sandbox.read(".release/state.yaml");
        assertTrue(state.contains("colour: red\n") && state.contains("text: '{{ $labels.name }}'\n"), state);
        assertTrue(sandbox.read("list").contains("functionConfig:\n"));
        sandbox.write("gitops.yaml", "postRender: [fn run --imagine x]");
        sandbox.script("render.java").exits(2).saysOnErr("the post-render step 'fn run --imagine x'");
        assertEquals(state, sandbox.read(".release/state.yaml"));
    }

    private static void resources(Sandbox sandbox) {
        sandbox.write("dir/shop.yaml", RESOURCES).write("dir/values.yaml", VALUES)
                .write("dir/templates/page.yaml", "{{ template }}\n");
    }

    private static void says(Sandbox sandbox, String program, String... texts) {
        Common common = new Common().with(sandbox.directory(), Settings.of(List.of()));
        FunctionOptions options = new FunctionOptions();
        options.seconds = program.startsWith("sleep") ? 1 : 60;
        FunctionRunner runner = new FunctionRunner(common, options, new FunctionImages(common, common.settings()));
        ResourceList list = new ResourceList(
                FunctionDirectory.read(sandbox.path("dir")).items(), Optional.empty(), List.of());
        Asking.says(Asking.failure(() -> runner.run(FunctionProgram.program(program), list)), texts);
    }

    /** A package with these functions; bin/add writes its argument behind those that a resource has. */
    private static void pipeline(Sandbox sandbox, String functions) {
        sandbox.write("dir/Kptfile",
                        "apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata: {name: shop}\npipeline:\n" + functions)
                .write("dir/config.yaml", resource("Settings", "settings"))
                .write("dir/all.yaml", List.of(resource("Deployment", "web"), resource("Deployment", "other"),
                        resource("Service", "service").replace("{name", "{labels: {tier: web}, name"))
                        .stream().collect(Collectors.joining("---\n")));
        sandbox.program("add", """
                cat > list
                name=$(sed -n '/^functionConfig:/,$ s/^    name: //p' list)
                echo "$1 ${name:-none}" >> told
                sed "s/^  steps:\\(.*\\)/  steps:\\1 $1/" list""");
    }

    private static String resource(String kind, String name) {
        return "apiVersion: example.com/v1\nkind: " + kind + "\nmetadata: {name: " + name + "}\nsteps:\n";
    }

    /** The functions that a resource has been through. */
    private static String steps(Sandbox sandbox, String name) {
        return Yaml.read("all.yaml", sandbox.read("dir/all.yaml")).stream().map(Yaml.Document::content)
                .filter(content -> content.path("metadata").path("name").asText().equals(name))
                .map(content -> content.path("steps").asText("")).findFirst().orElseThrow();
    }
}
