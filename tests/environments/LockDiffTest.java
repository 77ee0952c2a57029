//SOURCES Branches.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code lock.java diff}. */
@InSandbox
class LockDiffTest {

    @Test
    void images_and_resources_that_differ_are_shown_whatever_the_environments_are_called(Sandbox sandbox) {
        Branches.repository(sandbox, "work");
        pod(sandbox, "develop", "1", "first");
        pod(sandbox, "production", "2", "second");
        CommandResult result = diff(sandbox, "develop", "production").succeeds();
        assertEquals(List.of("Image|develop|production", "web|sha256:1111111111|sha256:2222222222", "",
                "Resource|Difference", "ConfigMap shop-live-settings (shop)|differs", "Pod web|differs", "Secret key|differs"),
                result.out().lines().map(line -> line.strip().replaceAll("  +", "|")).toList());
    }

    @Test
    void an_image_has_the_tag_that_its_lock_tells_and_not_that_of_its_name(Sandbox sandbox) {
        Branches.repository(sandbox, "work");
        pod(sandbox, "develop", "1", "first", "1.1");
        pod(sandbox, "production", "2", "first", "1.2");
        diff(sandbox, "develop", "production").succeeds()
                .saysOnOut("web    1.1 sha256:1111111111  1.2 sha256:2222222222");
    }

    @Test
    void lines_are_shown_and_no_values_of_secrets(Sandbox sandbox) {
        Branches.repository(sandbox, "work");
        pod(sandbox, "develop", "1", "first-value");
        pod(sandbox, "production", "2", "second-value");
        String out = diff(sandbox, "develop", "production", "-c").succeeds().out();
        assertTrue(out.contains("""
                @@ ConfigMap shop-live-settings (shop) @@
                  ...
                  data:
                -   colour: blue
                +   colour: green
                """), out);
        assertTrue(out.contains("-   password: <-- value not shown (#1)\n"
                + "+   password: <-- value not shown (#2)\n"), out);
        assertFalse(out.contains("-value\n") || out.contains("Zmlyc3Q"), out);
    }

    @Test
    void commits_can_be_compared_and_the_exit_status_tells(Sandbox sandbox) {
        Branches.repository(sandbox, "work");
        pod(sandbox, "develop", "1", "first");
        CommandResult result = diff(sandbox, "HEAD~1", "develop", "--diff-exit-status").exits(3);
        assertTrue(result.out().contains("only in develop"), result::toString);
        diff(sandbox, "develop", "HEAD", "--diff-exit-status").succeeds()
                .saysOnErr("develop and HEAD render the same");
    }

    private static void pod(Sandbox sandbox, String branch, String digit, String password) {
        pod(sandbox, branch, digit, password, "");
    }

    private static void pod(Sandbox sandbox, String branch, String digit, String password, String tag) {
        List<ImageOrigin> origins = tag.isEmpty() ? List.of() : List.of(ImageOrigin.resolved("web:" + tag, tag));
        GitRepositories.git(sandbox, "-C", "work", "checkout", "-q", branch);
        sandbox.write("work/umbrella-chart/templates/pod.yaml", """
                {apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: web, image: web}]}}
                ---
                {apiVersion: v1, kind: Secret, metadata: {name: key}, stringData: {password: %s}}
                """.formatted(password)).write("work/app-locks/web.kbld.lock.yml", ImageLockText.of(List.of(
                        ImageConfig.Override.locked("web", "web@sha256:" + digit.repeat(64), origins)), List.of()));
        GitRepositories.git(sandbox, "-C", "work", "add", ".");
        GitRepositories.git(sandbox, "-C", "work", "commit", "-q", "-m", "pod");
        GitRepositories.git(sandbox, "-C", "work", "checkout", "-q", "develop");
    }

    private static CommandResult diff(Sandbox sandbox, String... arguments) {
        return sandbox.script("lock.java",
                Stream.concat(Stream.of("diff", "-C", "work"), Stream.of(arguments)).toArray(String[]::new));
    }
}
