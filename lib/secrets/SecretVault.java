//SOURCES ../Common.java
//SOURCES ../git/GitWorkTree.java
//SOURCES ../io/FileTree.java
//SOURCES ../lock/LockFile.java
//SOURCES ../sops/AgeKeySearch.java
//SOURCES ../sops/SopsConfig.java
//SOURCES ../sops/SopsFile.java
//SOURCES ../sops/SopsProgram.java
//SOURCES KubernetesSecret.java
//SOURCES SecretDocuments.java
//SOURCES SecretEditor.java
//SOURCES SecretWriter.java

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Encrypts and decrypts the files of a project, in memory: with age by itself, with all else through the real sops. */
final class SecretVault {
    private final Common common;
    private final Path project;
    private final boolean onlySops;
    private final Map<SopsNode.Mapping, byte[]> keysOfSops = new ConcurrentHashMap<>();
    private AgeKeys keys;
    private SopsConfig config;

    /** @param onlySops whether to use the real sops always */
    SecretVault(Common common, boolean onlySops) {
        this.common = common;
        this.project = common.projectDir().toAbsolutePath();
        this.onlySops = onlySops || "sops".equals(common.settings().with().secrets());
    }

    SopsConfig config() {
        if (config == null) {
            config = SopsConfig.find(project);
        }
        return config;
    }

    private AgeKeys keys() {
        if (keys == null) {
            keys = AgeKeySearch.find(System.getenv());
        }
        return keys;
    }

    private SopsProgram sops() {
        return new SopsProgram(common.tools(), project);
    }

    /** Whether the real sops has to encrypt it: it was asked for, or there are other keys than those of age. */
    private boolean takesSops(SopsRule rule) {
        return onlySops || !rule.otherReaders().isEmpty();
    }

    /** The plain text of what is encrypted in a file. */
    byte[] decrypt(Path file, byte[] content) {
        return SecretDocuments.read(file.toString(), content).requireEncrypted().replaceEncrypted(this::plain);
    }

    /** The plain text of one part of a file. */
    byte[] plain(SopsFile file) {
        return onlySops ? sops().decrypt(file) : open(file).content();
    }

    /** Decrypts one part of a file. Where age has no key for it, sops opens the data key, once for all that have it. */
    OpenedSopsFile open(SopsFile file) {
        boolean viaSops = onlySops || file.metadata().hasOtherKeys() && !opensByAge(file);
        return viaSops ? file.decrypt(keysOfSops.computeIfAbsent(file.metadata().keys(), key -> sops().dataKey(file)))
                : file.decrypt(keys());
    }

    /** Whether there is a key for it: one of age, or one that sops has used already. */
    boolean opens(SopsFile file) {
        return keysOfSops.containsKey(file.metadata().keys()) || opensByAge(file);
    }

    private boolean opensByAge(SopsFile file) {
        return !file.metadata().needsSeveralKeys()
                && file.metadata().copies().stream().anyMatch(copy -> keys().open(copy.sealed()).isPresent());
    }

    /**
     * What a file is when it is encrypted, as its rule in {@code .sops.yaml} says. Values that are as they were when it
     * was committed keep their ciphertext.
     *
     * @param documentByDocument whether to encrypt nothing but Secrets, each by itself
     */
    byte[] encrypt(Path file, byte[] content, SopsRule rule, boolean documentByDocument) {
        if (documentByDocument) {
            return SecretDocuments.read(file.toString(), content).replacePlain(document ->
                    document.documents().stream().anyMatch(KubernetesSecret::is)
                            ? encrypt(document, rule, Optional.empty()) : document.content());
        }
        SopsFile plain = SopsFile.read(file.toString(), SopsFormat.of(file.toString()), content);
        return encrypt(plain, rule, committed(file));
    }

    private byte[] encrypt(SopsFile plain, SopsRule rule, Optional<SopsFile> earlier) {
        SecretDocuments.requireNoCiphertext(plain.name(), new String(plain.content(), StandardCharsets.UTF_8));
        SopsScope scope = rule.scope().orElseGet(() -> plain.documents().stream().allMatch(KubernetesSecret::is)
                ? SopsScope.KUBERNETES_SECRET : SopsScope.DEFAULT);
        byte[] fresh = encryptAnew(plain, rule, Optional.of(scope), rule.macOnlyEncrypted(), config().indent());
        SopsMetadata wanted = SopsFile.read(plain.name(), plain.format(), fresh).metadata();
        return earlier.filter(file -> file.isEncrypted() && file.metadata().isLike(wanted))
                .flatMap(file -> unlessBroken(() -> open(file).encryptAgain(plain.content()))).orElse(fresh);
    }

    /** @param scope which values are encrypted; sops itself asks the rule first */
    private byte[] encryptAnew(SopsFile plain, SopsRule rule, Optional<SopsScope> scope, boolean macOnlyEncrypted,
            SopsIndent indent) {
        boolean isBinary = plain.format() == SopsFormat.BINARY;
        if (takesSops(rule)) {
            return sops().encrypt(plain, isBinary || rule.scope().isPresent() ? Optional.empty() : scope,
                    macOnlyEncrypted);
        }
        requireRecipients(rule);
        return plain.encrypt(rule.recipients(), isBinary ? Optional.empty() : scope, macOnlyEncrypted, indent);
    }

