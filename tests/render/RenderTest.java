import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** {@code render.java} on a whole project. */
@InSandbox
class RenderTest {
    @Test
    void the_example_renders_and_says_where_the_state_is(Sandbox sandbox) {
        sandbox.copy("example");
        CommandResult result = sandbox.script("render.java", "-C", "example").succeeds();
        result.saysOnErr("example/.release/state.yaml", "3 locked images");
        assertEquals("", result.out());
    }
}
