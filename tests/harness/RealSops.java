import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The real sops, with a key of its own, to compare with. */
final class RealSops {
    private final Sandbox sandbox;
    private final AtomicInteger files = new AtomicInteger();
    final AgeKey key;
    final AgeKeys keys;

    RealSops(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.key = AgeKey.create(sandbox, "sops-key.txt");
        this.keys = AgeKeySearch.find(Map.of("SOPS_AGE_KEY", key.secret(), "HOME", sandbox.directory().toString()));
        sandbox.env("SOPS_AGE_KEY_FILE", key.file().toString());
    }

    /**
     * What it encrypts a text to.
     *
     * @param settings more lines of the creation rule
     */
    String encrypt(String type, String text, String... settings) {
        return new String(encrypt(type, text.getBytes(StandardCharsets.UTF_8), settings), StandardCharsets.UTF_8);
    }

    byte[] encrypt(String type, byte[] content, String... settings) {
        String config = "rule-" + files.incrementAndGet() + ".yaml";
        sandbox.write(config, "creation_rules:\n- age: " + key.recipient() + "\n"
                + List.of(settings).stream().map(line -> "  " + line + "\n").collect(Collectors.joining()));
        return run(type, content, List.of("--config", config, "encrypt"));
    }

    /** What it decrypts; the test fails when it cannot. */
    String decrypt(String type, String text) {
        return new String(decrypt(type, text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    byte[] decrypt(String type, byte[] content) {
        return run(type, content, List.of("--config", "/dev/null", "decrypt"));
    }

    private byte[] run(String type, byte[] content, List<String> arguments) {
        String name = "file-" + files.incrementAndGet() + "." + type;
        try {
            Files.write(sandbox.path(name), content);
            List<String> command = new ArrayList<>(List.of(Workbench.tool(PinnedTool.SOPS).toString()));
            command.addAll(arguments);
            command.add(name);
            ProcessBuilder builder = new ProcessBuilder(command).directory(sandbox.directory().toFile())
                    .redirectError(sandbox.path(name + ".err").toFile());
            builder.environment().put("SOPS_AGE_KEY_FILE", key.file().toString());
            Process process = builder.start();
            process.getOutputStream().close();
            byte[] out = process.getInputStream().readAllBytes();
            assertEquals(0, process.waitFor(), () -> command + "\n" + sandbox.read(name + ".err") + "\n"
                    + new String(content, StandardCharsets.UTF_8));
            return out;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
