import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images that tests push are real ones for other tools. */
@InSandbox
class PushedImageTest {
    @Test
    void crane_finds_images_and_indexes_under_their_digests(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            String image = registry.push("team/web", "1.0");
            String index = registry.pushIndex("team/web", "2.0", "linux/amd64", "linux/arm64");
            assertEquals(image, crane(sandbox, "digest", registry.host() + "/team/web:1.0"));
            assertEquals(index, crane(sandbox, "digest", registry.host() + "/team/web:2.0"));
            assertNotEquals(image, registry.push("team/web", "1.1"));
            crane(sandbox, "validate", "--remote", registry.host() + "/team/web:1.0");
            crane(sandbox, "validate", "--remote", registry.host() + "/team/web:2.0");
            registry.delete("team/web", "1.1");
            assertEquals("1.0\n2.0\n2.0-linux-amd64\n2.0-linux-arm64",
                    crane(sandbox, "ls", registry.host() + "/team/web"));
        }
    }

    private static String crane(Sandbox sandbox, String verb, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Workbench.tool(Workbench.CRANE).toString(), verb));
        command.addAll(List.of(arguments));
        return sandbox.run(command).succeeds().out().strip();
    }
}
