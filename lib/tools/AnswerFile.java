//SOURCES ../Failure.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a tool writes an answer to, as long as it is needed. */
final class AnswerFile implements AutoCloseable {
    private final Path file;

    AnswerFile() {
        try {
            file = Files.createTempFile("answer-", "");
            file.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new Failure("cannot make a temporary file: " + e.getMessage());
        }
    }

    /** Its text, without white space around it; empty when the tool has written nothing. */
    String text() {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    @Override
    public void close() {
        file.toFile().delete();
    }
}
