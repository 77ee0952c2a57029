import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Real buildah, ko and buildx, without or beside {@code docker build}. */
@InSandbox
class OtherBuildersTest {
    private static final PinnedTool BUILDX = new PinnedTool("buildx", "0.38.2", "", "", Map.of(),
            "github.com/docker/buildx/cmd/buildx", "");

    @Test
    void where_docker_has_no_engine_buildah_builds_and_pushes(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            withBuildah(Applications.of(sandbox, registry.host(), "web")).env("DOCKER_HOST", "unix:///nowhere/docker.sock");
            sandbox.script("build.jbang").succeeds()
                    .saysOnErr("Building with buildah, as docker has no engine\n", "web | STEP 1/2: FROM scratch");
            assertEquals("This is web of " + registry.host() + ".\n",
                    page(sandbox, Applications.locked(sandbox, "web.kbld.lock.yml", "web")));
        }
    }

    @Test
    void buildah_takes_options_and_pushes_tags(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            withBuildah(Applications.of(sandbox, registry.host(), "web"));
            sandbox.shell("mv web/Dockerfile web/Other").succeeds();
            sandbox.write("gitops.yaml", "with: {build: buildah}\n").write("kbld.yaml", sandbox.read("kbld.yaml")
                    .replace("path: web\n", "path: web\n  docker: {build: {file: Other, pull: true, noCache: true}}\n")
                    + "  tags: [v1, v2]\n");
            sandbox.script("build.jbang", "--", "--label", "colour=blue").succeeds();
            String image = Applications.locked(sandbox, "web.kbld.lock.yml", "web");
            for (String tag : new String[] {"v1", "v2"}) {
                assertEquals(image.replaceFirst(".*@", ""), crane(sandbox, "digest", registry.host() + "/team/web:" + tag));
            }
            assertTrue(crane(sandbox, "config", image).contains("\"colour\":\"blue\""));
        }
    }

    @Test
    void a_build_that_fails_in_buildah_and_a_registry_that_is_down_are_told(Sandbox sandbox) {
        withBuildah(Applications.of(sandbox, "127.0.0.1:1", "web"));
        sandbox.script("build.jbang", "--builder", "buildah").failsClearly("error: web: buildah push failed",
                "connection refused");
        sandbox.write("web/Dockerfile", "FROM scratch\nCOPY gone.html /\n");
        sandbox.script("build.jbang", "--builder", "buildah").failsClearly("error: web: buildah build failed", "gone.html");
        sandbox.write("kbld.yaml", sandbox.read("kbld.yaml").replaceFirst("(?s)destinations.*", ""));
        sandbox.script("build.jbang", "--builder", "buildah").failsClearly("web: what buildah builds has to be pushed");
    }

    @Test
    void ko_builds_a_go_program_and_pushes_it_with_its_tags(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            Workbench.tool(PinnedTool.KO);
            registry.push("base", "v1");
            Applications.of(sandbox, registry.host(), "hello").write("hello/go.mod", "module example.com/hello\n\ngo 1.21\n")
                    .write("hello/main.go", "package main\n\nfunc main() { println(\"hello\") }\n")
                    .env("KO_DEFAULTBASEIMAGE", registry.host() + "/base:v1")
                    .env("GOCACHE", Tools.cache().resolve("tests/go").toString()).env("GOFLAGS", "-buildvcs=false");
            sandbox.write("kbld.yaml", sandbox.read("kbld.yaml")
                    .replace("path: hello\n", "path: hello\n  ko: {build: {rawOptions: [--sbom=none]}}\n") + "  tags: [v1]\n");
            sandbox.script("build.jbang").succeeds();
            assertEquals(Applications.locked(sandbox, "hello.kbld.lock.yml", "hello").replaceFirst(".*@", ""),
                    crane(sandbox, "digest", registry.host() + "/team/hello:v1"));
            sandbox.write("hello/main.go", "package main\n");
            sandbox.script("build.jbang").failsClearly("error: hello: ko build failed", "function main is undeclared");
        }
    }

    @Test
    void buildx_builds_and_pushes_with_all_tags_in_one_go(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            withBuildx(Applications.of(sandbox, registry.host(), "web"));
            sandbox.write("kbld.yaml", sandbox.read("kbld.yaml").replace("path: web\n", "path: web\n  docker: {buildx: {}}\n")
                    + "  tags: [v1, v2]\n");
            sandbox.script("build.jbang").succeeds();
            String image = Applications.locked(sandbox, "web.kbld.lock.yml", "web");
            assertEquals(image.replaceFirst(".*@", ""), crane(sandbox, "digest", registry.host() + "/team/web:v2"));
            assertEquals("This is web of " + registry.host() + ".\n", page(sandbox, image));
        }
    }

    @Test
    void docker_build_with_buildx_in_it_is_the_same(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            withBuildx(Applications.of(sandbox, registry.host(), "web"));
            sandbox.write("kbld.yaml", sandbox.read("kbld.yaml")
                    .replace("path: web\n", "path: web\n  docker: {build: {buildkit: true}}\n"));
            sandbox.script("build.jbang").succeeds();
            assertEquals("This is web of " + registry.host() + ".\n",
                    page(sandbox, Applications.locked(sandbox, "web.kbld.lock.yml", "web")));
        }
    }

    private static Sandbox withBuildah(Sandbox sandbox) {
        DebianPackage.install("buildah", "buildah");
        return sandbox.env("BUILDAH_ISOLATION", "chroot").env("STORAGE_DRIVER", "vfs")
                .env("XDG_DATA_HOME", sandbox.path("../home/data").toString())
                .env("CONTAINERS_STORAGE_CONF", storage(sandbox).toString());
    }

    /** Keeps the images of a test out of those of the machine. */
    private static Path storage(Sandbox sandbox) {
        sandbox.write("../storage.conf", "[storage]\ndriver = \"vfs\"\ngraphroot = \"" + sandbox.path("../images").normalize()
                + "\"\nrunroot = \"" + sandbox.path("../run").normalize() + "\"\n");
        return sandbox.path("../storage.conf").normalize();
    }

    private static Sandbox withBuildx(Sandbox sandbox) {
        sandbox.copy(Workbench.tool(BUILDX), "docker/cli-plugins/docker-buildx");
        return sandbox.env("DOCKER_CONFIG", sandbox.path("docker").toString());
    }

    private static String page(Sandbox sandbox, String image) {
        return sandbox.shell(Workbench.tool(Workbench.CRANE) + " export " + image + " - | tar -xO page.html").succeeds().out();
    }

    private static String crane(Sandbox sandbox, String... arguments) {
        return sandbox.run(java.util.stream.Stream.concat(java.util.stream.Stream.of(Workbench.tool(Workbench.CRANE).toString()),
                java.util.stream.Stream.of(arguments)).toList()).succeeds().out().strip();
    }
}
