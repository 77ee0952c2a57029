//SOURCES ../Common.java
//SOURCES ../helm/ValuesFiles.java
//SOURCES ../io/NamedPipes.java
//SOURCES ../tools/Run.java
//SOURCES SecretManifests.java
//SOURCES SecretOutput.java
//SOURCES SecretVault.java
//SOURCES SecretWords.java

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The encrypted values files among the options of helm. They are decrypted in memory, and helm gets them through named
 * pipes; what comes from them is encrypted again before it is written.
 */
final class SecretValues {
    private static final List<String> WRITING = List.of("--output-dir", "--post-renderer", "--post-renderer-args",
            "--release-name", "--show-only", "-s");

    private final List<String> options;
    private final List<Opened> files;
    private final SecretWords words;
    private final Optional<SecretManifests> manifests;

    private SecretValues(List<String> options, List<Opened> files, SecretWords words,
            Optional<SecretManifests> manifests) {
        this.options = options;
        this.files = files;
        this.words = words;
        this.manifests = manifests;
    }

    /**
     * A values file that was encrypted.
     *
     * @param index among the values files of the options
     * @param name as the options have it
     */
    private record Opened(int index, String name, SopsFile sealed, byte[] plain) {
        SopsFile values() {
            SopsFormat format = sealed.format() == SopsFormat.JSON ? SopsFormat.JSON : SopsFormat.YAML;
            return SopsFile.read(name, format, plain);
        }

        SopsScope.Test scope() {
            return sealed.format() == SopsFormat.BINARY ? SopsScope.Test.ALL : sealed.metadata().scope();
        }
    }

    /**
     * Decrypts what is encrypted.
     *
     * @param options for {@code helm template}
     * @throws Failure when a key is missing, or when a file was changed since it was encrypted, or should be encrypted
     *     and is not, or when {@code --set-file} names one that is encrypted
     */
    static SecretValues open(Common common, List<String> options, SecretOutput output) {
        List<Opened> files = new ArrayList<>();
        List<SecretWords.Word> words = new ArrayList<>();
        SecretVault vault = new SecretVault(common, false);
        ValuesFiles.setAsWhole(options).forEach(name -> requireNotEncrypted(name, common.path(name)));
        List<String> names = ValuesFiles.named(options);
        for (int i = 0; i < names.size(); i++) {
            Path file = common.path(names.get(i));
            if (!Files.isRegularFile(file)) {
                continue;
            }
            byte[] content = SecretWriter.read(file);
            List<SopsFile> encrypted = SecretDocuments.read(file.toString(), content).encrypted();
            if (encrypted.isEmpty()) {
                requirePlain(file, content, vault.config(), output);
            } else {
                Opened opened = new Opened(i, names.get(i), encrypted.get(0), vault.plain(encrypted.get(0)));
                words.addAll(SecretWords.of(opened.name, opened.values(), opened.scope()));
                files.add(opened);
            }
        }
        if (files.isEmpty()) {
            return new SecretValues(options, files, new SecretWords(List.of()), Optional.empty());
        }
        requireReadOnly(options);
        SecretWords all = new SecretWords(words);
        if (output == SecretOutput.PLAIN) {
            common.console.warn("what comes from " + files.get(0).name + " is written in plain text: "
                    + "let nobody else see it");
            return new SecretValues(options, files, all, Optional.empty());
        }
        return new SecretValues(options, files, all, Optional.of(new SecretManifests(sealer(files, vault), all)));
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /**
     * Runs helm with the values in plain text, which nothing shows: what it prints on standard error is without them.
     *
     * @param helm makes the run of the options
     */
    Run.Result run(Function<List<String>, Run> helm) {
        if (files.isEmpty()) {
            return helm.apply(options).result();
        }
        try (NamedPipes pipes = NamedPipes.of(files.stream().map(Opened::plain).toList())) {
            List<String> names = new ArrayList<>(ValuesFiles.named(options));
            IntStream.range(0, files.size())
                    .forEach(i -> names.set(files.get(i).index, pipes.paths().get(i).toString()));
            Run.Result result = helm.apply(ValuesFiles.replaced(options, names)).result();
            return new Run.Result(result.exit(), result.bytes(), forPeople(result.err(), pipes));
        } catch (Failure e) {
            throw hidden(e);
        }
    }

    /** A failure without the values; it has no cause, as a stack trace would show that. */
    Failure hidden(Failure failure) {
        return new Failure(words.hidden(failure.getMessage()), words.hidden(failure.advice()));
    }

    /**
     * What may be written of what helm made of a template.
     *
     * @param source the template's path
     * @param text documents
     * @throws Failure when something else than a Secret holds a value
     */
    String written(String source, String text) {
        return manifests.map(all -> all.encrypted(source, text)).orElse(text);
    }

    private String forPeople(String text, NamedPipes pipes) {
        String told = text;
        for (int i = 0; i < files.size(); i++) {
            told = told.replace(pipes.paths().get(i).toString(), files.get(i).name);
        }
        return words.hidden(told);
    }

    /** The file that may be read by nobody who may not read all others, too: they give its readers what they get. */
    private static OpenedSopsFile sealer(List<Opened> files, SecretVault vault) {
        Opened narrowest = files.stream().filter(file -> files.stream().allMatch(
                other -> other.sealed.metadata().readers().containsAll(file.sealed.metadata().readers()))).findFirst()
                .orElseThrow(() -> new Failure(String.join(" and ", files.stream().map(Opened::name).toList())
                        + " are for different readers, so that it is open who may read what is rendered of them",
                        "Have all readers of one of them among those of the others: change .sops.yaml, and run\n"
                                + "secrets.java rotate."));
        return vault.open(narrowest.sealed);
    }

    private static void requirePlain(Path file, byte[] content, SopsConfig config, SecretOutput output) {
        SecretDocuments.requireNoCiphertext(file.toString(), new String(content, StandardCharsets.UTF_8));
        Optional<SopsRule> rule = output == SecretOutput.PLAIN ? Optional.empty()
                : config.ruleFor(file).filter(SopsRule::namesFiles);
        Optional<String> place = rule.flatMap(named -> SopsFile.read(file.toString(), SopsFormat.YAML, content)
                .firstPlainValue(named.scope().orElse(SopsScope.DEFAULT).test()));
        if (place.isPresent()) {
            throw new Failure(file + ": " + place.get() + " is not encrypted, as " + rule.get().place() + " says it is",
                    "Encrypt it: secrets.java encrypt " + file);
        }
    }

    /** Helm would take the ciphertext for the value. */
    private static void requireNotEncrypted(String name, Path file) {
        if (Files.isRegularFile(file)
                && SecretDocuments.read(file.toString(), SecretWriter.read(file)).isEncrypted()) {
            throw new Failure("helm's --set-file gives " + name + " as it is, and it is encrypted",
                    "Put what it holds into an encrypted values file, and name that with -f.");
        }
    }

    private static void requireReadOnly(List<String> options) {
        options.stream().filter(option -> WRITING.contains(option.replaceFirst("=.*", ""))).findFirst()
                .ifPresent(option -> {
                    throw new Failure("helm's " + option + " would have secrets in plain text, as a values file is "
                            + "encrypted", "Leave it out.");
                });
    }
}
