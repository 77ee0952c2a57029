import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

/** {@code --skip-unchanged} with a real engine, a real registry and real repositories. */
@InSandbox
class SkipUnchangedTest {
    private static final String LOCK = "shop.kbld.lock.yml";

    @Test
    void only_what_has_changed_is_built_and_nothing_when_nothing_has(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            Applications.of(sandbox, registry.host(), "web", "api").write(".gitignore", "*.lock.yml\n");
            Applications.committed(sandbox);
            build(sandbox).saysOnErr("Building web: it is not locked yet\n", "Built shop: 2 images");
            String first = sandbox.read(LOCK);

            CommandResult again = build(sandbox).saysOnErr("Nothing to build for shop\n", "as before");
            assertFalse(again.err().contains("|"), again::toString);
            assertEquals(first, sandbox.read(LOCK));

            sandbox.write("api/page.html", "changed\n");
            CommandResult one = build(sandbox).saysOnErr("Building api: api/page.html changed since ",
                    "Built shop: 1 image");
            assertFalse(one.err().contains("web |"), one::toString);
            assertEquals(Applications.lock(sandbox, LOCK).get(1),
                    ImageConfig.read(Yaml.read("first", first).get(0)).overrides().get(1));
            assertNotEquals(first, sandbox.read(LOCK));
        }
    }

    @Test
    void an_image_that_is_gone_from_the_registry_is_built_again(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            Applications.committed(Applications.of(sandbox, registry.host(), "web"));
            build(sandbox);
            String image = Applications.locked(sandbox, LOCK, "web");
            registry.delete("team/web", image.substring(image.indexOf("@") + 1));
            build(sandbox).saysOnErr("Building web: the registry holds no " + image, "Built shop: 1 image");
        }
    }

    @Test
    void a_machine_that_has_built_nothing_yet_learns_from_the_config_repository(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            Applications.committedIn(Applications.of(sandbox, registry.host(), "web"), "app");
            GitRepositories.cloned(sandbox);
            String url = "file://" + sandbox.path("remote.git");
            sandbox.script("build.jbang", "-C", "app", "--config-repo", url, "--push").succeeds();
            sandbox.shell("git clone -q file://$PWD/app fresh").succeeds();
            sandbox.env("DOCKER_HOST", "unix:///nowhere/docker.sock");
            sandbox.script("build.jbang", "-C", "fresh", "--config-repo", url, "--push", "--skip-unchanged").succeeds()
                    .saysOnErr("Nothing to build for web\n", "web.kbld.lock.yml  unchanged\n");
            assertEquals(2, GitRepositories.subjects(sandbox, "remote.git", "main").size());
        }
    }

    @Test
    void images_without_a_source_are_looked_up_and_locked_beside_those_that_are_built(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            Applications.of(sandbox, registry.host(), "web");
            String digest = registry.push("team/proxy", "v1");
            sandbox.write("kbld.yaml",
                    sandbox.read("kbld.yaml") + "---\nimage: " + registry.host() + "/team/proxy:v1\n");
            sandbox.script("build.jbang").succeeds().saysOnErr("Built web: 1 image");
            assertEquals(registry.host() + "/team/proxy@" + digest,
                    Applications.locked(sandbox, "web.kbld.lock.yml", registry.host() + "/team/proxy:v1"));
            registry.delete("team/proxy", "v1");
            CommandResult result = sandbox.script("build.jbang").failsClearly("/team/proxy:v1");
            assertFalse(result.err().contains("web |"), result::toString);
        }
    }

    private static CommandResult build(Sandbox sandbox) {
        return sandbox.script("build.jbang", "-a", "shop", "--skip-unchanged").succeeds();
    }
}
