import java.util.ArrayList;
import java.util.List;

/** The application {@code demo} in the namespace of a test, for command lines. */
final class Demo {
    static final String LAUNCHER = Workbench.REPOSITORY.resolve("jbang").toString();

    private Demo() {}

    /** Runs a script. @param line its name, verb and options, without those that say which application it is about */
    static CommandResult run(TestNamespace namespace, String line) {
        return namespace.sandbox().run(command(namespace, line));
    }

    static List<String> command(TestNamespace namespace, String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.set(0, script(words.get(0)));
        words.add(0, LAUNCHER);
        words.addAll(List.of("-a", "demo", "-n", namespace.name()));
        return words;
    }

    /** The file of a script. */
    static String script(String name) {
        return Workbench.REPOSITORY.resolve(name).toString();
    }
}
