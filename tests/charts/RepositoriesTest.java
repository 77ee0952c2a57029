import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How repositories are asked: mirrors, redirects, caches, and what happens to credentials on the way. */
@InSandbox
class RepositoriesTest {
    private static final String INDEX = "/index.yaml";

    @Test
    void a_directory_stands_in_for_a_repository_and_the_lock_stays_as_it_is(Sandbox sandbox) {
        try (FileServer server = lockedAndEmpty(sandbox)) {
            String lock = sandbox.read("umbrella-chart/Chart.lock");
            String url = server.url();
            server.close();
            sandbox.write("gitops.yaml", "charts: {mirrors: {'" + url + "/': repository}}\n");
            sandbox.script("render.java").succeeds();
            assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
            sandbox.script("lock.java", "charts").succeeds();
            assertTrue(sandbox.read("app-locks/charts.lock.yml").contains("repository: " + url + "\n"));
            assertEquals(lock, sandbox.read("umbrella-chart/Chart.lock"));
            sandbox.script("lock.java", "verify", "--offline").succeeds();
            Charts.publish(sandbox, "repository", "web", "1.3.0");
            sandbox.script("render.java", "dependencies", "update").succeeds();
            assertTrue(sandbox.read("umbrella-chart/Chart.lock").contains("repository: " + url + "\n"));
            assertEquals(List.of("web-1.3.0.tgz"), Charts.held(sandbox));
        }
    }

    @Test
    void a_directory_with_an_index_is_a_repository_of_which_contents_are_locked(Sandbox sandbox) {
        Charts.publish(sandbox, "repository", "web", "1.2.0");
        Charts.write(sandbox, "library/db", "db", "2.0.0", "library");
        Charts.umbrella(sandbox, """
                dependencies:
                - {name: web, version: 1.x.x, repository: file://../repository}
                - {name: db, version: 2.x.x, repository: file://../library/db}
                """);
        sandbox.script("render.java", "dependencies", "update", "--offline").succeeds()
                .saysOnErr("Downloading web from repo file://../repository\n");
        assertEquals(List.of("db-2.0.0.tgz", "web-1.2.0.tgz"), Charts.held(sandbox));
        sandbox.script("lock.java", "charts").succeeds();
        FileTree.delete(sandbox.path("umbrella-chart/charts"));
        sandbox.script("render.java", "--offline").succeeds();
        sandbox.shell("mv repository elsewhere").succeeds();
        sandbox.script("lock.java", "verify", "--offline").succeeds();
        sandbox.shell("mv elsewhere repository").succeeds();
        FileTree.delete(sandbox.path("umbrella-chart/charts"));
        sandbox.write("sources/web-1.2.0/values.yaml", "other: contents\n");
        Charts.helm(sandbox, "package", "sources/web-1.2.0", "--destination", "repository").succeeds();
        Charts.helm(sandbox, "repo", "index", "repository").succeeds();
        sandbox.script("render.java").failsClearly("is not what app-locks/charts.lock.yml, line 3 locks:\n");
    }

    @Test
    void a_version_that_is_published_in_a_directory_is_raised_where_it_comes_from_there(Sandbox sandbox) {
        Charts.publish(sandbox, "repository", "web", "1.2.0");
        Charts.umbrella(sandbox, """
                dependencies:
                - {name: web, version: 1.2.0, repository: file://../repository}
                """);
        sandbox.script("render.java", "dependencies", "update").succeeds();
        sandbox.shell("git init -q .").succeeds();
        sandbox.script("build.jbang", "chart", "sources/web-1.2.0", "--to", "repository", "--version", "1.3.0",
                "--config-repo", ".").succeeds();
        assertTrue(sandbox.read("umbrella-chart/Chart.yaml").contains("version: 1.3.0,"));
        sandbox.script("render.java").succeeds();
        assertEquals(List.of("web-1.3.0.tgz"), Charts.held(sandbox));
    }

