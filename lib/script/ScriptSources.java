//SOURCES ../Failure.java
//SOURCES ../io/FileTree.java
//SOURCES JavaFile.java

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows {@code //SOURCES} from a script to all files that it is made of. */
final class ScriptSources {
    private final Map<Path, JavaFile> found = new LinkedHashMap<>();

    private ScriptSources() {}

    /** The script, then what it reaches, sorted by the path from the script. */
    static List<JavaFile> of(Path script) {
        ScriptSources sources = new ScriptSources();
        sources.follow(script.normalize(), script.getFileName().toString().replaceFirst("\\.java$", ""));
        List<JavaFile> files = new ArrayList<>(sources.found.values());
        Path from = script.toAbsolutePath().normalize().getParent();
        files.subList(1, files.size()).sort(
                Comparator.comparing(file -> from.relativize(file.path().toAbsolutePath().normalize()).toString()));
        return files;
    }

    private void follow(Path path, String publicType) {
        Path key = path.toAbsolutePath();
        if (found.containsKey(key)) {
            return;
        }
        JavaFile file = JavaFile.read(path, publicType);
        found.put(key, file);
        for (JavaFile.Directive directive : file.directives()) {
            if (directive.name().equals("FILES")) {
                throw new Failure(path + " has //FILES, which only a copy of the whole directory can carry");
            }
            if (directive.name().equals("SOURCES")) {
                directive.words().forEach(name -> named(name, path).forEach(source -> follow(source, "")));
            }
        }
    }

    /** The file of that name, or the files that fit the pattern, seen from the file that names them. */
    private static List<Path> named(String name, Path by) {
        String fixed = name.replaceFirst("[^/]*[*?\\[{].*", "");
        Path start = by.resolveSibling(fixed);
        List<Path> files;
        if (fixed.equals(name)) {
            files = Files.exists(start) ? List.of(start) : List.of();
        } else {
            PathMatcher pattern = FileSystems.getDefault().getPathMatcher("glob:" + name.substring(fixed.length()));
            files = FileTree.files(start, ".java").stream()
                    .filter(file -> pattern.matches(start.relativize(file))).toList();
        }
        if (files.isEmpty()) {
            throw new Failure(by + " names " + name + " in //SOURCES, but there is no such file");
        }
        return files.stream().map(Path::normalize).toList();
    }
}
