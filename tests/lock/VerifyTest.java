import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** {@code lock.java verify}: findings are lines, and the exit status says that there are some. */
@InSandbox
class VerifyTest {
    @Test
    void a_project_whose_images_are_all_locked_is_fine(Sandbox sandbox) {
        sandbox.copy("example");
        assertEquals("", verify(sandbox, 0));
    }

    @Test
    void an_image_that_is_not_locked_is_found(Sandbox sandbox) {
        sandbox.copy("example");
        sandbox.shell("rm example/app-locks/demo-service.kbld.lock.yml").succeeds();
        assertEquals("demo-service is not locked: Deployment my-app-demo-service in "
                + "umbrella-chart/charts/demo-service/templates/deployment.yaml\n", verify(sandbox, 3));
    }

    @Test
    void a_lock_that_is_not_used_is_found(Sandbox sandbox) {
        sandbox.copy("example").write("example/app-locks/old.yml", """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                - image: gone:1
                  newImage: gone@sha256:%s
                  preresolved: true
                """.formatted("1".repeat(64)));
        assertEquals("example/app-locks/old.yml, line 4: the lock of gone:1 is not used: "
                + "no image of the release has that name\n", verify(sandbox, 3));
    }

    @Test
    void a_lock_that_another_comes_before_is_found(Sandbox sandbox) {
        sandbox.copy("example");
        sandbox.shell("cp example/app-locks/demo-service.kbld.lock.yml example/app-locks/z.yml").succeeds();
        assertEquals("example/app-locks/z.yml, line 5: the lock of demo-service is not used: another comes first\n",
                verify(sandbox, 3));
    }

    @Test
    void a_lock_without_a_digest_is_found(Sandbox sandbox) {
        sandbox.copy("example").write("example/app-locks/demo-service.kbld.lock.yml", """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                - image: demo-service
                  newImage: registry.example.com/demo-service:1
                  preresolved: true
                """);
        assertEquals("example/app-locks/demo-service.kbld.lock.yml, line 4: "
                + "registry.example.com/demo-service:1 has no digest\n", verify(sandbox, 3));
    }

    @Test
    void a_chart_lock_that_does_not_fit_is_found(Sandbox sandbox) {
        sandbox.copy("example");
        sandbox.shell("sed -i 's/^digest: sha256:..../digest: sha256:0000/' example/umbrella-chart/Chart.lock")
                .succeeds();
        assertEquals("example/umbrella-chart/Chart.lock does not fit Chart.yaml: render.java dependencies update\n",
                verify(sandbox, 3));
    }

    @Test
    void a_lock_file_of_nonsense_fails_clearly(Sandbox sandbox) {
        sandbox.copy("example").write("example/app-locks/x.yml", "just a word\n");
        sandbox.script("lock.java", "verify", "--offline", "-C", "example").failsClearly("example/app-locks/x.yml",
                "is no image lock");
    }

    private static String verify(Sandbox sandbox, int exit) {
        return sandbox.script("lock.java", "verify", "--offline", "-C", "example").exits(exit).out();
    }
}
