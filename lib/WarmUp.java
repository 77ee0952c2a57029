//SOURCES Settings.java
//SOURCES git/JGit.java
//SOURCES yaml/Yaml.java

import java.nio.file.Path;

/**
 * What nearly every run is about to do, done once for nothing on another core while this one reads the command line:
 * what Java does for the first time takes it long, and a later time takes next to nothing.
 */
final class WarmUp implements Runnable {
    private static final String SAMPLE = "{application: any, helm: {values: any}, validate: {}, with: {},"
            + " environments: {any: {}}, charts: {s3: {}}, secrets: {allow: {path: any}}}";

    /** Begins, in a thread that no end of the process waits for. */
    static void begin() {
        Thread thread = new Thread(new WarmUp(), "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            Settings.of(Yaml.read("sample", SAMPLE));
            JGit.repositoryOf(Path.of("")).ifPresent(repository -> repository.close());
        } catch (RuntimeException e) {
            return; // who does it in earnest says what is wrong
        }
    }
}
