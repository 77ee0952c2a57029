import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Builds that fail say why, name the image, and leave no lock, or the last one. */
@InSandbox
class FailingBuildTest {
    private static final String NOWHERE = "127.0.0.1:1";

    @Test
    void a_build_that_fails_shows_its_last_lines_and_leaves_the_last_lock(Sandbox sandbox) {
        Applications.of(sandbox, NOWHERE, "web", "api").write("api/Dockerfile", "FROM scratch\nCOPY gone.html /\n")
                .write("web.kbld.lock.yml", "the last lock\n");
        CommandResult result = sandbox.script("build.jbang")
                .failsClearly("error: api: docker build failed with exit status 1\n", "gone.html");
        String error = result.err().substring(result.err().indexOf("error: "));
        assertTrue(error.contains("COPY gone.html /") && !error.contains("api | "), result::toString);
        assertEquals("the last lock\n", sandbox.read("web.kbld.lock.yml"));
    }

    @Test
    void a_build_that_fails_stops_the_others(Sandbox sandbox) {
        Applications.of(sandbox, NOWHERE, "web", "api");
        sandbox.program("docker", """
                case "$1 $PWD" in
                version*) echo 1 ;;
                *web) echo $$ > ../pid; exec sleep 60 ;;
                *) until [ -s ../pid ]; do sleep 0.1; done; echo 'disk full' >&2; exit 4 ;;
                esac""");
        sandbox.env("PATH", sandbox.path("bin") + ":" + System.getenv("PATH"));
        CommandResult result = sandbox.script("build.jbang")
                .failsClearly("error: api: docker build failed with exit status 4\n  disk full\n");
        assertFalse(result.err().contains("error: web"), result::toString);
        assertTrue(ProcessHandle.of(Long.parseLong(sandbox.read("pid").strip())).isEmpty());
    }

    @Test
    void what_builds_ends_with_the_script(Sandbox sandbox) {
        Applications.of(sandbox, NOWHERE, "web");
        sandbox.program("docker", "[ $1 = version ] && exit; echo $$ > ../pid; exec sleep 60");
        sandbox.env("PATH", sandbox.path("bin") + ":" + System.getenv("PATH"));
        Sandbox.RunningCommand build = sandbox.startScript("build.jbang");
        Await.until("the build runs", () -> sandbox.has("pid") && sandbox.read("pid").endsWith("\n"));
        build.process().destroy();
        assertFalse(sandbox.finish(build).exit() == 0);
        long tool = Long.parseLong(sandbox.read("pid").strip());
        Await.until("the tool ends", () -> ProcessHandle.of(tool).isEmpty());
        assertFalse(sandbox.has("web.kbld.lock.yml"));
    }

    @Test
    void a_machine_that_cannot_build_is_told_what_it_lacks(Sandbox sandbox) {
        Applications.of(sandbox, NOWHERE, "web");
        Machine.without(sandbox, "podman", "buildah").env("DOCKER_HOST", "unix:///nowhere/docker.sock");
        sandbox.script("build.jbang").failsClearly("there is nothing to build images with: docker has no engine",
                "/nowhere/docker.sock", "podman and buildah are not installed", "Start Docker, or install podman");
        Machine.without(sandbox, "docker", "podman", "buildah");
        sandbox.script("build.jbang").failsClearly("with: docker is not installed");
    }

    @Test
    void a_directory_or_a_dockerfile_that_is_missing_is_named_before_anything_is_built(Sandbox sandbox) {
        Applications.of(sandbox, NOWHERE, "web");
        FileTree.delete(sandbox.path("web/Dockerfile"));
        sandbox.script("build.jbang").failsClearly("error: web: there is no Dockerfile in web\n");
        FileTree.delete(sandbox.path("web"));
        sandbox.script("build.jbang").failsClearly("error: web: there is no directory web\n");
        sandbox.write("web/Dockerfile", "FROM scratch\n");
        Applications.source(sandbox, "web", "docker: {build: {file: build/Dockerfile.prod}}");
        sandbox.script("build.jbang").failsClearly("error: web: there is no build/Dockerfile.prod in web\n");
    }

