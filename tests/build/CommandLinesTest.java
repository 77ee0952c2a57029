import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How builders are called that cannot be had in tests; stand-ins note their arguments and print what the tools do. */
@InSandbox
class CommandLinesTest {
    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final String DIGEST = "sha256:" + HEX;

    @Test
    void pack_builds_in_the_engine_and_docker_pushes(Sandbox sandbox) {
        tool(sandbox, "pack", "*** Images (0123456789ab):\n  kbld:web\nSuccessfully built image 'kbld:web'");
        tool(sandbox, "docker", "kbld: digest: " + DIGEST + " size: 524");
        assertEquals("registry.example.com/team/web@" + DIGEST, build(sandbox, """
                pack: {build: {builder: paketo/base, buildpacks: [nodejs, certs], clearCache: true,
                  rawOptions: [--env, A=1]}}
                """));
        assertEquals(List.of(
                "pack build kbld:web --path . --builder paketo/base --buildpack nodejs --buildpack certs --clear-cache"
                        + " --env A=1 --quick",
                "docker tag 0123456789ab registry.example.com/team/web:UNIQUE",
                "docker push registry.example.com/team/web:UNIQUE",
                "docker tag 0123456789ab registry.example.com/team/web:v1",
                "docker push registry.example.com/team/web:v1",
                "docker rmi --no-prune registry.example.com/team/web:UNIQUE"), calls(sandbox));
    }

    @Test
    void bazel_says_which_image_it_has_loaded_and_docker_pushes_that(Sandbox sandbox) {
        tool(sandbox, "docker", "kbld: digest: " + DIGEST + " size: 524");
        for (String said : List.of("Loaded image: shop/web:latest", "Loaded image ID: " + DIGEST,
                "Tagging " + HEX + " as bazel/web:image")) {
            tool(sandbox, "bazel", said);
            build(sandbox, "bazel: {run: {target: '//web:image', rawOptions: [--config=ci]}}");
            assertEquals("bazel run //web:image --config=ci --quick", calls(sandbox).get(0));
            String image = said.replaceFirst("^(Loaded image|Loaded image ID|Tagging):? ", "").replaceFirst("ID: ", "")
                    .replaceFirst(" as .*", "");
            assertEquals("docker tag " + image + " registry.example.com/team/web:UNIQUE", calls(sandbox).get(1));
            FileTree.delete(sandbox.path("calls"));
        }
        tool(sandbox, "bazel", "Target //web:image up-to-date");
        Failure failure = assertThrows(Failure.class,
                () -> build(sandbox, "bazel: {run: {target: '//web:image'}}"));
        assertEquals("web: bazel run //web:image did not say which image it has loaded", failure.getMessage());
    }

    @Test
    void kubectl_buildkit_pushes_from_the_cluster_and_says_the_digest(Sandbox sandbox) {
        tool(sandbox, "kubectl", """
                #7 exporting manifest sha256:%s 0.0s done
                #7 exporting manifest list %s 0.0s done
                #7 pushing layers 0.1s done""".formatted("f".repeat(64), DIGEST));
        assertEquals("registry.example.com/team/web@" + DIGEST, build(sandbox, """
                kubectlBuildkit: {build: {target: page, platform: "linux/amd64,linux/arm64", pull: true, noCache: true,
                  file: Other, rawOptions: [--label, A=1]}}
                """));
        assertEquals(List.of("kubectl buildkit build --progress=plain --platform linux/amd64,linux/arm64 --target page"
                + " --pull --no-cache --file Other --label A=1 --quick --push"
                + " --tag registry.example.com/team/web:UNIQUE --tag registry.example.com/team/web:v1 ."),
                calls(sandbox));
        tool(sandbox, "kubectl", "#7 pushing manifest for registry.example.com/team/web:v1@" + DIGEST + " 0.1s done");
        assertTrue(build(sandbox, "kubectlBuildkit: {}").endsWith(DIGEST));
    }

    @Test
    void podman_is_called_as_buildah_is(Sandbox sandbox) {
        sandbox.program("podman", "echo podman $* >> ../calls; for a; do case $before in --iidfile) echo " + DIGEST
                + " > $a;; --digestfile) echo " + DIGEST + " > $a;; esac; before=$a; done");
        assertEquals("registry.example.com/team/web@" + DIGEST,
                build(sandbox, "docker: {build: {target: page, rawOptions: [--label, A=1]}}"));
        assertEquals(List.of(
                "podman build --layers --target page --label A=1 --quick --iidfile FILE --tag localhost/kbld:web .",
                "podman push --quiet --digestfile FILE " + DIGEST + " docker://registry.example.com/team/web:v1"),
                calls(sandbox));
    }

    /** Builds an image with a source of this builder; what manifests use for it. */
    private static String build(Sandbox sandbox, String builder) {
        sandbox.write("web/Dockerfile", "FROM scratch\n").write("web/Other", "FROM scratch\n").write("kbld.yaml", """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                sources:
                - image: web
                  path: web
                  %s
                destinations:
                - image: web
                  newImage: registry.example.com/team/web
                  tags: [v1]
                """.formatted(builder.strip()));
        Map<String, String> paths = Stream.of("pack", "docker", "bazel", "kubectl", "podman")
                .collect(Collectors.toMap(name -> name, name -> sandbox.path("bin/" + name).toString()));
        Tools tools = new Tools(new Settings.Tools(paths, null), sandbox.directory(), true, new Console());
        ImageBuild build = BuildPlan.read(List.of("kbld.yaml"), sandbox.directory(), List.of("--quick"))
                .builds().get(0);
        BuildOutput output = new BuildOutput(List.of("web"), new Console(), false);
        try (BuildOutput.Log log = output.of("web")) {
            return new ImageBuilders(tools, new Console(), "podman", false).of(build.source())
                    .build(build, new BuildTools(build, tools, log));
        }
    }

    private static void tool(Sandbox sandbox, String name, String output) {
        sandbox.program(name, "echo " + name + " $* >> ../calls; cat <<'END'\n" + output + "\nEND");
    }

    private static List<String> calls(Sandbox sandbox) {
        return sandbox.read("calls").lines().map(line -> line.replaceAll("kbld-rand-\\d+-\\d+", "UNIQUE")
                .replaceAll("file \\S*/answer-\\d+", "file FILE")).toList();
    }
}
