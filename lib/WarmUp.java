//SOURCES Settings.java
//SOURCES git/JGit.java
//SOURCES io/Parallel.java
//SOURCES yaml/Yaml.java

import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;

/**
 * What nearly every run is about to do, done once for nothing on another core while this one reads the command line:
 * what Java does for the first time takes it long, and a later time takes next to nothing.
 */
final class WarmUp {
    private static final String SAMPLE = "{application: any, helm: {values: any}, validate: {}, with: {},"
            + " environments: {any: {}}, charts: {s3: {}}, secrets: {allow: {path: any}}}";

    private WarmUp() {}

    /** Begins. Nobody waits for the end, or hears of a failure: who does it in earnest says what is wrong. */
    static void begin() {
        Parallel.aside(() -> {
            Settings.of(Yaml.read("sample", SAMPLE));
            JGit.repositoryOf(Path.of("")).ifPresent(Repository::close);
        });
    }
}
