//SOURCES ../Failure.java
//SOURCES ../io/FileTree.java
//SOURCES Chart.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The archives of dependencies that were downloaded for a chart, which Git mostly does not keep. */
final class ChartArchives {
    private static final String LOCK = "Chart.lock";

    private ChartArchives() {}

    /**
     * Gives a chart the archives that another copy of it has, so that they need not be downloaded again. Only when both
     * have the same lock; and none that are packed from directories, which may differ without a new version.
     */
    static void share(Path from, Path to) {
        try {
            boolean sameLock = Files.isRegularFile(from.resolve("Chart.yaml"))
                    && Files.isRegularFile(from.resolve(LOCK)) && Files.isRegularFile(to.resolve(LOCK))
                    && Files.mismatch(from.resolve(LOCK), to.resolve(LOCK)) < 0;
            if (!sameLock) {
                return;
            }
            for (Chart.Dependency dependency : Chart.read(from).lock().dependencies()) {
                String archive = "charts/" + dependency.name() + "-" + dependency.version() + ".tgz";
                if (dependency.isRemote() && Files.isRegularFile(from.resolve(archive))
                        && !Files.exists(to.resolve(archive))) {
                    Files.createDirectories(to.resolve("charts"));
                    Files.copy(from.resolve(archive), to.resolve(archive));
                }
            }
        } catch (IOException e) {
            throw Failure.writing(to.resolve("charts"), e);
        }
    }

    /** Copies archives into a {@code charts/} directory, which is made if there is none; each is there in one move. */
    static void copy(Path from, Path charts) {
        try {
            Files.createDirectories(charts);
            for (Path archive : FileTree.files(from, ".tgz")) {
                Path fresh = charts.resolve("." + archive.getFileName() + ".new");
                Files.copy(archive, fresh, StandardCopyOption.REPLACE_EXISTING);
                FileTree.move(fresh, charts.resolve(archive.getFileName()));
            }
        } catch (IOException e) {
            throw Failure.writing(charts, e);
        }
    }
}
