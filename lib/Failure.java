//SOURCES ExitStatus.java

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** What stops a script: a sentence for the user that says what failed and where, and what to do about it. */
class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String advice;
    private final int exitStatus;

    Failure(String message) {
        this(message, "");
    }

    /** @param advice what to do, a sentence of its own; empty when the message says it all */
    Failure(String message, String advice) {
        this(message, advice, ExitStatus.FAILED);
    }

    private Failure(String message, String advice, int exitStatus) {
        super(message);
        this.advice = advice;
        this.exitStatus = exitStatus;
    }

    /** The user called the script in a way that makes no sense. */
    static Failure usage(String message, String advice) {
        return new Failure(message, advice, ExitStatus.USAGE);
    }

    static Failure reading(Path file, IOException cause) {
        return because("cannot read " + file, cause);
    }

    static Failure writing(Path file, IOException cause) {
        return because("cannot write " + file, cause);
    }

    String advice() {
        return advice;
    }

    int exitStatus() {
        return exitStatus;
    }

    /** The same, said in other words. */
    Failure with(UnaryOperator<String> words) {
        Failure other = new Failure(words.apply(getMessage()), words.apply(advice), exitStatus);
        other.initCause(this);
        return other;
    }

    /** The same, with something before it. */
    Failure after(String words) {
        Failure other = new Failure(words + getMessage(), advice, exitStatus);
        other.initCause(this);
        return other;
    }

    /** The same, with something to do about it unless it says that already. */
    Failure advising(String words) {
        Failure other = new Failure(getMessage(), advice.isEmpty() ? words : advice, exitStatus);
        other.initCause(this);
        return other;
    }

    private static Failure because(String message, IOException cause) {
        Failure failure = new Failure(message + ": " + reason(cause));
        failure.initCause(cause);
        return failure;
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "something else of that name is there";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof java.nio.charset.CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        if (cause instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return cause.getMessage();
    }
}
