import java.util.List;
import java.util.regex.Pattern;

/** Runs the {@code sh} steps of a stage of {@code docs/ci/jenkins}, as Jenkins' agent does. */
final class JenkinsStage {
    private static final Pattern STEP = Pattern.compile("\\bsh ('''(?<lines>.*?)'''|'(?<line>[^']*)')", Pattern.DOTALL);

    private final List<String> steps;

    JenkinsStage(Sandbox sandbox, String file, String name) {
        String pipeline = sandbox.copy("docs/ci/jenkins/" + file).read("docs/ci/jenkins/" + file);
        String stage = pipeline.split(Pattern.quote("stage('" + name + "')"), 2)[1].split("\\bstage\\('", 2)[0];
        this.steps = STEP.matcher(stage).results()
                .map(step -> unescaped(step.group(2) == null ? step.group(3) : step.group(2))).toList();
    }

    /** @return what the last step did, or the first that failed */
    CommandResult run(Sandbox sandbox, String directory) {
        sandbox.env("WORKSPACE_TMP", sandbox.directory().toString())
                .env("GIT_ASKPASS", sandbox.path("askpass").toString());
        CommandResult result = null;
        for (String step : steps) {
            sandbox.write("step.sh", step);
            result = sandbox.shell("cd " + directory + " && exec sh -xe ../step.sh");
            if (result.exit() != 0) {
                return result;
            }
        }
        return result;
    }

    /** As Groovy reads strings. */
    private static String unescaped(String text) {
        return text.replace("\\\n", "").replace("\\n", "\n");
    }
}
