import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Images that a real Docker engine builds and pushes. */
@InSandbox
class DockerBuildTest {

    @Test
    void the_example_is_built_pushed_and_locked_without_options(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            sandbox.copy("example");
            sandbox.write("example/demo-service/kbld.yaml",
                    sandbox.read("example/demo-service/kbld.yaml").replace("127.0.0.1:5000", registry.host()));
            CommandResult result = DockerEngine.in(sandbox).script("build.jbang", "-C", "example/demo-service")
                    .succeeds();
            assertEquals("", result.out());
            String lock = "example/demo-service/demo-service.kbld.lock.yml";
            String image = Applications.locked(sandbox, lock, "demo-service");
            assertTrue(image.startsWith(registry.host() + "/demo-service@sha256:"), image);
            result.saysOnErr("Built demo-service: 1 image in ", "\n  lock    " + lock + "\n",
                    "\n  image   demo-service → " + image.substring(0, image.indexOf(':', 16) + 11) + "\n");
            assertEquals(sandbox.read("example/demo-service/index.html"),
                    Applications.file(sandbox, image, "usr/share/nginx/html/index.html"));
        }
    }

    @Test
    void a_lock_makes_a_render_use_the_image(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            sandbox.copy("example");
            sandbox.write("example/demo-service/kbld.yaml",
                    sandbox.read("example/demo-service/kbld.yaml").replace("127.0.0.1:5000", registry.host()));
            String lock = "example/app-locks/demo-service.kbld.lock.yml";
            DockerEngine.in(sandbox).script("build.jbang", "-C", "example/demo-service",
                    "--lock-output", "../app-locks/demo-service.kbld.lock.yml").succeeds();
            sandbox.script("render.java", "-C", "example", "--locked", "--offline").succeeds();
            String image = Applications.locked(sandbox, lock, "demo-service");
            assertTrue(sandbox.read("example/.release/state.yaml").contains("image: " + image + "\n"));
        }
    }

    @Test
    void a_lock_is_what_kbld_writes_with_the_origins_that_kbld_puts_into_annotations(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            Applications.committed(Applications.of(sandbox, registry.host(), "web"));
            sandbox.shell("git remote add origin https://me:hunter2@git.example.com/web.git && git tag v1").succeeds();
            sandbox.script("build.jbang").succeeds();
            String commit = GitRepositories.git(sandbox, "rev-parse", "HEAD");
            assertEquals("""
                    apiVersion: kbld.k14s.io/v1alpha1
                    kind: Config
                    minimumRequiredVersion: 0.43.0
                    overrides:
                    - image: web
                      newImage: REGISTRY/team/web@sha256:DIGEST
                      origins:
                      - local:
                          path: web
                      - git:
                          dirty: false
                          remoteURL: https://_redacted_@git.example.com/web.git
                          sha: COMMIT
                          tags:
                          - v1
                      preresolved: true
                    """, sandbox.read("web.kbld.lock.yml").replace(registry.host(), "REGISTRY")
                    .replace(commit, "COMMIT").replaceAll("sha256:[0-9a-f]{64}", "sha256:DIGEST"));
        }
    }

    @Test
    void images_are_built_at_once_and_each_line_has_the_name_of_its_image(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            Applications.of(sandbox, registry.host(), "web", "api-server", "job");
            CommandResult result = sandbox.script("build.jbang", "-a", "shop").succeeds()
                    .saysOnErr("Built shop: 3 images in ", "\nweb        | ", "\napi-server | ", "\njob        | ");
            List<String> lines = result.messages().stream().takeWhile(line -> !line.startsWith("Built")).toList();
            assertTrue(lines.stream().allMatch(Pattern.compile("(web|api-server|job) +\\| .+").asMatchPredicate()),
                    result::toString);
            for (String image : List.of("web", "api-server", "job")) {
                assertEquals("This is " + image + " of " + registry.host() + ".\n", Applications.file(
                        sandbox, Applications.locked(sandbox, "shop.kbld.lock.yml", image), "page.html"));
            }
        }
    }

    @Test
    void tags_are_pushed_and_told_and_no_other_tag_stays_in_the_engine(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            Applications.of(sandbox, registry.host(), "web");
            Applications.tags(sandbox, "v1.0, latest");
            sandbox.script("build.jbang").succeeds();
            String digest = Applications.locked(sandbox, "web.kbld.lock.yml", "web").replaceFirst(".*@", "");
            for (String tag : List.of("v1.0", "latest")) {
                assertEquals(digest, Applications.digest(sandbox, registry.host() + "/team/web:" + tag));
            }
            assertEquals(ImageOrigin.tagged(List.of("v1.0", "latest")),
                    Applications.lock(sandbox, "web.kbld.lock.yml").get(0).origins().get(1));
            assertEquals(List.of("latest", "v1.0"), DockerEngine.docker(sandbox, "images", "--format", "{{.Tag}}",
                    registry.host() + "/team/web").lines().sorted().toList());
        }
    }

    @Test
    void options_of_the_source_and_those_after_two_dashes_reach_docker(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            Applications.of(sandbox, registry.host(), "web").write("web/page.Dockerfile", """
                    FROM scratch AS page
                    ARG TITLE
                    LABEL title=$TITLE
                    COPY page.html /
                    FROM page
                    COPY page.Dockerfile /
                    """);
            Applications.source(sandbox, "web", """
                    docker:
                      build:
                        target: page
                        file: page.Dockerfile
                        noCache: true
                        buildkit: false
                        rawOptions: [--label, colour=blue]
                    """);
            sandbox.script("build.jbang", "--", "--build-arg", "TITLE=hello").succeeds();
            String image = Applications.locked(sandbox, "web.kbld.lock.yml", "web");
            String config = Applications.crane(sandbox, "config", image);
            assertTrue(config.contains("\"colour\":\"blue\"") && config.contains("\"title\":\"hello\""), config);
            assertFalse(config.contains("COPY file:page.Dockerfile"), config);
            String export = Workbench.tool(Workbench.CRANE) + " export " + image + " -";
            assertEquals("page.html\n", sandbox.shell(export + " | tar -t").succeeds().out());
        }
    }

    @Test
    void an_image_without_destination_stays_in_the_engine_and_is_warned_about(Sandbox sandbox) {
        Applications.of(sandbox, "127.0.0.1:1", "web");
        sandbox.write("kbld.yaml", sandbox.read("kbld.yaml").replaceFirst("(?s)destinations.*", ""));
        sandbox.script("build.jbang").succeeds().saysOnErr("warning: web has no destination");
        String image = Applications.locked(sandbox, "web.kbld.lock.yml", "web");
        String id = DockerEngine.docker(sandbox, "inspect", "--format", "{{.Id}}", image);
        assertEquals("kbld:web-" + id.replace(':', '-'), image);
    }

    @Test
    void a_lock_is_named_as_told_as_the_settings_say_or_as_the_first_image(Sandbox sandbox) {
        assertEquals("told", name("told", "application: mine", "team/web"));
        assertEquals("mine", name(null, "application: mine", "team/web"));
        assertEquals("web", name(null, "namespace: here", "registry.example.com:5000/team/web:v1"));
    }

    @Test
    void a_lock_can_be_printed(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            Applications.of(sandbox, registry.host(), "web");
            CommandResult result = sandbox.script("build.jbang", "--lock-output", "-").succeeds();
            assertTrue(result.out().startsWith("apiVersion: kbld.k14s.io/v1alpha1\n"), result::toString);
            assertFalse(sandbox.has("web.kbld.lock.yml"));
        }
    }

    @Test
    void configuration_comes_from_several_files_directories_and_standard_input(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            Applications.of(sandbox, registry.host(), "web").shell("mkdir config && mv kbld.yaml config").succeeds();
            sandbox.shell("printf 'kind: List\\nitems: [{image: web}]\\n' > resources.yaml").succeeds();
            sandbox.shell("cat config/kbld.yaml | " + Launcher.FILE + " " + Workbench.REPOSITORY.resolve("build.jbang")
                    + " -f - -f resources.yaml --lock-output one.yml").succeeds();
            sandbox.script("build.jbang", "-f", "config", "--lock-output", "two.yml").succeeds();
            assertEquals(sandbox.read("one.yml").replaceAll("sha256:.*", ""),
                    sandbox.read("two.yml").replaceAll("sha256:.*", ""));
        }
    }

    private static String name(String told, String settings, String image) {
        BuildLockOptions options = new BuildLockOptions();
        if (told != null) {
            new picocli.CommandLine(options).parseArgs("-a", told);
        }
        return options.application(Settings.of(Yaml.read("gitops.yaml", settings)), List.of(image));
    }
}
