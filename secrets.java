///usr/bin/env jbang "$0" "$@" ; exit $?

// Keeps the secrets of a config repository encrypted in Git, as sops does, and decrypts them in memory.

//JAVA 17+
//COMPILE_OPTIONS -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -XDstringConcat=inline
// In so short a life, to compile more would take longer than it saves.
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=3 -XX:+UseSerialGC
//CDS
// The class-data archive would print warnings on standard output,
//RUNTIME_OPTIONS -Xlog:disable -Xlog:all=error:stderr
// and JDK 17 crashes when it archives lambdas of signed jars, such as JGit's.
//RUNTIME_OPTIONS -Djdk.internal.lambda.disableEagerInitialization=true
//SOURCES lib/Common.java
//SOURCES lib/lock/LockFile.java
//SOURCES lib/secrets/CommitHook.java
//SOURCES lib/secrets/SecretEditor.java
//SOURCES lib/secrets/SecretFileSearch.java
//SOURCES lib/secrets/SecretReaders.java
//SOURCES lib/secrets/SecretVault.java
//SOURCES lib/secrets/SecretWriter.java
//SOURCES lib/secrets/SecretsCheck.java

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;

@Verbs({secrets.Encrypt.class, secrets.Decrypt.class, secrets.Edit.class, secrets.Rotate.class, secrets.Keys.class,
    secrets.Check.class})
@Command(name = "secrets.java", mixinStandardHelpOptions = true, version = "secrets.java 0.1.0", sortOptions = false,
        customSynopsis = {"secrets.java encrypt [FILE...] [OPTIONS]",
            "       secrets.java decrypt FILE... [-i] [OPTIONS]",
            "       secrets.java edit FILE [OPTIONS]",
            "       secrets.java rotate | keys [FILE...] [OPTIONS]",
            "       secrets.java check [--staged | --install-hook] [OPTIONS]"},
        header = "Keeps secrets encrypted in Git, as sops does, and decrypts them in memory.%n",
        footer = {"%nWho can read a file is what .sops.yaml says. Keys of age are built in. They come",
            "from SOPS_AGE_KEY, SOPS_AGE_KEY_FILE, SOPS_AGE_KEY_CMD and, on Linux,",
            "~/.config/sops/age/keys.txt; all other keys go through the real sops.",
            "%nExamples:",
            "  secrets.java encrypt                   every secret of the project",
            "  secrets.java edit prod/secret.yaml     in your editor",
            "  secrets.java check                     whether one lies about in plain text",
            "%nExit status: 0 done, 1 failed, 2 wrong usage, 3 check found something"})
class secrets implements Callable<Integer> {

    @Option(names = "--with", paramLabel = "sops", scope = ScopeType.INHERIT,
            description = "Let the real sops do it (default: only what age cannot)")
    String with;

    @Mixin
    Common common;

    public static void main(String... args) {
        Common.start(new secrets(), args);
    }

    @Override
    public Integer call() {
        throw Failure.usage("what to do is missing: encrypt, decrypt, edit, rotate, keys or check",
                "See secrets.java --help.");
    }

    private SecretVault vault() {
        if (with != null && !with.equals("sops")) {
            throw Failure.usage("--with " + with + ": secrets can be left to sops only", "Use --with sops.");
        }
        return new SecretVault(common, with != null);
    }

    private SecretFileSearch search(SecretVault vault) {
        return new SecretFileSearch(common.projectDir(), common.path(common.settings().release()), vault.config());
    }

