import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The README's sessions: each {@code console} block is run line by line in a copy of the repository, and what it prints
 * is what the README shows. {@code …} stands for what differs from machine to machine.
 */
@ResourceLock("the bundle of render.java")
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);

    /** Where {@code example/demo-service} pushes to; one that runs there already is used. */
    private static final int REGISTRY_OF_THE_EXAMPLE = 5000;

    private record Step(String command, String output) {}

    @TestFactory
    Stream<DynamicTest> what_the_readme_shows_is_what_happens() throws IOException {
        Matcher blocks = BLOCK.matcher(Files.readString(Workbench.REPOSITORY.resolve("README.md")));
        List<List<Step>> sessions = blocks.results().map(block -> steps(block.group(1))).toList();
        assertFalse(sessions.isEmpty());
        return sessions.stream().map(session -> DynamicTest.dynamicTest(session.get(0).command(), () -> run(session)));
    }

    private static void run(List<Step> session) {
        try (Sandbox sandbox = Sandbox.create()) {
            sandbox.repository().write("../home/.gitconfig", "[user]\nname = test\nemail = test@example.com\n");
            if (uses("deploy.java", session)) {
                try (TestNamespace inCluster = TestNamespace.create()) {
                    check(session, sandbox.env("KUBECONFIG", inCluster.kubeconfig().toString()));
                }
            } else if (uses("build.jbang", session)) {
                checkWithRegistry(session, DockerEngine.in(sandbox));
            } else {
                check(session, sandbox);
            }
        }
    }

    private static boolean uses(String script, List<Step> session) {
        return session.stream().anyMatch(step -> step.command.contains(script));
    }

    private static void checkWithRegistry(List<Step> session, Sandbox sandbox) {
        if (isListening(REGISTRY_OF_THE_EXAMPLE)) {
            check(session, sandbox);
            return;
        }
        try (OciRegistry registry = OciRegistry.start(sandbox, REGISTRY_OF_THE_EXAMPLE)) {
            check(session, sandbox);
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void check(List<Step> session, Sandbox sandbox) {
        for (Step step : session) {
            CommandResult result = sandbox.shell("(" + step.command + ") 2>&1");
            String pattern = Stream.of(step.output.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            String printed = result.out().lines().filter(line -> !line.startsWith("[jbang]"))
                    .map(line -> line + "\n").collect(Collectors.joining());
            assertTrue(printed.matches(pattern), () -> "expected:\n" + step.output + "\n" + result);
        }
    }

    private static List<Step> steps(String block) {
        List<Step> steps = new ArrayList<>();
        for (String line : block.lines().toList()) {
            if (line.startsWith("$ ")) {
                steps.add(new Step(line.substring(2), ""));
            } else {
                Step last = steps.remove(steps.size() - 1);
                steps.add(new Step(last.command, last.output + line + "\n"));
            }
        }
        return steps;
    }
}
