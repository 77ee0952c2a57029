//SOURCES ../Settings.java
//SOURCES ../io/FileChange.java
//SOURCES ../yaml/Yaml.java
//SOURCES CommitOptions.java
//SOURCES ConfigRepository.java

import java.util.List;

/**
 * A config repository that is to get something.
 *
 * @param name for people; empty for the current directory
 * @param options what becomes of changes
 */
record ConfigTarget(ConfigRepository repository, String name, CommitOptions options) implements AutoCloseable {
    /** A file of the project, for people. */
    String place(String file) {
        return name.isEmpty() ? file : name + "/" + file;
    }

    /** What the config repository settles for itself. */
    Settings settings() {
        return Settings.of(Yaml.read(place(Settings.FILE), repository.read(Settings.FILE)));
    }

    /** Makes changes; returns where the first one is and what has been done with it, for people. */
    String change(List<FileChange> changes, String message) {
        String done = options.change(repository, changes, message);
        return place(changes.get(0).path()) + (done.isEmpty() ? "" : "  " + done);
    }

    @Override
    public void close() {
        repository.close();
    }
}
