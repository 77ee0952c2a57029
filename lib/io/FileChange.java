import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * What is to become of a text file, whatever it says by then.
 *
 * @param path with {@code /} between its names
 * @param change from the file's text, empty when there is none, to its new text; the same text leaves the file alone
 */
record FileChange(String path, UnaryOperator<String> change) {

    /** A change of a file that lies below the project's directory. */
    static FileChange in(Path project, Path file, UnaryOperator<String> change) {
        Path path = file.isAbsolute() == project.isAbsolute() ? project.relativize(file) : file;
        return new FileChange(path.toString(), change);
    }

    String of(String text) {
        return change.apply(text);
    }
}
