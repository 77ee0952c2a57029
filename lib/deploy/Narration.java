//SOURCES ../Common.java
//SOURCES ../JsonReport.java
//SOURCES ../cluster/Cluster.java
//SOURCES ProgressLog.java

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a script says of a cluster: to people as it goes on, results on standard output and the rest on standard error;
 * or, with {@code --json}, the results to programs when it ends, in the shape and the words of kapp's.
 */
final class Narration {
    private static final String SUCCEEDED = "Succeeded";
    private static final String ERROR = "kapp: Error: ";

    private final Common common;
    private final boolean json;
    private final Consumer<String> results;
    private final JsonReport report = new JsonReport();

    Narration(Common common, boolean json) {
        this(common, json, common::print);
    }

    private Narration(Common common, boolean json, Consumer<String> results) {
        this.common = common;
        this.json = json;
        this.results = results;
    }

    /** For people only, and all on standard error, where the results of a script are something else. */
    static Narration aside(Common common) {
        return new Narration(common, false, common.console::info);
    }

    /** @throws Failure when people would have to be asked, as they would not see what about */
    void requireAnswer(boolean given) {
        if (json && !given) {
            throw Failure.usage("with --json nobody is asked whether to go on",
                    "Add --yes to go on, or --diff-run to stop before anything changes.");
        }
    }

    /** Says which cluster this is about. */
    Cluster introduce(Cluster cluster) {
        line(target(cluster));
        return cluster;
    }

    private static String target(Cluster cluster) {
        return "Target cluster '" + cluster.server() + "'";
    }

    /** Something that stays worth knowing, and is no result. */
    void line(String text) {
        common.console.info(text);
        report.line(text);
    }

    /** A result, as each of the two is to get it. */
    void result(String forPeople, Consumer<JsonReport> forPrograms) {
        if (json) {
            forPrograms.accept(report);
        } else {
            results.accept(forPeople);
        }
    }

    /**
     * Shows what a cluster has: people get that only.
     *
     * @param view adds to the report what programs are to see, and returns what people are to see
     */
    void view(Cluster cluster, Function<JsonReport, String> view) {
        report.line(target(cluster));
        String forPeople = view.apply(report);
        report.line(SUCCEEDED);
        if (!json) {
            common.print(forPeople);
        }
    }

    /** @throws Failure when it is for programs, which only learn something when it ends */
    void requirePeople(String option) {
        if (json) {
            throw Failure.usage("--json prints when all is over, and " + option + " goes on for ever",
                    "Leave out the one or the other.");
        }
    }

    /** For what a deploy is doing. */
    ProgressLog progress() {
        return new ProgressLog(common.console, line -> report.line(line + "\n"));
    }

    /** A line that a container has logged meanwhile. */
    void log(String line) {
        String text = "logs | " + line;
        common.console.info(text);
        report.block(text + "\n");
    }

    void succeeded() {
        common.console.done(SUCCEEDED);
        report.line(SUCCEEDED);
    }

    /** It has done what it was to do, and its exit status says something: to programs, in a sentence. */
    void succeeded(String exitStatus) {
        common.console.done(SUCCEEDED);
        report.line(ERROR + exitStatus);
    }

    void failed(Failure failure) {
        report.line(ERROR + failure.getMessage());
        end();
    }

    void end() {
        if (json) {
            common.print(report.text() + "\n");
        }
    }
}
