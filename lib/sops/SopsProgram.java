//SOURCES ../Failure.java
//SOURCES ../tools/Run.java
//SOURCES ../tools/Tools.java
//SOURCES SopsFormat.java

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The real sops, which knows more keys than age: those of clouds, HashiCorp Vault, PGP, and groups of keys. */
final class SopsProgram {
    private final Tools tools;
    private final Path directory;

    /** @param directory where sops looks for its configuration */
    SopsProgram(Tools tools, Path directory) {
        this.tools = tools;
        this.directory = directory;
    }

    /** What a file that is encrypted holds. Neither text goes through a file. */
    byte[] decrypt(String name, SopsFormat format, byte[] content) {
        String type = format.name().toLowerCase(Locale.ROOT);
        Run run = tools.find(PinnedTool.SOPS)
                .run("decrypt", "--input-type", type, "--output-type", type, "--filename-override", name).in(directory)
                .input(new String(content, StandardCharsets.UTF_8));
        return run.checked().out().getBytes(StandardCharsets.UTF_8);
    }

    /** Runs a command of sops that changes a file, or prints it, as if the user had. */
    void run(List<String> arguments, Path file) {
        List<String> command = new ArrayList<>(List.of(tools.find(PinnedTool.SOPS).path().toString()));
        command.addAll(arguments);
        command.add(directory.toAbsolutePath().relativize(file.toAbsolutePath()).toString());
        try {
            int exit = new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile()).inheritIO()
                    .start().waitFor();
            if (exit != 0) {
                throw new Failure("sops " + arguments.get(0) + " " + file + " failed with exit status " + exit);
            }
        } catch (IOException e) {
            throw new Failure("cannot run " + command.get(0) + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("sops was interrupted");
        }
    }
}
