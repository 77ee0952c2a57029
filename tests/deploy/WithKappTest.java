import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What kapp is called with; a program that writes down its arguments stands for it. */
class WithKappTest {
    private static final String RECORDING =
            "printf '%s\\n' \"$@\" > arguments; cat > input; echo out; echo err >&2; exit 3";

    @Test
    void kapp_gets_the_options_that_it_knows_with_their_values_and_answers_itself() {
        try (Sandbox sandbox = withKapp().write("shop/app/a.yaml", "")) {
            CommandResult result = sandbox.script("deploy.java", "--with", "kapp", "-C", "shop", "-a", "demo", "-n",
                    "web",
                    "-f", "app", "-f", "https://example.com/a.yaml,-", "--into-ns", "other", "--map-ns", "a=b", "-cy",
                    "--no-wait", "--wait-timeout", "90s", "--filter-kind", "Pod,Job", "--filter-kind", "Secret",
                    "--create-namespace", "--kubeconfig=k", "--dangerous-override-ownership-of-existing-resources",
                    "--debug", "--app-metadata-file-output", "m.json", "--", "--logs-all", "--column", "op,name");

            assertEquals("""
                    deploy
                    --app=demo
                    --namespace=web
                    --file=shop/app
                    --file=https://example.com/a.yaml
                    --file=-
                    --into-ns=other
                    --map-ns=a=b
                    --diff-changes=true
                    --yes=true
                    --wait=false
                    --wait-timeout=90s
                    --filter-kind=Pod,Job
                    --filter-kind=Secret
                    --kubeconfig=k
                    --dangerous-override-ownership-of-existing-resources=true
                    --app-metadata-file-output=shop/m.json
                    --logs-all
                    --column
                    op,name
                    """, sandbox.read("arguments"));
            assertEquals("out\n", result.out());
            result.exits(3).saysOnErr("err");
        }
    }

    @Test
    void the_chart_is_rendered_first_when_there_are_no_files() {
        try (Sandbox sandbox = Projects.minimal(withKapp())) {
            sandbox.script("deploy.java", "--with", "kapp", "-y").exits(3);

            assertTrue(sandbox.read("arguments").contains("--file=.release/state.yaml\n"),
                    () -> sandbox.read("arguments"));
            assertTrue(sandbox.read(".release/state.yaml").contains("kind: ConfigMap"));
        }
    }

    @Test
    void the_settings_of_a_project_may_say_so_for_deploys_and_deletes() {
        try (Sandbox sandbox = withKapp().write("gitops.yaml", "{application: demo, with: {deploy: kapp}}")) {
            sandbox.script("delete.java", "-y", "--filter-name", "a", "--", "--apply-ignored").exits(3);

            assertEquals("delete\n--app=demo\n--namespace=default\n--yes=true\n--filter-name=a\n--apply-ignored\n",
                    sandbox.read("arguments"));
        }
    }

    @Test
    void another_tool_is_refused() {
        try (Sandbox sandbox = Sandbox.create()) {
            sandbox.script("deploy.java", "--with", "kubectl", "-f", "x").exits(2).saysOnErr("only kapp can do this");
        }
    }

    private static Sandbox withKapp() {
        Sandbox sandbox = Sandbox.create();
        sandbox.program("kapp", RECORDING);
        return sandbox.env("PATH", sandbox.path("bin") + ":" + System.getenv("PATH"));
    }
}