    @Command(name = "encrypt", mixinStandardHelpOptions = true, sortOptions = false,
            synopsisHeading = "%nUsage: ", header = "Encrypts files for those whom .sops.yaml names.",
            footer = {"%nWithout files: YAML, JSON and .env files with secret in their name, what a rule of",
                ".sops.yaml names, and every Secret in a rendered release. What is encrypted stays",
                "as it is. Of a Secret, the values of data and stringData are encrypted, unless",
                "the rule says something else."})
    static class Encrypt implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "What to encrypt, in place")
        List<String> files = List.of();

        @ParentCommand
        secrets secrets;

        @Override
        public Integer call() {
            Common common = secrets.common;
            SecretVault vault = secrets.vault();
            SecretFileSearch search = secrets.search(vault);
            List<Path> wanted = files.isEmpty() ? search.toEncrypt() : files.stream().map(common::path).toList();
            int changed = 0;
            for (Path file : wanted) {
                if (vault.encryptFile(file, search.isInRelease(file))) {
                    common.console.info("Encrypted " + file);
                    changed++;
                }
            }
            if (changed == 0) {
                common.console.done(wanted.isEmpty() ? "There are no secrets" : "All secrets are encrypted");
            }
            return ExitStatus.DONE;
        }
    }

    @Command(name = "decrypt", mixinStandardHelpOptions = true, sortOptions = false,
            synopsisHeading = "%nUsage: ", header = "Prints what encrypted files hold.")
    static class Decrypt implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", arity = "1..*", description = "What to decrypt")
        List<String> files;

        @Option(names = {"-i", "--in-place"}, description = "Put the plain text into the file instead of printing it")
        boolean inPlace;

        @ParentCommand
        secrets secrets;

        @Override
        public Integer call() {
            SecretVault vault = secrets.vault();
            for (String name : files) {
                Path file = secrets.common.path(name);
                if (inPlace) {
                    vault.decryptFile(file);
                    secrets.common.console.warn(file + " is plain text now; encrypt it before you commit");
                } else {
                    secrets.common.print(vault.decrypt(file, SecretWriter.read(file)));
                }
            }
            return ExitStatus.DONE;
        }
    }

    @Command(name = "edit", mixinStandardHelpOptions = true, sortOptions = false,
            synopsisHeading = "%nUsage: ", header = "Opens what an encrypted file holds in an editor.",
            footer = {"%nThe editor is SOPS_EDITOR, VISUAL or EDITOR, else vim, nano or vi. It gets a file that",
                "only you can read, in memory (XDG_RUNTIME_DIR or /dev/shm) where the system has",
                "that, in a directory of its own. It is removed when the editor ends, and when",
                "the script is ended by a signal. After kill -9, the next edit removes it.",
                "%nValues that you leave keep their ciphertext. A file that does not exist is made."})
    static class Edit implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "What to edit")
        String name;

        @ParentCommand
        secrets secrets;

        @Override
        public Integer call() {
            Common common = secrets.common;
            Path file = common.path(name);
            SecretVault vault = secrets.vault();
            boolean changed = vault.alone(file, () -> {
                if (!Files.exists(file)) {
                    return vault.create(file, secrets.editor());
                }
                return vault.editFile(file, secrets.editor());
            });
            common.console.done(changed ? "Encrypted " + file : "Nothing has changed");
            return ExitStatus.DONE;
        }
    }

    private SecretEditor editor() {
        SecretEditor editor = SecretEditor.here();
        if (!editor.isInMemory()) {
            common.console.warn("there is no memory for private files here, so the editor's file is on a disk");
        }
        return editor;
    }

    @Command(name = "rotate", mixinStandardHelpOptions = true, sortOptions = false,
            synopsisHeading = "%nUsage: ",
            header = "Encrypts files anew: with a new data key, for whom .sops.yaml names now.",
            footer = {"%nWho could read a file can still read what Git has of it: change the secrets, too,",
                "when somebody has left."})
    static class Rotate implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "What to encrypt anew (all that is encrypted)")
        List<String> files = List.of();

        @ParentCommand
        secrets secrets;

        @Override
        public Integer call() {
            Common common = secrets.common;
            SecretVault vault = secrets.vault();
            List<Path> wanted = files.isEmpty() ? secrets.search(vault).encrypted()
                    : files.stream().map(common::path).toList();
            for (Path file : wanted) {
                vault.rotateFile(file);
                common.console.info("Encrypted anew " + file);
            }
            return ExitStatus.DONE;
        }
    }

    @Command(name = "keys", mixinStandardHelpOptions = true, sortOptions = false,
            synopsisHeading = "%nUsage: ", header = "Prints who can read which encrypted file.",
            footer = {"%nSTATE: ok, or what differs from .sops.yaml; rotate puts that right."})
    static class Keys implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "Which files (all that are encrypted)")
        List<String> files = List.of();

        @Option(names = "--json", description = "Print a list of objects instead of a table")
        boolean json;

        @ParentCommand
        secrets secrets;

        @Override
        public Integer call() {
            Common common = secrets.common;
            SecretVault vault = secrets.vault();
            List<Path> wanted = files.isEmpty() ? secrets.search(vault).encrypted()
                    : files.stream().map(common::path).toList();
            SecretReaders readers = new SecretReaders(vault.config(), wanted);
            common.print(json ? readers.json() : readers.text());
            return ExitStatus.DONE;
        }
    }

    @Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false,
            synopsisHeading = "%nUsage: ", header = "Looks for secrets that are not encrypted.",
            footer = {"%nIt looks at Secrets of Kubernetes, at files that a rule of .sops.yaml names, and at",
                "private keys: in the project's files, in the index, and in the commits that the",
                "main branch does not have. A line for each finding goes to standard output.",
                "%nIn gitops.yaml, with a reason, findings can be excused:",
                "  secrets:",
                "    allow:",
                "    - path: tests/**",
                "      reason: keys that open nothing"})
    static class Check implements Callable<Integer> {
        @Option(names = "--staged", description = "Look only at what would be committed")
        boolean staged;

        @Option(names = "--since", paramLabel = "COMMIT", defaultValue = "",
                description = "Look at the commits after this one (those that the main branch does not have)")
        String since;

        @Option(names = "--install-hook", description = "Have Git look at every commit before it is made")
        boolean installHook;

        @Option(names = "--hook-command", paramLabel = "CMD", defaultValue = "",
                description = "How the hook runs secrets.java (the one of the project)")
        String hookCommand;

        @ParentCommand
        secrets secrets;

        @Override
        public Integer call() {
            Common common = secrets.common;
            Path project = common.projectDir().toAbsolutePath().normalize();
            if (installHook) {
                common.console.done("Installed " + CommitHook.install(project, hookCommand));
                return ExitStatus.DONE;
            }
            SecretsCheck check = new SecretsCheck(
                    secrets.vault().config(), project, common.settings().secrets().allow());
            List<String> findings = check.findings(staged, since);
            findings.forEach(finding -> common.print(finding + "\n"));
            if (check.excused() > 0) {
                common.console.info("Excused in " + Settings.FILE + ": " + check.excused());
            }
            if (findings.isEmpty()) {
                common.console.done("No plain secrets");
                return ExitStatus.DONE;
            }
            common.console.info("Encrypt with secrets.java encrypt. What was pushed is known: change it.");
            return ExitStatus.FOUND;
        }
    }
}
