import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Config repositories with secrets, for tests. */
final class Vaults {
    static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata:
              name: db
            stringData:
              # the password
              password: s3cret-word
              user: app
            """;

    private Vaults() {}

    /** A Git repository with a rule for files that have secret in their name, and a key that opens them. */
    static AgeKey create(Sandbox sandbox) {
        AgeKey key = AgeKey.create(sandbox, "../home/key.txt");
        sandbox.env("SOPS_AGE_KEY_FILE", key.file().toString());
        sandbox.write("../home/.gitconfig",
                "[user]\nname = test\nemail = test@example.com\n[init]\ndefaultBranch = main\n");
        rule(sandbox, key);
        sandbox.shell("git init -q . && git add . && git commit -qm start").succeeds();
        return key;
    }

    /** Has files with secret in their name encrypted for these keys. */
    static void rule(Sandbox sandbox, AgeKey... keys) {
        StringBuilder recipients = new StringBuilder();
        for (AgeKey key : keys) {
            recipients.append(recipients.length() == 0 ? "" : ",").append(key.recipient());
        }
        sandbox.write(".sops.yaml", "creation_rules:\n- path_regex: secret.*\\.(yaml|json|env|bin)$\n  age: "
                + recipients + "\n");
    }

    /** The files in directories that hold a text. */
    static List<String> filesWith(String text, Path... directories) {
        return Stream.of(directories).filter(Files::exists).flatMap(directory -> {
            try (Stream<Path> all = Files.walk(directory)) {
                return all.filter(Files::isRegularFile).filter(Files::isReadable).filter(file -> holds(file, text))
                        .map(Path::toString).toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).toList();
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Runs the real sops. */
    static CommandResult sops(Sandbox sandbox, String arguments) {
        return sandbox.shell(Workbench.tool(PinnedTool.SOPS) + " " + arguments);
    }
}
