import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A file of a package: what it says, and whether it is a program. */
record PackageFile(byte[] content, boolean isProgram) {

    static PackageFile of(String text) {
        return new PackageFile(text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** The same kind of file with another text. */
    PackageFile with(String text) {
        return new PackageFile(text.getBytes(StandardCharsets.UTF_8), isProgram);
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** Whether it is text that can be compared by lines. */
    boolean isText() {
        return Arrays.equals(text().getBytes(StandardCharsets.UTF_8), content) && text().indexOf('\0') < 0;
    }

    boolean says(PackageFile other) {
        return other != null && Arrays.equals(content, other.content);
    }
}
