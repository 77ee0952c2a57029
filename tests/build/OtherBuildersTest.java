import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Real buildah, ko and buildx, without or beside {@code docker build}. */
@InSandbox
class OtherBuildersTest {
    @Test
    void where_docker_has_no_engine_buildah_builds_and_pushes(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            Machine.without(withBuildah(Applications.of(sandbox, registry.host(), "web")), "podman")
                    .env("DOCKER_HOST", "unix:///nowhere/docker.sock");
            sandbox.script("build.jbang").succeeds()
                    .saysOnErr("Building with buildah, as docker has no engine\n", "web | STEP 1/2: FROM scratch");
            assertEquals("This is web of " + registry.host() + ".\n",
                    Applications.file(sandbox, Applications.locked(sandbox, "web.kbld.lock.yml", "web"), "page.html"));
        }
    }

    @Test
    void buildah_takes_options_and_pushes_tags(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            withBuildah(Applications.of(sandbox, registry.host(), "web"));
            sandbox.shell("mv web/Dockerfile web/Other").succeeds();
            sandbox.write("gitops.yaml", "with: {build: buildah}\n");
            Applications.source(sandbox, "web", "docker: {build: {file: Other, pull: true, noCache: true}}");
            Applications.tags(sandbox, "v1, v2");
            sandbox.script("build.jbang", "--", "--label", "colour=blue").succeeds();
            String image = Applications.locked(sandbox, "web.kbld.lock.yml", "web");
            for (String tag : new String[] {"v1", "v2"}) {
                assertEquals(image.replaceFirst(".*@", ""),
                        Applications.digest(sandbox, registry.host() + "/team/web:" + tag));
            }
            assertTrue(Applications.crane(sandbox, "config", image).contains("\"colour\":\"blue\""));
        }
    }

    @Test
    void a_build_that_fails_in_buildah_and_a_registry_that_is_down_are_told(Sandbox sandbox) {
        withBuildah(Applications.of(sandbox, "127.0.0.1:1", "web"));
        sandbox.script("build.jbang", "--builder", "buildah").failsClearly("error: web: buildah push failed",
                "connection refused");
        sandbox.write("web/Dockerfile", "FROM scratch\nCOPY gone.html /\n");
        sandbox.script("build.jbang", "--builder", "buildah")
                .failsClearly("error: web: buildah build failed", "gone.html");
        sandbox.write("kbld.yaml", sandbox.read("kbld.yaml").replaceFirst("(?s)destinations.*", ""));
        sandbox.script("build.jbang", "--builder", "buildah").failsClearly("web: what buildah builds has to be pushed");
    }

    @Test
    void ko_builds_a_go_program_and_pushes_it_with_its_tags(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            registry.push("base", "v1");
            Applications.of(sandbox, registry.host(), "hello")
                    .write("hello/go.mod", "module example.com/hello\n\ngo 1.21\n")
                    .write("hello/main.go", "package main\n\nfunc main() { println(\"hello\") }\n")
                    .env("KO_DEFAULTBASEIMAGE", registry.host() + "/base:v1")
                    .env("GOCACHE", Tools.cache().resolve("tests/go").toString()).env("GOFLAGS", "-buildvcs=false");
            Applications.source(sandbox, "hello", "ko: {build: {rawOptions: [--sbom=none]}}");
            Applications.tags(sandbox, "v1");
            sandbox.script("build.jbang").succeeds();
            assertEquals(Applications.locked(sandbox, "hello.kbld.lock.yml", "hello").replaceFirst(".*@", ""),
                    Applications.digest(sandbox, registry.host() + "/team/hello:v1"));
            sandbox.write("hello/main.go", "package main\n");
            sandbox.script("build.jbang").failsClearly("error: hello: ko build failed", "function main is undeclared");
        }
    }

    @Test
    void buildx_builds_and_pushes_with_all_tags_in_one_go(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            withBuildx(Applications.of(sandbox, registry.host(), "web"));
            Applications.source(sandbox, "web", "docker: {buildx: {}}");
            Applications.tags(sandbox, "v1, v2");
            sandbox.script("build.jbang").succeeds();
            String image = Applications.locked(sandbox, "web.kbld.lock.yml", "web");
            assertEquals(image.replaceFirst(".*@", ""),
                    Applications.digest(sandbox, registry.host() + "/team/web:v2"));
            assertEquals("This is web of " + registry.host() + ".\n", Applications.file(sandbox, image, "page.html"));
        }
    }

    @Test
    void docker_build_with_buildx_in_it_is_the_same(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            withBuildx(Applications.of(sandbox, registry.host(), "web"));
            Applications.source(sandbox, "web", "docker: {build: {buildkit: true}}");
            sandbox.script("build.jbang").succeeds();
            assertEquals("This is web of " + registry.host() + ".\n",
                    Applications.file(sandbox, Applications.locked(sandbox, "web.kbld.lock.yml", "web"), "page.html"));
        }
    }

    /** Images of the test's own, as the machine's are no business of it. */
    private static Sandbox withBuildah(Sandbox sandbox) {
        DebianPackage.install("buildah", "buildah");
        Path root = sandbox.path("..").normalize();
        return sandbox.write("../storage.conf", """
                [storage]
                driver = "vfs"
                graphroot = "%s/images"
                runroot = "%s/run"
                """.formatted(root, root)).env("CONTAINERS_STORAGE_CONF", root.resolve("storage.conf").toString())
                .env("BUILDAH_ISOLATION", "chroot");
    }

    private static Sandbox withBuildx(Sandbox sandbox) {
        sandbox.copy(Workbench.tool(Workbench.BUILDX), "docker/cli-plugins/docker-buildx");
        return sandbox.env("DOCKER_CONFIG", sandbox.path("docker").toString());
    }
}
