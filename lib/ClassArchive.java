import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Completes the archive of classes from which a script starts faster: Java puts into it what the first run has loaded,
 * and others may need more.
 */
final class ClassArchive {
    /** Set by the launcher for the run that makes the archive. */
    private static final String PROPERTY = "gitops.archive";
    /** The libraries that some runs need and others do not. */
    private static final String LIBRARIES = "jagged.*\\.jar";

    private ClassArchive() {}

    /** Loads the classes of a script and of some libraries, where this run makes the archive. */
    static void complete(Class<?> script) {
        if (System.getProperty(PROPERTY) == null) {
            return;
        }
        String own = script.getProtectionDomain().getCodeSource().getLocation().getPath();
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .filter(jar -> jar.toString().equals(own) || jar.getFileName().toString().matches(LIBRARIES))
                .forEach(jar -> load(jar, script.getClassLoader()));
    }

    private static void load(Path jar, ClassLoader loader) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream().map(ZipEntry::getName).filter(name -> name.matches("(?!META-INF/).*\\.class"))
                    .map(name -> name.replaceFirst("\\.class$", "").replace('/', '.'))
                    .forEach(name -> load(name, loader));
        } catch (IOException e) {
            return; // it starts slower
        }
    }

    private static void load(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return; // it needs what is not there, and so no run uses it
        }
    }
}