    private static boolean hasPlainSecret(SecretDocuments documents) {
        return documents.plain().stream().flatMap(part -> part.documents().stream()).anyMatch(KubernetesSecret::is);
    }

    private static void requireRecipients(SopsRule rule) {
        if (rule.recipients().isEmpty()) {
            throw new Failure(rule.place() + ": the rule names no recipient",
                    "Add one under age, as age-keygen prints it.");
        }
        rule.recipients().forEach(AgeKeys::check);
    }

    /** The file as it was committed last; empty when it was not. */
    private Optional<SopsFile> committed(Path file) {
        Optional<GitWorkTree> repository = GitWorkTree.of(project);
        if (repository.isEmpty()) {
            return Optional.empty();
        }
        try (GitWorkTree tree = repository.get()) {
            return tree.path(file).flatMap(tree::committed).flatMap(content -> unlessBroken(() ->
                    SopsFile.read(file.toString(), SopsFormat.of(file.toString()), content)));
        }
    }

    private static <T> Optional<T> unlessBroken(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (Failure broken) {
            return Optional.empty();
        }
    }

    /** Encrypts a file in place; whether it was not encrypted before. */
    boolean encryptFile(Path file, boolean documentByDocument) {
        return alone(file, () -> {
            byte[] content = SecretWriter.read(file);
            SecretDocuments documents = SecretDocuments.read(file.toString(), content);
            if (documents.isEncrypted() && !documentByDocument) {
                documents.encrypted().forEach(SecretVault::requireComplete);
                return false;
            }
            if (documentByDocument && !hasPlainSecret(documents)) {
                return false;
            }
            SopsRule rule = config().requireRule(file);
            byte[] sealed = encrypt(file, content, rule, documentByDocument);
            if (Arrays.equals(sealed, content)) {
                return false;
            }
            SecretWriter.replace(file, content, sealed);
            return true;
        });
    }

    /** Decrypts a file in place. */
    void decryptFile(Path file) {
        alone(file, () -> {
            byte[] content = SecretWriter.read(file);
            SecretWriter.replace(file, content, decrypt(file, content));
            return true;
        });
    }

    /** Encrypts a file anew in place, for those whom the rule names if there is one, else for the same. */
    void rotateFile(Path file) {
        alone(file, () -> {
            byte[] content = SecretWriter.read(file);
            SecretDocuments documents = SecretDocuments.read(file.toString(), content).requireEncrypted();
            Optional<SopsRule> rule = config().ruleFor(file);
            SecretWriter.replace(file, content, documents.replaceEncrypted(part -> anew(part, rule)));
            return true;
        });
    }

    /** @param rule empty for those who can read it already */
    private byte[] anew(SopsFile part, Optional<SopsRule> rule) {
        if (rule.isEmpty() && (onlySops || part.metadata().hasOtherKeys())) {
            return sops().rotate(part);
        }
        SopsRule readers = rule.orElseGet(() ->
                new SopsRule(part.name(), "", part.recipients(), List.of(), Optional.empty(), false));
        return encryptAnew(SopsFile.read(part.name(), part.format(), plain(part)), readers,
                SopsScope.in(part.metadata().content()), part.metadata().macOnlyEncrypted(),
                SopsIndent.of(new String(part.content(), StandardCharsets.UTF_8)));
    }

    /** Lets somebody edit what an encrypted file holds; whether that has changed. */
    boolean editFile(Path file, SecretEditor editor) {
        byte[] content = SecretWriter.read(file);
        SecretDocuments documents = SecretDocuments.read(file.toString(), content).requireEncrypted();
        if (onlySops) {
            sops().edit(file);
            return !Arrays.equals(content, SecretWriter.read(file));
        }
        byte[] sealed = documents.replaceEncrypted(part -> {
            OpenedSopsFile open = open(part);
            return open.encryptAgain(editor.edit(file.getFileName().toString(), open.content()));
        });
        if (Arrays.equals(sealed, content)) {
            return false;
        }
        SecretWriter.replace(file, content, sealed);
        return true;
    }

    /** Lets somebody write a new file; whether there is one now. */
    boolean create(Path file, SecretEditor editor) {
        SopsRule rule = config().requireRule(file);
        byte[] plain = editor.edit(file.getFileName().toString(), new byte[0]);
        if (plain.length == 0) {
            return false;
        }
        SecretWriter.create(file, encrypt(file, plain, rule, false));
        return true;
    }

    /** Does something with a file while nobody else does. */
    <T> T alone(Path file, Supplier<T> work) {
        Path locks = Tools.cache().resolve("secrets");
        try {
            Files.createDirectories(locks);
            Path lock = locks.resolve(FileTree.sha256(file.toAbsolutePath().normalize().toString()));
            try (LockFile held = LockFile.acquire(lock, "who else works on " + file, common.console)) {
                return work.get();
            }
        } catch (IOException e) {
            throw Failure.writing(locks, e);
        }
    }

    /** @throws Failure when a file was cut off, or a value was added to it in plain text */
    private static void requireComplete(SopsFile file) {
        file.requireVersion();
        file.firstPlainValue(file.metadata().scope()).ifPresent(place -> {
            throw new Failure(file.name() + ": " + place + " is not encrypted, while the rest is",
                    "Take it out, and add it with: secrets.java edit " + file.name());
        });
    }
}
