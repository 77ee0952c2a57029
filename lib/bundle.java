///usr/bin/env jbang "$0" "$@" ; exit $?

// Writes a script and the files that its //SOURCES reach as one self-contained file, or lists them.

//JAVA 17+
//COMPILE_OPTIONS -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC
//SOURCES Common.java
//SOURCES io/FileTree.java
//SOURCES script/ScriptSources.java

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "bundle.java", mixinStandardHelpOptions = true, version = "bundle.java 0.1.0", sortOptions = false,
        header = "Writes a script and the files that its //SOURCES reach as one self-contained file.%n",
        footer = {"%nExamples:",
            "  lib/bundle.java render.java > my-repo/render.java",
            "  lib/bundle.java render.java -o my-repo/render.java     in one move, and executable",
            "  tar -cf - $(lib/bundle.java --list render.java) | tar -xf - -C my-repo",
            "                                                         the files as they are",
            "%nExit status: 0 done, 1 failed, 2 wrong usage"})
class bundle implements Callable<Integer> {
    @Parameters(paramLabel = "SCRIPT", description = "The script, such as render.java")
    String script;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", defaultValue = "-",
            description = "Write here; without it, print")
    String output;

    @Option(names = "--list", description = "Only list the files that a copy of the script needs")
    boolean list;

    @Mixin
    Common common;

    /** What a name means in a file. */
    private record Meaning(String text, Path file) {}

    public static void main(String... args) {
        Common.start(new bundle(), args);
    }

    @Override
    public Integer call() {
        List<JavaFile> files = ScriptSources.of(common.path(script));
        if (list) {
            write(files.stream().map(file -> file.path() + "\n").collect(Collectors.joining()));
            return ExitStatus.DONE;
        }
        requireDistinctNames(files);
        requireOneVersionEach(files);
        JavaFile main = files.get(0);
        Stream<String> top = Stream.of(main.shebang(), main.comment(), origin(main.path()), directives(files),
                imports(files, true), imports(files, false));
        Stream<String> types = files.stream().map(JavaFile::body);
        write(Stream.concat(top, types).filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n", "", "\n")));
        return ExitStatus.DONE;
    }

    /** In one file, a name can mean only one thing, be it imported or declared. */
    private static void requireDistinctNames(List<JavaFile> files) {
        Map<String, Meaning> meanings = new HashMap<>();
        for (JavaFile file : files) {
            for (String imported : file.imports()) {
                String name = imported.substring(imported.lastIndexOf('.') + 1);
                if (name.equals("*")) {
                    throw new Failure(file.path() + " imports " + imported + ", which other files do not expect",
                            "Import each name by itself.");
                }
                Meaning meaning = new Meaning("imports " + imported, file.path());
                Meaning earlier = meanings.putIfAbsent(name, meaning);
                if (earlier != null && !earlier.text.equals(meaning.text)) {
                    throw conflict(earlier, meaning);
                }
            }
        }
        for (JavaFile file : files) {
            for (String name : file.types()) {
                Meaning meaning = new Meaning("declares " + name, file.path());
                Meaning earlier = meanings.putIfAbsent(name, meaning);
                if (earlier != null) {
                    throw conflict(earlier, meaning);
                }
            }
        }
    }

    private static Failure conflict(Meaning one, Meaning other) {
        return new Failure(one.file + " " + one.text + ", but " + other.file + " " + other.text,
                "One file cannot do both: write the imported one in full where it is used, or rename the other.");
    }

    private static void requireOneVersionEach(List<JavaFile> files) {
        Map<String, Meaning> versions = new HashMap<>();
        for (JavaFile file : files) {
            for (String dependency : words(file, "DEPS")) {
                String[] parts = dependency.split("[:@]");
                if (parts.length > 2) {
                    Meaning wanted = new Meaning(parts[2], file.path());
                    Meaning earlier = versions.putIfAbsent(parts[0] + ":" + parts[1], wanted);
                    if (earlier != null && !earlier.text.equals(wanted.text)) {
                        throw new Failure(earlier.file + " wants " + earlier.text + " of " + parts[0] + ":" + parts[1]
                                + ", but " + file.path() + " wants " + wanted.text, "Name the same version in both.");
                    }
                }
            }
        }
    }

    private static List<String> words(JavaFile file, String name) {
        return file.directives().stream().filter(directive -> directive.name().equals(name))
                .flatMap(directive -> directive.words().stream()).toList();
    }

    /** Says where the file comes from, with the path from the repository that has this script. */
    private static String origin(Path script) {
        Path path = script.toAbsolutePath();
        Path repository = path.getParent();
        while (repository != null && !Files.exists(repository.resolve("lib/bundle.java"))) {
            repository = repository.getParent();
        }
        Path name = repository == null ? path.getFileName() : repository.relativize(path);
        return "// " + name + " and what its //SOURCES reach, made into one file by: jbang lib/bundle.java " + name;
    }

    /** The directives of all files, each once and with its explanation, those of the script first. */
    private static String directives(List<JavaFile> files) {
        List<JavaFile.Directive> all = files.stream().flatMap(file -> file.directives().stream()).toList();
        String java = all.stream().filter(directive -> directive.name().equals("JAVA")).map(JavaFile.Directive::value)
                .max(Comparator.comparingInt(version -> Integer.parseInt("0" + version.replaceAll("\\D", ""))))
                .orElse("");
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (JavaFile.Directive directive : all) {
            List<String> values = switch (directive.name()) {
                case "SOURCES" -> List.of();
                case "JAVA" -> List.of(java);
                case "DEPS" -> directive.words().stream()
                        .map(word -> word.matches(".*[\\s,;].*") ? "'" + word + "'" : word).toList();
                default -> List.of(directive.value());
            };
            List<String> explanation = directive.explanation();
            for (String value : values) {
                if (lines.putIfAbsent(("//" + directive.name() + " " + value).strip(), explanation) == null) {
                    explanation = List.of();
                }
            }
        }
        return lines.entrySet().stream()
                .flatMap(line -> Stream.concat(line.getValue().stream(), Stream.of(line.getKey())))
                .collect(Collectors.joining("\n"));
    }

    private static String imports(List<JavaFile> files, boolean ofMembers) {
        return files.stream().flatMap(file -> file.imports().stream())
                .filter(imported -> imported.startsWith("static ") == ofMembers).distinct().sorted()
                .map(imported -> "import " + imported + ";").collect(Collectors.joining("\n"));
    }

    private void write(String text) {
        if (output.equals("-")) {
            common.print(text);
            return;
        }
        Path file = common.path(output);
        FileTree.write(file, text);
        if (text.startsWith("///") || text.startsWith("#!")) {
            file.toFile().setExecutable(true, false);
        }
    }
}
