import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code build.jbang chart --to DIR}: a directory with an index, and what holds for all destinations. */
@InSandbox
class PublishDirectoryTest {
    @Test
    void helm_reads_what_was_published_and_the_index_is_helms(Sandbox sandbox) {
        Charts.write(sandbox, "web", "web", "1.2.0", "here");
        CommandResult published = publish(sandbox).succeeds().saysOnErr("Published web 1.2.0\n");
        assertEquals("repository/web-1.2.0.tgz sha256:" + sandbox.shell("sha256sum < repository/web-1.2.0.tgz")
                .out().substring(0, 64) + "\n", published.out());
        publish(sandbox, "--version", "1.10.0").succeeds();
        String ours = index(sandbox);
        assertTrue(ours.indexOf("1.10.0") < ours.indexOf("1.2.0"), ours);
        Charts.helm(sandbox, "repo", "index", "repository").succeeds();
        assertEquals(index(sandbox), ours);
        try (FileServer server = FileServer.of(sandbox.path("repository"))) {
            Charts.helm(sandbox, "pull", "web", "--repo", server.url(), "--version", "1.2.0").succeeds();
            assertTrue(sandbox.has("web-1.2.0.tgz"));
        }
    }

    @Test
    void a_version_that_is_there_is_replaced_by_force_only(Sandbox sandbox) {
        Charts.write(sandbox, "web", "web", "1.2.0", "here");
        publish(sandbox).succeeds();
        String before = sandbox.read("repository/index.yaml");
        publish(sandbox).failsClearly("error: repository has web 1.2.0 already\n",
                "  Publish it under another version; --force replaces it for everybody who uses it.\n");
        assertEquals(before, sandbox.read("repository/index.yaml"));
        publish(sandbox, "--force").succeeds();
        assertFalse(before.equals(sandbox.read("repository/index.yaml")));
    }

    @Test
    void the_same_chart_has_the_same_bytes_and_finishes_what_was_interrupted(Sandbox sandbox) {
        Charts.write(sandbox, "web", "web", "1.2.0", "here");
        String first = publish(sandbox).succeeds().out();
        sandbox.write("repository/index.yaml", "apiVersion: v1\nentries: {}\n");
        assertEquals(first, publish(sandbox).succeeds().out());
        assertTrue(sandbox.read("repository/index.yaml").contains("web-1.2.0.tgz"));
        sandbox.write("repository/index.yaml", "apiVersion: v1\nentries: {}\n").write("web/values.yaml", "a: b\n");
        publish(sandbox).failsClearly("error: repository has web 1.2.0 already\n");
    }

    @Test
    void the_version_is_that_of_a_tag_unless_files_differ(Sandbox sandbox) {
        Charts.write(sandbox, "web", "web", "1.2.0", "here");
        sandbox.shell("git init -q . && git add web && git -c user.name=t -c user.email=t@example.com commit -qm all"
                + " && git tag v7.0.0 && git tag web-2.0.0").succeeds();
        publish(sandbox).succeeds().saysOnErr("Published web 2.0.0\n");
        String commit = sandbox.shell("git rev-parse HEAD").out().substring(0, 10);
        assertTrue(sandbox.read("repository/index.yaml").replace("\"", "").contains("appVersion: " + commit));
        sandbox.write("web/values.yaml", "a: b\n");
        publish(sandbox, "--app-version", "8.1").succeeds().saysOnErr("Published web 1.2.0\n");
        assertTrue(sandbox.read("repository/index.yaml").contains("appVersion: \"8.1\""));
    }

    @Test
    void a_chart_with_errors_is_not_published(Sandbox sandbox) {
        Charts.write(sandbox, "web", "web", "1.2.0", "here");
        sandbox.write("web/templates/broken.yaml", "{{ .Values.a \n");
        publish(sandbox).failsClearly("error: helm lint finds errors in web\n", "broken.yaml");
        assertFalse(sandbox.has("repository"));
        sandbox.write("web/templates/broken.yaml", "");
        publish(sandbox, "--version", "newest").failsClearly("Semantic Version");
        sandbox.script("build.jbang", "chart", "web", "--to", "ftp://example.com/charts").exits(2)
                .saysOnErr("charts cannot be published to ftp://example.com/charts", "oci://");
    }

    @Test
    void charts_that_are_published_at_once_are_all_in_the_index(Sandbox sandbox) {
        Charts.write(sandbox, "web", "web", "1.2.0", "here");
        List<Sandbox.RunningCommand> all = IntStream.range(0, 4).mapToObj(i -> sandbox.startScript("build.jbang",
                "chart", "web", "--to", "repository", "--version", "1." + i + ".0")).toList();
        all.forEach(one -> sandbox.finish(one).succeeds());
        ChartIndex index = new ChartIndex("index.yaml", sandbox.read("repository/index.yaml"));
        assertEquals(List.of("1.3.0", "1.2.0", "1.1.0", "1.0.0"),
                index.versions("web").stream().map(PublishedChart::version).toList());
    }

    /** Without the times, which differ. */
    private static String index(Sandbox sandbox) {
        return sandbox.read("repository/index.yaml").replaceAll("(created|generated):.*", "").strip();
    }

    private static CommandResult publish(Sandbox sandbox, String... options) {
        List<String> arguments = new ArrayList<>(List.of("chart", "web", "--to", "repository"));
        arguments.addAll(List.of(options));
        return sandbox.script("build.jbang", arguments.toArray(String[]::new));
    }
}
