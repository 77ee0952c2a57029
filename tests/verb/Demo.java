import java.util.ArrayList;
import java.util.List;

/** The application {@code demo} in the namespace of a test, for command lines. */
final class Demo {
    private Demo() {}

    /** Runs a script. @param line its name, verb and options, without those that say which application it is about */
    static CommandResult run(TestNamespace namespace, String line) {
        return namespace.sandbox().run(command(namespace, line));
    }

    static List<String> command(TestNamespace namespace, String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.set(0, Workbench.REPOSITORY.resolve(words.get(0)).toString());
        words.add(0, Workbench.REPOSITORY.resolve("jbang").toString());
        words.addAll(List.of("-a", "demo", "-n", namespace.name()));
        return words;
    }
}
