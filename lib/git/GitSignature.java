//SOURCES ../io/TemporaryDirectory.java
//SOURCES ../tools/Run.java
//SOURCES GitProgram.java
//SOURCES JGit.java

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.Repository;

/**
 * Signs commits where {@code commit.gpgSign} asks for it, with the key and the program that Git itself would take:
 * {@code gpg}, {@code gpgsm} or {@code ssh-keygen}.
 */
final class GitSignature {
    private static final Map<String, String> PROGRAMS = Map.of("openpgp", "gpg", "x509", "gpgsm", "ssh", "ssh-keygen");

    private final Repository repository;
    private final GitProgram git;

    GitSignature(Repository repository) {
        this.repository = repository;
        this.git = new GitProgram(repository);
    }

    /**
     * Signs a commit that has all else.
     *
     * @throws Failure when it is to be signed and cannot be
     */
    void sign(CommitBuilder commit) throws IOException {
        if (setting("commit", "gpgSign").matches("(?i)true|yes|on|1")) {
            String signature = signature(new String(commit.build(), StandardCharsets.UTF_8),
                    commit.getCommitter().getName() + " <" + commit.getCommitter().getEmailAddress() + ">");
            commit.setGpgSignature(new GpgSignature(signature.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private String signature(String content, String committer) {
        String format = Optional.of(setting("gpg", "format")).filter(text -> !text.isEmpty()).orElse("openpgp");
        if (!PROGRAMS.containsKey(format)) {
            throw refused("gpg.format is " + format + ", which is none of openpgp, x509 and ssh");
        }
        String program = program(format);
        String key = setting("user", "signingKey");
        return format.equals("ssh") ? ofSsh(program, key, content)
                : signed(content, program, "--status-fd=2", "-bsau", key.isEmpty() ? committer : key);
    }

    private String program(String format) {
        String chosen = git("gpg." + format + ".program", repository.getConfig().getString("gpg", format, "program"));
        if (chosen.isEmpty() && format.equals("openpgp")) {
            chosen = setting("gpg", "program");
        }
        return chosen.isEmpty() ? PROGRAMS.get(format) : chosen;
    }

    /** A key is a file, or stands in the settings itself and is then that of an SSH agent. */
    private static String ofSsh(String program, String key, String content) {
        if (key.isEmpty()) {
            throw refused("user.signingKey names no key");
        }
        String literal = key.startsWith("key::") ? key.substring("key::".length()) : key.startsWith("ssh-") ? key : "";
        if (literal.isEmpty()) {
            return signed(content, program, "-Y", "sign", "-n", "git", "-f", home(key));
        }
        try (TemporaryDirectory directory = TemporaryDirectory.create("signing-key-")) {
            Path file = Files.writeString(directory.path().resolve("key.pub"), literal + "\n");
            return signed(content, program, "-Y", "sign", "-n", "git", "-U", "-f", file.toString());
        } catch (IOException e) {
            throw refused(e.getMessage());
        }
    }

    private static String home(String path) {
        return path.startsWith("~/") ? System.getenv("HOME") + path.substring(1) : path;
    }

    private static String signed(String content, String... command) {
        Run.Result result = new Run(command).input(content).result();
        if (result.exit() != 0 || result.out().isBlank()) {
            throw refused(result.err().isBlank() ? command[0] + " gave no signature" : result.err().strip());
        }
        return result.out().strip();
    }

    private static Failure refused(String reason) {
        return new Failure("cannot sign the commit, which commit.gpgSign asks for",
                reason + "\nWithout a key on this machine: git config commit.gpgSign false");
    }

    private String setting(String section, String name) {
        return git(section + "." + name, repository.getConfig().getString(section, null, name));
    }

    /** What Git knows, also from the settings of the whole machine; without it, what JGit has read. */
    private String git(String name, String readByJGit) {
        return Optional.of(git.setting(name)).filter(text -> !text.isEmpty())
                .orElse(Optional.ofNullable(readByJGit).orElse(""));
    }
}
