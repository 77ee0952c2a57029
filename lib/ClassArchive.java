//SOURCES ExitStatus.java

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Completes the archive of classes from which a script starts faster: Java puts into it what the first run has loaded,
 * and others may need more.
 */
final class ClassArchive {
    /** The file of the archive, which the launcher names to the run that makes it. */
    private static final String PROPERTY = "gitops.archive";
    /** What the name of an empty file ends with that tells the launcher to have the archive made anew. */
    private static final String POOR = ".poor";
    /** The libraries that some runs need and others do not. */
    private static final String LIBRARIES = "jagged.*\\.jar";

    private ClassArchive() {}

    /**
     * Loads the classes of a script and of some libraries, where this run makes the archive. One that has failed may
     * have loaded hardly any of the libraries, so that the next one is to make it, too.
     */
    static void complete(Class<?> script, int exitStatus) {
        String archive = System.getProperty(PROPERTY);
        if (archive == null) {
            return;
        }
        if (exitStatus == ExitStatus.FAILED || exitStatus == ExitStatus.USAGE) {
            leave(Path.of(archive + POOR));
        }
        String own = script.getProtectionDomain().getCodeSource().getLocation().getPath();
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .filter(jar -> jar.toString().equals(own) || jar.getFileName().toString().matches(LIBRARIES))
                .forEach(jar -> load(jar, script.getClassLoader()));
    }

    private static void leave(Path file) {
        try {
            Files.write(file, new byte[0]);
        } catch (IOException e) {
            return; // others start slower
        }
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
