import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arguments and places with names that shells like to take apart. */
@InSandbox
class ArgumentsTest {
    private static final List<String> STRANGE = List.of(
            "", "two words", "  blanks around  ", "", "", "it's", "\"quoted\"", "'", "\"", "\\", "back\\slash\\",
            "$HOME", "$(exit 9)", "`exit 9`", "${x:?}", "*", "?", "[a-z]", "~", "!", "#", "a;b", "a&b", "a|b", "<in",
            ">out", "(a)", "{a,b}", "two\nlines", "ends in a line\n", "\n", "tab\there", "grüße", "日本語", "🚀",
            "-x", "--", "--help", "%s", "%", "a=b", "@file", "^", "-Dx=y", "");

    @Test
    void arguments_arrive_as_they_were_given(Sandbox sandbox) {
        List<String> arguments = new ArrayList<>(List.of("sample.java", "arguments"));
        arguments.addAll(STRANGE);
        Launcher.cached(sandbox);
        for (String run : List.of("that asks JBang", "that remembers what it said")) {
            CommandResult result = Launcher.run(sandbox, arguments.toArray(String[]::new)).succeeds();
            assertEquals(arguments.subList(1, arguments.size()).toString(), result.out(), "a run " + run);
        }
    }

    @Test
    void a_script_runs_from_any_directory_and_out_of_any(Sandbox sandbox) throws IOException {
        Launcher.cached(sandbox).copy(sandbox.path("sample.java"), "it's a \"strange\" $dir/grüße/sample.java");
        for (String line : List.of(
                "'%s' \"it's a \\\"strange\\\" \\$dir/grüße/sample.java\" arguments a",
                "cd it*/ && '%s' grüße/sample.java arguments a",
                "cd it*/grüße && '%s' ./sample.java arguments a",
                "cd / && '%s' \"$OLDPWD\"/it*/grüße/sample.java arguments a")) {
            assertEquals("[arguments, a]", sandbox.shell(line.formatted(Launcher.FILE)).succeeds().out(), line);
        }
        Files.delete(sandbox.path("sample.java"));
        Launcher.run(sandbox, "sample.java", "arguments").exits(2);
    }

    @Test
    void the_launcher_may_be_a_link_or_stand_in_any_directory(Sandbox sandbox) {
        Launcher.cached(sandbox).copy(Workbench.REPOSITORY.resolve("jbang"), "it's a \"copy\" $here/jbang");
        sandbox.shell("ln -s '" + Launcher.FILE + "' 'my link' && ln -s 'my link' link").succeeds();
        for (String line : List.of(
                "./link sample.java arguments a",
                "'./my link' sample.java arguments a",
                "it*/jbang sample.java arguments a",
                "cd it*/ && ./jbang ../sample.java arguments a",
                "cd it*/ && sh jbang ../sample.java arguments a")) {
            assertEquals("[arguments, a]", sandbox.shell(line).succeeds().out(), line);
        }
    }
}