    @Test
    void a_registry_that_is_down_is_named(Sandbox sandbox) {
        Applications.of(sandbox, NOWHERE, "nobody").script("build.jbang").failsClearly(
                "error: nobody: docker push failed with exit status 1\n", "connection refused",
                "Is 127.0.0.1:1/team/nobody right, and does 127.0.0.1:1 answer?");
        assertFalse(sandbox.has("nobody.kbld.lock.yml"));
        assertEquals("", DockerEngine.docker(sandbox, "images", "-q", NOWHERE + "/team/nobody"));
    }

    @Test
    void a_registry_that_wants_a_login_is_named_and_credentials_are_not(Sandbox sandbox) {
        sandbox.write("files/.keep", "");
        try (FileServer registry = FileServer.of(sandbox.path("files")).protect("me", "another")) {
            String host = registry.url().replace("http://", "");
            sandbox.write("docker/config.json", """
                    {"auths": {"%s": {"auth": "%s"}}}""".formatted(host,
                    Base64.getEncoder().encodeToString("me:hunter2".getBytes())));
            sandbox.env("DOCKER_CONFIG", sandbox.path("docker").toString());
            CommandResult result = Applications.of(sandbox, host, "web").script("build.jbang", "--debug").exits(1)
                    .saysOnErr("error: web: docker push failed", "Log in with docker login " + host);
            assertFalse(result.err().contains("hunter2") || result.err().contains("bWU6aHVudGVyMg"), result::toString);
        }
    }

    @Test
    void a_configuration_that_is_missing_or_names_no_image_is_a_failure(Sandbox sandbox) {
        sandbox.script("build.jbang").failsClearly("cannot read kbld.yaml: it does not exist");
        sandbox.write("kbld.yaml", "kind: Pod\n");
        sandbox.script("build.jbang").failsClearly("kbld.yaml: there is no image to build");
    }

    @Test
    void wrong_usage_is_told_before_anything_is_built(Sandbox sandbox) {
        Applications.of(sandbox, NOWHERE, "web");
        sandbox.script("build.jbang", "--builder", "kaniko").exits(2)
                .saysOnErr("error: there is no builder kaniko\n  Choose one of docker, podman, buildah.\n");
        sandbox.script("build.jbang", "--build-concurrency", "0").exits(2).saysOnErr("error: --build-concurrency is 0");
        sandbox.script("build.jbang", "--offline").exits(2).saysOnErr("error: images cannot be pushed with --offline");
    }

    @Test
    void a_lock_that_is_nonsense_or_has_no_directory_is_told_before_anything_is_built(Sandbox sandbox) {
        Applications.of(sandbox, NOWHERE, "web").write("web.kbld.lock.yml", "kind: Config\noverrides: none\n");
        CommandResult result = sandbox.script("build.jbang", "--skip-unchanged").failsClearly("web.kbld.lock.yml");
        assertFalse(result.err().contains("web |"), result::toString);
        sandbox.script("build.jbang", "--lock-output", "locks/web.yml").exits(2)
                .saysOnErr("error: there is no directory for the lock locks/web.yml");
    }

    @Test
    void values_for_builds_are_not_shown(Sandbox sandbox) {
        Applications.of(sandbox, NOWHERE, "web").write("web/Dockerfile", "FROM scratch\nARG TOKEN\nCOPY page.html /\n");
        CommandResult result = sandbox.script("build.jbang", "--debug", "--", "--build-arg", "TOKEN=hunter2").exits(1)
                .saysOnErr("--build-arg TOKEN=***");
        assertFalse(result.err().contains("hunter2"), result::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--push", "--commit", "--branch main", "--config-repo nowhere",
        "--config-repo nowhere --commit", "--config-repo https://example.com/config.git",
        "--config-repo . --lock-output lock.yml"})
    void places_for_a_lock_that_make_no_sense_are_wrong_usage(String options) {
        BuildLockOptions lock = new BuildLockOptions();
        new CommandLine(lock).parseArgs(options.split(" "));
        Failure failure = assertThrows(Failure.class, () -> lock.open("web", new Common()));
        assertEquals(ExitStatus.USAGE, failure.exitStatus());
    }
}
