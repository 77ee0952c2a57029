import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the shell steps of a job of {@code docs/ci/github}, as GitHub's runner does; actions are left out. */
final class GitHubJob {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ *(.*?) *}}");

    private final JsonNode workflow;
    private final JsonNode job;
    private final Map<String, String> context;

    /** @param context what {@code ${{ … }}} has, by expression */
    GitHubJob(String file, String name, Map<String, String> context) {
        this.workflow = Yaml.read(Workbench.REPOSITORY.resolve("docs/ci/github/" + file)).get(0).content();
        this.job = workflow.path("jobs").path(name);
        this.context = context;
    }

    /** How much of the history the checkout has; 0 for all of it. */
    int depth() {
        return job.path("steps").get(0).path("with").path("fetch-depth").asInt(1);
    }

    /**
     * @param directory the checkout
     * @param settings what the repository has in place of the file's {@code env}
     * @return what the last step did, or the first that failed
     */
    CommandResult run(Sandbox sandbox, String directory, Map<String, String> settings) {
        Map<String, String> environment = new LinkedHashMap<>();
        workflow.path("env").fields().forEachRemaining(one -> environment.put(one.getKey(), value(one.getValue())));
        environment.putAll(settings);
        environment.putAll(Map.of("CI", "true", "GITHUB_ACTOR", "ada", "RUNNER_TEMP", sandbox.directory().toString(),
                "GITHUB_ENV", sandbox.path("github-env").toString(),
                "GITHUB_STEP_SUMMARY", sandbox.path("github-summary").toString()));
        environment.forEach(sandbox::env);
        sandbox.write("github-env", "");
        CommandResult result = null;
        for (JsonNode step : job.path("steps")) {
            if (step.has("run")) {
                sandbox.write("step.sh", step.path("run").asText());
                result = sandbox.shell("cd " + directory + " && exec bash -e ../step.sh");
                sandbox.read("github-env").lines().map(line -> line.split("=", 2))
                        .forEach(set -> sandbox.env(set[0], set[1]));
                if (result.exit() != 0) {
                    return result;
                }
            }
        }
        return result;
    }

    private String value(JsonNode text) {
        Matcher expressions = EXPRESSION.matcher(text.asText());
        return expressions.replaceAll(found -> Matcher.quoteReplacement(known(found.group(1))));
    }

    private String known(String expression) {
        if (!context.containsKey(expression)) {
            throw new AssertionError("nothing is said of " + expression);
        }
        return context.get(expression);
    }
}
