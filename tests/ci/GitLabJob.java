import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Runs the script of a job of {@code docs/ci/gitlab}, as GitLab's runner does. */
final class GitLabJob {
    private final JsonNode pipeline;
    private final JsonNode job;

    GitLabJob(String file, String name) {
        this.pipeline = Yaml.read(Workbench.REPOSITORY.resolve("docs/ci/gitlab/" + file)).get(0).content();
        this.job = pipeline.path(name);
    }

    /** How much of the history the checkout has; 0 for all of it. */
    int depth() {
        return job.path("variables").path("GIT_DEPTH").asInt(pipeline.path("variables").path("GIT_DEPTH").asInt(20));
    }

    /** @param variables those of GitLab and of the project */
    CommandResult run(Sandbox sandbox, String directory, Map<String, String> variables) {
        for (JsonNode from : new JsonNode[] {pipeline.path("variables"), job.path("variables")}) {
            from.fields().forEachRemaining(one -> {
                if (!one.getKey().startsWith("DOCKER_")) { // the tests have an engine of their own
                    sandbox.env(one.getKey(), one.getValue().asText());
                }
            });
        }
        variables.forEach(sandbox::env);
        sandbox.env("CI", "true").env("GITLAB_USER_NAME", "Ada Example").env("GITLAB_USER_EMAIL", "ada@example.com");
        sandbox.write("step.sh", lines("before_script") + lines("script"));
        return sandbox.shell("cd " + directory + " && exec bash -eo pipefail ../step.sh");
    }

    private String lines(String script) {
        return StreamSupport.stream(job.path(script).spliterator(), false).map(line -> line.asText() + "\n")
                .collect(Collectors.joining());
    }
}
