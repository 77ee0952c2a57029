//SOURCES ../Failure.java
//SOURCES ../tools/Run.java
//SOURCES TemporaryDirectory.java

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that a program can read once and that are never on a disk: named pipes, in a directory that only this user can
 * look into.
 */
final class NamedPipes implements AutoCloseable {
    private final TemporaryDirectory directory;
    private final List<Path> paths;
    private final List<Thread> writers = new ArrayList<>();

    private NamedPipes(TemporaryDirectory directory, List<Path> paths) {
        this.directory = directory;
        this.paths = paths;
    }

    /** A pipe for each content, which waits there until it is read. */
    static NamedPipes of(List<byte[]> contents) {
        TemporaryDirectory directory = TemporaryDirectory.create("pipes-");
        try {
            NamedPipes pipes = new NamedPipes(directory, Stream.iterate(1, number -> number + 1).limit(contents.size())
                    .map(number -> directory.path().resolve("values-" + number)).toList());
            List<String> mkfifo = new ArrayList<>(List.of("mkfifo", "-m", "600"));
            pipes.paths.forEach(path -> mkfifo.add(path.toString()));
            new Run(mkfifo).checked();
            for (int i = 0; i < contents.size(); i++) {
                pipes.write(pipes.paths.get(i), contents.get(i));
            }
            return pipes;
        } catch (Failure e) {
            directory.close();
            throw e;
        }
    }

    /** In the order of the contents. */
    List<Path> paths() {
        return paths;
    }

    private void write(Path pipe, byte[] content) {
        Thread writer = new Thread(() -> {
            try (OutputStream out = Files.newOutputStream(pipe)) {
                out.write(content);
            } catch (IOException nobodyReadsOn) {
                return;
            }
        });
        writer.setDaemon(true);
        writer.start();
        writers.add(writer);
    }

    /** Lets go of what nobody has read: a writer waits for a reader, who is there for a moment then. */
    @Override
    public void close() {
        try {
            for (int i = 0; i < writers.size(); i++) {
                while (writers.get(i).isAlive()) {
                    new RandomAccessFile(paths.get(i).toFile(), "rw").close();
                    writers.get(i).join(1);
                }
            }
        } catch (IOException e) {
            throw Failure.reading(directory.path(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            directory.close();
        }
    }
}
