import java.nio.file.Path;

/**
 * A key of age, made by age-keygen.
 *
 * @param file holds it
 * @param recipient whom files are encrypted for
 */
record AgeKey(Path file, String secret, String recipient) {

    static AgeKey create(Sandbox sandbox, String name) {
        String keygen = Workbench.tool(Workbench.AGE_KEYGEN).toString();
        sandbox.run(java.util.List.of(keygen, "-o", name)).succeeds();
        String text = sandbox.read(name);
        return new AgeKey(sandbox.path(name),
                text.lines().filter(line -> line.startsWith("AGE-")).findFirst().orElseThrow(),
                text.replaceFirst("(?s).*public key: (\\S+).*", "$1"));
    }
}
