//SOURCES ../Failure.java
//SOURCES ../helm/Chart.java
//SOURCES ../io/FileTree.java
//SOURCES ../io/Parallel.java
//SOURCES ../tools/Run.java
//SOURCES ChartArchive.java
//SOURCES ChartRepositories.java
//SOURCES NearestVersion.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Brings the archives of dependencies into a {@code charts/} directory, several at a time. */
record ChartDownloads(ChartRepositories repositories) {
    private record Download(Chart.Dependency dependency, byte[] archive) {}

    /**
     * Fetches the archives. When one cannot be had, none is kept.
     *
     * @param charts the directory, which is made if there is none
     */
    void fetch(List<Chart.Dependency> dependencies, Path charts) {
        List<Download> all = Parallel.map(dependencies.stream().distinct().toList(), this::download);
        for (Download one : all) {
            Path file = charts.resolve(one.dependency.name() + "-" + one.dependency.version() + ".tgz");
            try {
                Files.createDirectories(charts);
                Path fresh = Files.write(file.resolveSibling("." + file.getFileName() + ".new"), one.archive);
                FileTree.move(fresh, file);
            } catch (IOException e) {
                throw Failure.writing(file, e);
            }
        }
    }

    private Download download(Chart.Dependency dependency) {
        ChartRepository repository = repositories.at(dependency.url());
        String url = Run.withoutPasswords(dependency.repository());
        PublishedChart chart = repository.find(dependency.name(), dependency.version()).orElseThrow(() ->
                NearestVersion.failure(url, dependency, repository,
                        "To lock one of these, run: render.java dependencies update"));
        byte[] archive = repository.archive(chart);
        ChartArchive.require(chart, archive, url);
        return new Download(dependency, archive);
    }
}
