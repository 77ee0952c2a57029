import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions in images that a real Docker engine runs: a small program of Go's, built from scratch. */
@InSandbox
class FunctionImageTest {
    private static final String SETTINGS = """
            # Settings of the shop.
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: settings
            data:
              colour: blue   # or green
            """;
    private static final String PROGRAM = """
            package main

            import (
            	"fmt"
            	"io"
            	"net"
            	"os"
            	"strings"
            	"time"
            )

            func main() {
            	all, _ := io.ReadAll(os.Stdin)
            	list := string(all)
            	if strings.Contains(list, "want: network") {
            		if _, err := net.DialTimeout("tcp", "192.0.2.1:80", time.Second); err != nil {
            			fmt.Fprintln(os.Stderr, err)
            			os.Exit(1)
            		}
            	}
            	if strings.Contains(list, "want: time") {
            		time.Sleep(time.Hour)
            	}
            	if strings.Contains(list, "want: user") {
            		list = strings.ReplaceAll(list, "colour: blue", fmt.Sprintf("colour: user-%d", os.Getuid()))
            	}
            	fmt.Print(strings.ReplaceAll(list, "colour: blue", "colour: red"))
            }
            """;

    @Test
    void a_function_in_an_image_changes_a_chart_that_a_render_then_uses(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            String image = build(sandbox, registry);
            Projects.chart(sandbox).write("umbrella-chart/templates/settings.yaml", SETTINGS);
            sandbox.script("render.java", "fn", "run", "umbrella-chart", "--image", image + ":v1").succeeds()
                    .saysOnErr("the function " + image + ":v1 is not locked", "lock.java resolve",
                            "Changed 1 file in umbrella-chart\n  templates/settings.yaml");
            assertEquals(SETTINGS.replace("colour: blue", "colour: red"),
                    sandbox.read("umbrella-chart/templates/settings.yaml"));
            sandbox.script("render.java").succeeds();
            assertTrue(sandbox.read(".release/state.yaml").contains("colour: red"));
        }
    }

    @Test
    void images_of_functions_are_locked_with_the_others(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            String image = build(sandbox, registry) + ":v1";
            Projects.chart(sandbox).write("umbrella-chart/templates/settings.yaml", SETTINGS)
                    .write("gitops.yaml", "postRender: [fn run --image " + image + "]")
                    .write("package/Kptfile", "apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata: {name: package}\n"
                            + "pipeline:\n  mutators:\n  - image: " + image.replace(":v1", ":v2") + "\n");
            DockerEngine.docker(sandbox, "tag", image, image.replace(":v1", ":v2"));
            DockerEngine.docker(sandbox, "push", image.replace(":v1", ":v2"));
            sandbox.script("render.java", "--locked").failsClearly(
                    "the image of a function is not locked: " + image, "lock.java resolve");
            sandbox.script("lock.java", "resolve").succeeds().saysOnErr("Locked 2 images");
            String locked = Applications.locked(sandbox, "app-locks/third-party.kbld.lock.yml", image);
            assertTrue(locked.matches(".*/paint@sha256:[0-9a-f]{64}"), locked);
            CommandResult render = sandbox.script("render.java", "--locked").succeeds();
            assertFalse(render.err().contains("not locked"), render::toString);
            assertTrue(sandbox.read(".release/state.yaml").contains("colour: red"));
            sandbox.script("lock.java", "verify").succeeds().saysOnErr("All images are locked: 2 locks, all in use");
        }
    }

    @Test
    void a_function_has_no_network_no_more_time_than_allowed_and_the_callers_user(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            String image = build(sandbox, registry) + ":v1";
            sandbox.write("dir/settings.yaml", SETTINGS);
            run(sandbox, image, "want=network").failsClearly(
                    "the function " + image + " asks for the network, which functions do not have", "--network");
            run(sandbox, image, "want=time").failsClearly("the function " + image + " did not end within 15 s");
            assertEquals("", DockerEngine.docker(sandbox, "ps", "--quiet", "--all", "--filter", "ancestor=" + image));
            assertEquals(SETTINGS, sandbox.read("dir/settings.yaml"));
            run(sandbox, image, "want=user").succeeds();
            String user = sandbox.shell("id -u").succeeds().out().strip();
            assertTrue(sandbox.read("dir/settings.yaml").contains("colour: user-" + user + "   # or green"));
            run(sandbox, registry.host() + "/team/none:v1", "want=user")
                    .failsClearly("cannot run the function " + registry.host() + "/team/none:v1");
        }
    }

    private static CommandResult run(Sandbox sandbox, String image, String told) {
        return sandbox.script("render.java", "fn", "run", "dir", "--image", image,
                "--timeout", told.equals("want=time") ? "15" : "200", "--", told);
    }

    /** Builds and pushes the function; returns its name without the tag, v1. */
    private static String build(Sandbox sandbox, OciRegistry registry) {
        String image = registry.host() + "/team/paint";
        DockerEngine.in(sandbox).write("paint/main.go", PROGRAM).write("paint/go.mod", "module paint\n\ngo 1.21\n")
                .write("paint/Dockerfile", "FROM scratch\nCOPY paint /paint\nENTRYPOINT [\"/paint\"]\n");
        sandbox.env("CGO_ENABLED", "0").env("GOCACHE", Tools.cache().resolve("tests/go-build").toString());
        sandbox.run(List.of("go", "build", "-C", "paint", "-o", "paint", ".")).succeeds();
        DockerEngine.docker(sandbox, "build", "--quiet", "--tag", image + ":v1", "paint");
        DockerEngine.docker(sandbox, "push", "--quiet", image + ":v1");
        return image;
    }
}
