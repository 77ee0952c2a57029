import java.nio.file.Path;
import java.util.List;

/** The test classes: {@code tests/GROUP/NAMETest.java}. */
final class TestFiles {
    private TestFiles() {}

    /** The files of the groups and classes with these names; of all when there are none. */
    static List<Path> select(List<String> names) {
        List<Path> all = FileTree.files(Workbench.REPOSITORY.resolve("tests"), "Test.java");
        names.forEach(name -> {
            if (all.stream().noneMatch(file -> isNamed(file, name))) {
                throw new IllegalArgumentException("there is no group or class " + name + " in tests/");
            }
        });
        return all.stream().filter(file -> names.isEmpty() || names.stream().anyMatch(name -> isNamed(file, name))).toList();
    }

    private static boolean isNamed(Path file, String name) {
        return file.getParent().getFileName().toString().equals(name)
                || file.getFileName().toString().replace(".java", "").equals(name);
    }
}
