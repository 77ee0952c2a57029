//SOURCES PackageDirectory.java

import java.nio.file.Path;

/**
 * A package of the project, and a version of its upstream.
 *
 * @param path seen from the project's directory
 * @param ref a branch, tag or full hash; empty for the one that the package follows, or was fetched from
 */
record PackageChoice(String path, String ref) {

    /** As on a command line: {@code charts/web@v2}. */
    PackageChoice(String text) {
        this(text.contains("@") ? text.substring(0, text.lastIndexOf('@')) : text,
                text.contains("@") ? text.substring(text.lastIndexOf('@') + 1) : "");
    }

    PackageDirectory directory(Common common) {
        Path directory = common.path(path.isEmpty() ? "." : path);
        return new PackageDirectory(directory);
    }
}
