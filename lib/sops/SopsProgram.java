//SOURCES ../Failure.java
//SOURCES ../io/FileTree.java
//SOURCES ../io/TemporaryDirectory.java
//SOURCES ../tools/Run.java
//SOURCES ../tools/Tools.java
//SOURCES EphemeralAgeKey.java
//SOURCES SopsConfig.java
//SOURCES SopsFile.java
//SOURCES SopsFormat.java
//SOURCES SopsScope.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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
    byte[] decrypt(SopsFile file) {
        List<String> arguments = new ArrayList<>(List.of("decrypt"));
        arguments.addAll(types(file.format()));
        arguments.addAll(List.of("--filename-override", file.name()));
        return sops(arguments).input(file.content()).checked().bytes();
    }

    /**
     * A file encrypted as its rule in {@code .sops.yaml} says. Neither text goes through a file.
     *
     * @param scope which values are encrypted, where the rule says nothing of it
     */
    byte[] encrypt(SopsFile plain, Optional<SopsScope> scope, boolean macOnlyEncrypted) {
        List<String> arguments = new ArrayList<>(macOnlyEncrypted ? List.of("--mac-only-encrypted") : List.of());
        arguments.add("encrypt");
        scope.ifPresent(rule -> arguments.addAll(List.of("--" + rule.rule().replace('_', '-'), rule.value())));
        arguments.addAll(types(plain.format()));
        arguments.addAll(List.of("--filename-override", Path.of(plain.name()).toAbsolutePath().toString()));
        return sops(arguments).input(plain.content()).checked().bytes();
    }

    /** A file encrypted anew, with a new data key for the same readers. What goes through a file is encrypted. */
    byte[] rotate(SopsFile file) {
        try (TemporaryDirectory place = TemporaryDirectory.create("sops-")) {
            Path copy = place.path().resolve("encrypted");
            Files.write(copy, file.content());
            List<String> arguments = new ArrayList<>(List.of("rotate"));
            arguments.addAll(types(file.format()));
            arguments.add(copy.toString());
            return sops(arguments).checked().bytes();
        } catch (IOException e) {
            throw new Failure("cannot have sops encrypt " + file.name() + " anew: " + e.getMessage());
        }
    }

    /**
     * The data key of a file that is encrypted, by whatever key sops has for it: sops encrypts it once more, for a key
     * of age that is made for this. All that goes through files are encrypted copies of it.
     *
     * @throws Failure that names the readers, when sops has no key for it
     */
    byte[] dataKey(SopsFile file) {
        EphemeralAgeKey key = EphemeralAgeKey.create();
        SopsFormat format = file.format() == SopsFormat.BINARY ? SopsFormat.JSON : file.format();
        try (TemporaryDirectory place = TemporaryDirectory.create("sops-")) {
            Path config = place.path().resolve(SopsConfig.FILE);
            FileTree.write(config, "creation_rules:\n- age: " + key.recipient() + "\n");
            Path copies = place.path().resolve("data-key");
            Files.write(copies, file.copiesOfDataKey());
            Run.Result result = sops(List.of("--config", config.toString(), "updatekeys", "--yes", "--input-type",
                    type(format), copies.toString())).result();
            if (result.exit() != 0) {
                throw unopened(file, result);
            }
            return SopsFile.read(file.name(), format, Files.readAllBytes(copies)).dataKey(key.keys());
        } catch (IOException e) {
            throw new Failure("cannot have sops open " + file.name() + ": " + e.getMessage());
        }
    }

    /** Lets somebody edit a file by the means of sops; as if the user had run it. */
    void edit(Path file) {
        List<String> command = List.of(tools.find(PinnedTool.SOPS).path().toString(), "edit",
                directory.toAbsolutePath().relativize(file.toAbsolutePath()).toString());
        try {
            int exit = new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile()).inheritIO()
                    .start().waitFor();
            if (exit != 0) {
                throw new Failure("sops edit " + file + " failed with exit status " + exit);
            }
        } catch (IOException e) {
            throw new Failure("cannot run " + command.get(0) + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("sops was interrupted");
        }
    }

    private Run sops(List<String> arguments) {
        return tools.find(PinnedTool.SOPS).run(arguments).in(directory);
    }

    private static List<String> types(SopsFormat format) {
        return List.of("--input-type", type(format), "--output-type", type(format));
    }

    private static String type(SopsFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private static Failure unopened(SopsFile file, Run.Result result) {
        String said = result.err().lines().filter(line -> !line.contains("Syncing keys for file"))
                .collect(Collectors.joining("\n"));
        return new Failure("cannot decrypt " + file.name() + ": sops has no key that opens it",
                "it is for " + String.join(", ", file.metadata().readers()) + "\n" + said);
    }
}
