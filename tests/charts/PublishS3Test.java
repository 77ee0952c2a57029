import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code s3://}: buckets as helm-s3 lays them out, published to and used without a plugin of helm's. */
@InSandbox
class PublishS3Test {
    private static final String PLACE = "s3://" + S3Server.BUCKET + "/team/stable";

    @Test
    void a_chart_is_published_with_what_helm_s3_reads_and_used_from_there(Sandbox sandbox) {
        try (S3Server server = S3Server.start(sandbox)) {
            Charts.write(sandbox, "web", "web", "1.2.0", "bucket");
            CommandResult published = publish(sandbox, "1.2.0+build.7").succeeds();
            assertTrue(published.out().startsWith(PLACE + "/web-1.2.0+build.7.tgz sha256:"), published::toString);
            String digest = published.out().strip().replaceFirst(".*sha256:", "");
            HttpResponse<byte[]> object = server.get("team/stable/web-1.2.0%2Bbuild.7.tgz");
            assertEquals(digest, object.headers().firstValue("x-amz-meta-chart-digest").orElse(""));
            assertEquals("{\"apiVersion\":\"v2\",\"name\":\"web\",\"version\":\"1.2.0+build.7\"}",
                    object.headers().firstValue("x-amz-meta-chart-metadata").orElse(""));
            assertEquals("application/gzip", object.headers().firstValue("content-type").orElse(""));
            assertTrue(server.text("team/stable/index.yaml").contains("- " + PLACE + "/web-1.2.0+build.7.tgz\n"));
            use(sandbox);
            assertEquals(List.of("web-1.2.0+build.7.tgz"), Charts.held(sandbox));
            FileTree.delete(sandbox.path("umbrella-chart/charts"));
            CommandResult rendered = sandbox.script("render.java", "--debug").succeeds();
            assertFalse(rendered.err().contains("planted-secret"), rendered::toString);
            assertEquals(List.of("web-1.2.0+build.7.tgz"), Charts.held(sandbox));
        }
    }

    @Test
    void an_index_of_helm_s3_is_kept_and_its_relative_urls_are_read(Sandbox sandbox) {
        try (S3Server server = S3Server.start(sandbox)) {
            Charts.pack(sandbox, "packed", "web", "1.0.0");
            Charts.helm(sandbox, "repo", "index", "packed").succeeds();
            server.put("team/stable/web-1.0.0.tgz", ChartPackage.read(sandbox.path("packed/web-1.0.0.tgz")));
            server.put("team/stable/index.yaml", sandbox.read("packed/index.yaml").getBytes());
            Charts.write(sandbox, "db", "db", "3.0.0", "bucket");
            sandbox.script("build.jbang", "chart", "db", "--to", PLACE).succeeds();
            String before = sandbox.read("packed/index.yaml");
            assertTrue(server.text("team/stable/index.yaml").contains(
                    before.substring(before.indexOf("  web:"), before.indexOf("generated:"))));
            use(sandbox);
            assertEquals(List.of("web-1.0.0.tgz"), Charts.held(sandbox));
        }
    }

    @Test
    void a_version_that_is_there_is_replaced_by_force_only(Sandbox sandbox) {
        try (S3Server server = S3Server.start(sandbox)) {
            Charts.write(sandbox, "web", "web", "1.2.0", "bucket");
            publish(sandbox, "1.2.0").succeeds();
            String before = server.text("team/stable/index.yaml");
            publish(sandbox, "1.2.0").failsClearly("error: " + PLACE + " has web 1.2.0 already\n", "--force");
            assertEquals(before, server.text("team/stable/index.yaml"));
            publish(sandbox, "1.2.0", "--force").succeeds();
            assertFalse(before.equals(server.text("team/stable/index.yaml")));
            server.delete("team/stable/web-1.2.0.tgz");
            publish(sandbox, "1.2.0").failsClearly("has web 1.2.0 already");
        }
    }

