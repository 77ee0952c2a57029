//SOURCES ../Console.java
//SOURCES ../io/FileTree.java
//SOURCES ../lock/LockFile.java
//SOURCES ChartDestination.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A directory with an index, such as one that a web server serves. */
record DirectoryDestination(Path directory, Console console) implements ChartDestination {
    private static final String LOCK = ".index.lock";

    @Override
    public String publish(ChartPackage chart, boolean force) {
        Path archive = directory.resolve(chart.fileName());
        try {
            Files.createDirectories(directory);
            try (LockFile alone = LockFile.acquire(
                    directory.resolve(LOCK), "another script that publishes in " + directory, console)) {
                Path file = directory.resolve(ChartIndex.FILE);
                ChartIndex index = Files.exists(file) ? new ChartIndex(file.toString(), Files.readString(file))
                        : ChartIndex.empty(file.toString());
                boolean isListed = index.versions(chart.name()).stream()
                        .anyMatch(one -> one.version().equals(chart.version()));
                boolean isOther = Files.exists(archive) && !FileTree.sha256(archive).equals(chart.sha256());
                if (!force && (isListed || isOther)) {
                    throw ChartDestination.exists(chart, directory.toString());
                }
                ChartIndex changed = index.with(chart.name(), chart.entry(""));
                copy(chart.archive());
                if (chart.provenance().isPresent()) {
                    copy(chart.provenance().get());
                }
                FileTree.write(file, changed.text());
            }
        } catch (IOException e) {
            throw Failure.writing(archive, e);
        }
        return archive.toString();
    }

    @Override
    public String repository() {
        return "file://" + directory.toAbsolutePath().normalize();
    }

    private void copy(Path file) throws IOException {
        Path target = directory.resolve(file.getFileName());
        Path fresh = target.resolveSibling("." + file.getFileName() + ".new");
        Files.copy(file, fresh, StandardCopyOption.REPLACE_EXISTING);
        FileTree.move(fresh, target);
    }
}
