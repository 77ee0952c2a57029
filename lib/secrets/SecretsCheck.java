//SOURCES ../Common.java
//SOURCES ../git/GitContents.java
//SOURCES PlainSecrets.java

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for plain secrets in a project: in its files, in the index of Git, and in commits. */
final class SecretsCheck {
    private final PlainSecrets secrets;
    private final Path project;
    private final Map<PathMatcher, Settings.Excuse> excuses = new LinkedHashMap<>();
    private final List<String> findings = new ArrayList<>();
    private int excused;

    SecretsCheck(SopsConfig config, Path project, List<Settings.Excuse> excuses) {
        this.secrets = new PlainSecrets(config, project);
        this.project = project;
        for (Settings.Excuse excuse : excuses) {
            if (isMissing(excuse.path()) || isMissing(excuse.reason())) {
                throw new Failure(project.resolve(Settings.FILE)
                        + ": what secrets.allow excuses needs a path and a reason", "Say why everybody may read it.");
            }
            this.excuses.put(FileSystems.getDefault().getPathMatcher("glob:" + excuse.path()), excuse);
        }
    }

    /**
     * All findings, a line each.
     *
     * @param onlyIndex whether to look only at what would be committed
     * @param since see {@link GitContents#history}
     */
    List<String> findings(boolean onlyIndex, String since) {
        Optional<GitContents> repository = GitContents.of(project);
        if (repository.isEmpty()) {
            files();
            return findings;
        }
        try (GitContents git = repository.get()) {
            if (!onlyIndex) {
                git.files((path, content, commit) -> look(path, content, ""));
            }
            git.index((path, content, commit) -> look(path, content, onlyIndex ? "" : " (in the index)"));
            if (!onlyIndex) {
                git.history(since, (path, content, commit) -> look(path, content, " (in commit " + commit + ")"));
            }
        }
        return findings;
    }

    /** How many findings the settings excuse. */
    int excused() {
        return excused;
    }

    private void look(String path, byte[] content, String where) {
        List<String> found = secrets.in(path, content);
        if (excuses.keySet().stream().anyMatch(excuse -> excuse.matches(Path.of(path)))) {
            excused += found.size();
        } else {
            found.forEach(finding -> findings.add(finding + where));
        }
    }

    private static boolean isMissing(String text) {
        return text == null || text.isBlank();
    }

    private void files() {
        try (Stream<Path> all = Files.walk(project)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                look(project.relativize(file).toString(), Files.readAllBytes(file), "");
            }
        } catch (IOException e) {
            throw Failure.reading(project, e);
        }
    }
}