    @Test
    void a_registry_may_have_a_mirror_for_updates_too(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            for (String version : List.of("1.2.0", "1.10.0", "2.0.0")) {
                Charts.pack(sandbox, "archives", "web", version);
                Charts.helm(sandbox, "push", "archives/web-" + version + ".tgz", "oci://" + registry.host() + "/copies",
                        "--plain-http").succeeds();
            }
            Charts.write(sandbox, "umbrella-chart/charts/own", "own", "0.3.0", "here");
            Charts.pack(sandbox, "umbrella-chart/charts", "web", "1.2.0");
            Charts.umbrella(sandbox, """
                    dependencies:
                    - {name: own, version: 0.x.x}
                    - {name: web, version: ^1.0.0, repository: oci://registry.example.com/charts}
                    """);
            sandbox.write("gitops.yaml", "charts: {mirrors: {'oci://registry.example.com/charts': 'oci://"
                    + registry.host() + "/copies'}}\n");
            sandbox.script("render.java", "dependencies", "update").succeeds()
                    .saysOnErr("Downloading web from repo oci://registry.example.com/charts\n");
            assertEquals(List.of("own", "web-1.10.0.tgz"), Charts.held(sandbox));
            String lock = sandbox.read("umbrella-chart/Chart.lock");
            assertTrue(lock.contains("repository: oci://registry.example.com/charts\n"), lock);
            sandbox.script("render.java").succeeds();
            sandbox.script("render.java", "dependencies", "update").succeeds();
            assertEquals(lock, sandbox.read("umbrella-chart/Chart.lock"), "nothing is new");
            sandbox.script("render.java", "dependencies", "build", "--", "--skip-refresh").succeeds();
            assertEquals(lock, sandbox.read("umbrella-chart/Chart.lock"));
            sandbox.write("umbrella-chart/Chart.yaml",
                    sandbox.read("umbrella-chart/Chart.yaml").replace("^1.0.0", "^9.0.0"));
            sandbox.script("render.java", "dependencies", "update").failsClearly("oci://registry.example.com/charts");
        }
    }

    @Test
    void credentials_do_not_follow_to_another_host(Sandbox sandbox) {
        String basic = "Basic " + Base64.getEncoder().encodeToString("ci:hunter2".getBytes());
        Charts.publish(sandbox, "repository", "web", "1.2.0");
        String digest = sandbox.shell("sha256sum < repository/web-1.2.0.tgz").out().substring(0, 64);
        try (FakeRegistry other = FakeRegistry.start(); FakeRegistry front = FakeRegistry.start()) {
            String elsewhere = "http://" + other.host().replace("127.0.0.1", "localhost");
            front.on("/charts" + INDEX, asked -> asked.authorization().equals(basic)
                    ? FakeRegistry.Reply.of(302).with("Location", elsewhere + "/moved" + INDEX)
                    : FakeRegistry.Reply.of(401));
            other.on("/moved" + INDEX, asked -> FakeRegistry.Reply.of("""
                    apiVersion: v1
                    entries:
                      web:
                      - {name: web, version: 1.2.0, digest: %s, urls: ["%s/gone/web-1.2.0.tgz"]}
                    """.formatted(digest, elsewhere)));
            Charts.repositories(sandbox, "repositories: [{name: own, url: 'http://" + front.host()
                    + "/charts', username: ci, password: hunter2}]");
            Charts.umbrella(sandbox, "dependencies: [{name: web, version: 1.2.0, repository: 'http://" + front.host()
                    + "/charts'}]\n");
            sandbox.script("render.java", "dependencies", "update").failsClearly("cannot fetch web 1.2.0",
                    "HTTP status 404");
            assertEquals(List.of("", ""), other.asked().stream().map(FakeRegistry.Asked::authorization).toList());
        }
    }

    @Test
    void an_index_is_read_from_the_cache_while_it_is_fresh_and_asked_for_when_a_version_is_not_in_it(Sandbox sandbox) {
        sandbox.env("GITOPS_CACHE_DIR", sandbox.path("cache").toString());
        sandbox.write("gitops.yaml", "tools: {paths: {helm: " + Workbench.tool(PinnedTool.HELM) + "}}\n");
        Charts.publish(sandbox, "repository", "web", "1.2.0");
        try (FileServer server = FileServer.of(sandbox.path("repository")).cacheable()) {
            Charts.umbrella(sandbox, "dependencies: [{name: web, version: 1.x.x, repository: '" + server.url()
                    + "'}]\n");
            sandbox.script("render.java", "dependencies", "update").succeeds();
            FileTree.delete(sandbox.path("umbrella-chart/charts"));
            int before = count(server, INDEX);
            sandbox.script("render.java").succeeds();
            assertEquals(before, count(server, INDEX), "the index is fresh");
            Charts.publish(sandbox, "repository", "web", "1.3.0");
            sandbox.script("render.java", "dependencies", "update").succeeds();
            assertEquals(before + 1, count(server, INDEX));
            assertEquals(List.of("web-1.3.0.tgz"), Charts.held(sandbox));
            sandbox.script("render.java", "dependencies", "update").succeeds();
            assertEquals(1, count(server, "/web-1.3.0.tgz"), "what is here is not fetched again");
        }
    }

    @Test
    void only_what_is_missing_is_fetched(Sandbox sandbox) {
        Charts.publish(sandbox, "repository", "web", "1.2.0");
        Charts.publish(sandbox, "repository", "db", "2.0.0");
        try (FileServer server = FileServer.of(sandbox.path("repository"))) {
            Charts.lock(Charts.umbrella(sandbox, """
                    dependencies:
                    - {name: web, version: 1.2.0, repository: "%1$s"}
                    - {name: db, version: 2.0.0, repository: "%1$s"}
                    """.formatted(server.url())));
            int before = count(server, "/db-2.0.0.tgz");
            FileTree.delete(sandbox.path("umbrella-chart/charts/web-1.2.0.tgz"));
            sandbox.script("render.java").succeeds().saysOnErr("Building dependencies of umbrella-chart: web 1.2.0\n");
            assertEquals(List.of("db-2.0.0.tgz", "web-1.2.0.tgz"), Charts.held(sandbox));
            assertEquals(before, count(server, "/db-2.0.0.tgz"));
        }
    }

    @Test
    void an_archive_that_leads_out_of_its_directory_is_never_kept(Sandbox sandbox) {
        try (FileServer server = lockedAndEmpty(sandbox)) {
            sandbox.shell("mkdir evil && cd evil && tar -xzf ../repository/web-1.2.0.tgz && echo x > ../outside"
                    + " && tar -czPf ../repository/web-1.2.0.tgz web/Chart.yaml web/../../outside").succeeds();
            sandbox.write("repository/index.yaml", """
                    apiVersion: v1
                    entries:
                      web:
                      - {name: web, version: 1.2.0, urls: [web-1.2.0.tgz]}
                    """);
            sandbox.script("render.java").failsClearly("error: the archive of web 1.2.0 from " + server.url()
                    + " has a file outside of its directory: web/../../outside\n");
            assertEquals(List.of(), Charts.held(sandbox));
        }
    }

    @Test
    void a_bucket_that_refuses_says_whose_key_it_is_and_no_secret(Sandbox sandbox) {
        try (FakeRegistry server = FakeRegistry.start()) {
            server.on("/charts/team" + INDEX, asked -> new FakeRegistry.Reply(403, Map.of(), "<Error><Code>"
                    + "SignatureDoesNotMatch</Code><Message>The request signature does not match.</Message></Error>"));
            sandbox.write("../home/.aws/credentials",
                    "[deploy]\naws_access_key_id = planted-id\naws_secret_access_key = planted-secret\n");
            sandbox.write("../home/.aws/config", "[profile deploy]\nregion = eu-central-1\nendpoint_url = http://"
                    + server.host() + "\n");
            sandbox.env("AWS_PROFILE", "deploy").env("AWS_SHARED_CREDENTIALS_FILE",
                    sandbox.directory().resolveSibling("home/.aws/credentials").toString())
                    .env("AWS_CONFIG_FILE", sandbox.directory().resolveSibling("home/.aws/config").toString());
            Charts.umbrella(sandbox, "dependencies: [{name: web, version: 1.x.x, repository: 's3://charts/team'}]\n");
            CommandResult refused = sandbox.script("render.java", "dependencies", "update", "--debug").exits(1).saysOnErr(
                    "error: cannot read the chart repository s3://charts/team\n", "HTTP status 403",
                    "The access key is planted-id.");
            assertFalse(refused.err().contains("planted-secret"), refused::toString);
            String shown = server.asked().get(0).authorization();
            assertTrue(shown.startsWith("AWS4-HMAC-SHA256 Credential=planted-id/") && shown.contains("/eu-central-1/s3/"),
                    shown);
        }
    }

    @Test
    void the_token_of_a_job_is_exchanged_for_credentials_of_its_role(Sandbox sandbox) {
        try (FakeRegistry server = FakeRegistry.start()) {
            server.on("/", asked -> FakeRegistry.Reply.of("""
                    <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                    <AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>assumed-id</AccessKeyId>
                    <SecretAccessKey>planted-secret</SecretAccessKey><SessionToken>planted-session</SessionToken>
                    <Expiration>2999-01-01T00:00:00Z</Expiration></Credentials>
                    </AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
                    """).with("Content-Type", "text/xml"));
            server.on("/charts/team" + INDEX, asked -> FakeRegistry.Reply.of("apiVersion: v1\nentries: {}\n"));
            sandbox.write("token", "planted-token");
            sandbox.env("AWS_WEB_IDENTITY_TOKEN_FILE", sandbox.path("token").toString())
                    .env("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/deploy").env("AWS_REGION", "eu-central-1")
                    .env("AWS_ENDPOINT_URL", "http://" + server.host());
            Charts.umbrella(sandbox, "dependencies: [{name: web, version: 1.x.x, repository: 's3://charts/team'}]\n");
            sandbox.script("render.java", "dependencies", "update").failsClearly(
                    "error: the chart repository s3://charts/team has no chart web\n");
            assertTrue(server.asked("/").get(0).body().contains("WebIdentityToken=planted-token"));
            String shown = server.asked("/charts/team" + INDEX).get(0).authorization();
            assertTrue(shown.startsWith("AWS4-HMAC-SHA256 Credential=assumed-id/"), shown);
        }
    }

    private static int count(FileServer server, String path) {
        return (int) server.requests().stream().filter(path::equals).count();
    }

    /** A repository that has web 1.2.0, and an umbrella chart that locked it and has nothing in charts/. */
    private static FileServer lockedAndEmpty(Sandbox sandbox) {
        Charts.publish(sandbox, "repository", "web", "1.2.0");
        FileServer server = FileServer.of(sandbox.path("repository"));
        Charts.lock(Charts.umbrella(sandbox, "dependencies: [{name: web, version: 1.x.x, repository: '" + server.url()
                + "'}]\n"));
        FileTree.delete(sandbox.path("umbrella-chart/charts"));
        return server;
    }
}