    @Test
    void a_publication_that_stopped_before_the_index_is_finished_by_the_same_bytes_only(Sandbox sandbox) {
        try (S3Server server = S3Server.start(sandbox)) {
            Charts.write(sandbox, "web", "web", "1.2.0", "bucket");
            String first = publish(sandbox, "1.2.0").succeeds().out();
            server.delete("team/stable/index.yaml");
            assertEquals(first, publish(sandbox, "1.2.0").succeeds().out());
            assertEquals(List.of("1.2.0"), listed(server, "web"));
            String before = server.text("team/stable/index.yaml");
            publish(sandbox, "1.3.0").succeeds();
            server.put("team/stable/index.yaml", before.getBytes());
            sandbox.write("web/values.yaml", "other: contents\n");
            publish(sandbox, "1.3.0").failsClearly("error: " + PLACE + " has web 1.3.0 already\n");
            assertEquals(before, server.text("team/stable/index.yaml"));
        }
    }

    @Test
    void charts_that_are_published_at_once_are_all_in_the_index(Sandbox sandbox) {
        try (S3Server server = S3Server.start(sandbox)) {
            Charts.write(sandbox, "web", "web", "1.2.0", "bucket");
            List<Sandbox.RunningCommand> all = IntStream.range(0, 5).mapToObj(i -> sandbox.startScript(
                    "build.jbang", "chart", "web", "--to", PLACE, "--version", "1." + i + ".0")).toList();
            all.forEach(one -> sandbox.finish(one).succeeds());
            assertEquals(List.of("1.4.0", "1.3.0", "1.2.0", "1.1.0", "1.0.0"), listed(server, "web"));
        }
    }

    @Test
    void a_bucket_that_lists_its_archives_in_pages_and_has_no_index_gets_one_of_them_all(Sandbox sandbox) {
        try (S3Server server = S3Server.start(sandbox)) {
            Charts.pack(sandbox, "packed", "old", "1.0.0");
            byte[] archive = ChartPackage.read(sandbox.path("packed/old-1.0.0.tgz"));
            IntStream.range(0, 1010).parallel().forEach(i -> server.put("team/stable/note-" + i + ".txt", archive));
            server.put("team/stable/old-1.0.0.tgz", archive);
            server.put("team/stable/deeper/old-1.0.0.tgz", archive);
            Charts.write(sandbox, "web", "web", "1.2.0", "bucket");
            publish(sandbox, "1.2.0").succeeds();
            assertEquals(List.of("1.0.0"), listed(server, "old"));
            assertEquals(List.of("1.2.0"), listed(server, "web"));
        }
    }

    @Test
    void a_bucket_that_does_not_exist_is_a_failure_that_says_so(Sandbox sandbox) {
        try (S3Server server = S3Server.start(sandbox)) {
            Charts.write(sandbox, "web", "web", "1.2.0", "bucket");
            sandbox.script("build.jbang", "chart", "web", "--to", "s3://no-such-bucket/x").failsClearly(
                    "s3://no-such-bucket/x/", "HTTP status 404", "NoSuchBucket");
            Charts.umbrella(sandbox, "dependencies: [{name: web, version: 1.x.x, repository: 's3://no-such-bucket/x'}]\n");
            sandbox.script("render.java", "dependencies", "update").failsClearly(
                    "error: cannot read the chart repository s3://no-such-bucket/x\n", "404");
        }
    }

    private static List<String> listed(S3Server server, String chart) {
        return new ChartIndex("index.yaml", server.text("team/stable/index.yaml")).versions(chart).stream()
                .map(PublishedChart::version).toList();
    }

    private static void use(Sandbox sandbox) {
        Charts.umbrella(sandbox, """
                dependencies:
                - {name: web, version: ">=1.0.0-0", repository: "%s"}
                """.formatted(PLACE));
        sandbox.script("render.java", "dependencies", "update").succeeds();
    }

    private static CommandResult publish(Sandbox sandbox, String version, String... options) {
        List<String> arguments = new ArrayList<>(List.of("chart", "web", "--to", PLACE, "--version", version));
        arguments.addAll(List.of(options));
        return sandbox.script("build.jbang", arguments.toArray(String[]::new));
    }
}
