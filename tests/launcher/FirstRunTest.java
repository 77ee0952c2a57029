import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What happens while JBang is not in the cache yet, and when it is. */
@InSandbox
class FirstRunTest {
    private static final String UNREACHABLE = "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=9"
            + " -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=9";

    @Test
    void maven_fetches_jbang_once_and_then_nothing_is_needed(Sandbox sandbox) {
        Machine.without(Launcher.empty(sandbox), "jbang");
        sandbox.write("using.java", """
                //DEPS info.picocli:picocli:4.7.7
                class using {
                    public static void main(String... args) {
                        System.out.print(picocli.CommandLine.VERSION);
                    }
                }
                """);
        CommandResult first = Launcher.run(sandbox, "using.java").succeeds().saysOnErr("fetching JBang", "(once)");
        assertEquals("4.7.7", first.out());
        assertEquals(List.of(Launcher.home()), Launcher.cache(sandbox));

        Launcher.onPath(sandbox).env("JBANG_JAVA_OPTIONS", UNREACHABLE);
        Launcher.withMaven(sandbox, "exit 1", "");
        CommandResult second = Launcher.run(sandbox, "using.java").succeeds();
        assertEquals("4.7.7", second.out());
        assertEquals("", second.err());
        Launcher.run(sandbox, "sample.java", "exit", "3").exits(3);
    }

    @Test
    void a_machine_that_cannot_fetch_says_what_it_lacks(Sandbox sandbox) {
        Launcher.empty(sandbox);
        fails(sandbox, "Maven", "install Maven (mvn), or JBang itself");
        sandbox.program("mvn", "echo '[ERROR] Could not transfer artifact: Connection refused'; exit 1");
        fails(sandbox, "[ERROR] Could not transfer artifact: Connection refused", "check the network");
        Launcher.withMaven(sandbox, "", "");
        sandbox.env("JAVA_HOME", "/no/java");
        fails(sandbox, "there is no java in /no/java", "install a JDK");
        sandbox.env("JAVA_HOME", "").write("file", "").env("GITOPS_CACHE_DIR", sandbox.path("file").toString());
        fails(sandbox, "cannot write to " + sandbox.path("file/jbang"), "GITOPS_CACHE_DIR");
        sandbox.env("GITOPS_CACHE_DIR", "").env("HOME", "");
        fails(sandbox, "HOME is not set");
    }

    @Test
    void the_cache_is_where_the_environment_says(Sandbox sandbox) {
        Launcher.cached(sandbox).env("GITOPS_CACHE_DIR", "own cache").shell("mv cache 'own cache'").succeeds();
        Launcher.run(sandbox, "version").succeeds();
        sandbox.env("GITOPS_CACHE_DIR", "").env("XDG_CACHE_HOME", sandbox.path("xdg").toString());
        sandbox.shell("mkdir xdg && mv 'own cache' xdg/gitops-scripts").succeeds();
        Launcher.run(sandbox, "version").succeeds();
        sandbox.env("XDG_CACHE_HOME", "").shell("mv xdg ~/.cache").succeeds();
        Launcher.run(sandbox, "version").succeeds();
    }

    @Test
    void first_runs_at_once_do_not_disturb_each_other(Sandbox sandbox) {
        Launcher.withMaven(Launcher.empty(sandbox), """
                mktemp "$HOME/fetching.XXXXXX"
                for second in 1 2 3 4 5 6 7 8 9 10; do
                  [ $(ls "$HOME" | grep -c fetching) = 2 ] && break; sleep 1
                done
                """, "");
        Sandbox.RunningCommand one = Launcher.start(sandbox, "sample.java", "arguments", "one");
        Sandbox.RunningCommand two = Launcher.start(sandbox, "sample.java", "arguments", "two");
        assertEquals("[arguments, one]", sandbox.finish(one).succeeds().out());
        assertEquals("[arguments, two]", sandbox.finish(two).succeeds().out());
        assertEquals(List.of(Launcher.home()), Launcher.cache(sandbox));
        Launcher.withMaven(sandbox, "exit 1", "");
        assertEquals("[arguments]", Launcher.run(sandbox, "sample.java", "arguments").succeeds().out());
    }

    @Test
    void runs_at_once_build_a_script_once_at_a_time(Sandbox sandbox) {
        Launcher.cached(sandbox);
        List<Sandbox.RunningCommand> all = Stream.of("a", "b", "c", "d")
                .map(argument -> Launcher.start(sandbox, "sample.java", "arguments", argument)).toList();
        assertEquals(List.of("[arguments, a]", "[arguments, b]", "[arguments, c]", "[arguments, d]"),
                all.stream().map(run -> sandbox.finish(run).succeeds().out()).toList());
        assertEquals(List.of(Launcher.home()), Launcher.cache(sandbox));
    }

    @Test
    void a_run_that_waits_for_its_turn_says_so(Sandbox sandbox) {
        Launcher.cached(sandbox).shell("sleep 15 >/dev/null 2>&1 & echo $! > cache/jbang/.turn").succeeds();
        CommandResult run = Launcher.run(sandbox, "sample.java", "arguments").succeeds()
                .saysOnErr("[jbang] Waiting for process ", ", which is building a script\n");
        assertEquals("[arguments]", run.out());
        assertEquals(List.of(Launcher.home()), Launcher.cache(sandbox));
    }

    @Test
    void a_turn_that_a_killed_run_took_is_free(Sandbox sandbox) {
        Launcher.cached(sandbox).shell("sh -c 'echo $$ > cache/jbang/.turn'").succeeds();
        assertEquals("[arguments]", Launcher.run(sandbox, "sample.java", "arguments").succeeds().out());
        assertEquals(List.of(Launcher.home()), Launcher.cache(sandbox));
    }

    @Test
    void a_run_after_one_that_was_killed_while_fetching_works(Sandbox sandbox) {
        Launcher.withMaven(Launcher.empty(sandbox), "", "touch fetched; exec sleep 60");
        killWhen("Maven has copied some", sandbox, () -> sandbox.has("fetched"));
        assertFalse(sandbox.has("cache/jbang/" + Launcher.home()));
        works(sandbox);
    }

    @Test
    void a_run_after_one_that_was_killed_while_preparing_works(Sandbox sandbox) {
        Launcher.withMaven(Launcher.empty(sandbox), "", "");
        killWhen("JBang is fetched", sandbox, () -> sandbox.has("cache/jbang/" + Launcher.home()));
        works(sandbox);
    }

    private static void killWhen(String what, Sandbox sandbox, BooleanSupplier condition) {
        Sandbox.RunningCommand running = sandbox.start(List.of("setsid", Launcher.FILE, "sample.java", "arguments"));
        Await.until(what, condition);
        sandbox.shell("kill -9 -" + running.process().pid()).succeeds(); // all that it started, too
        sandbox.finish(running).exits(137);
    }

    private static void works(Sandbox sandbox) {
        Launcher.withMaven(sandbox, "", "");
        assertEquals("[arguments]", Launcher.run(sandbox, "sample.java", "arguments").succeeds().out());
        assertEquals(List.of(Launcher.home()), Launcher.cache(sandbox), "nothing is left behind");
    }

    private static void fails(Sandbox sandbox, String... texts) {
        CommandResult result = Launcher.run(sandbox, "sample.java", "arguments").exits(1)
                .saysOnErr(texts).saysOnErr("jbang: ");
        assertEquals("", result.out());
    }
}
