//SOURCES ../Common.java
//SOURCES ../kpt/FunctionChoice.java
//SOURCES ../kpt/FunctionDirectory.java
//SOURCES ../kpt/FunctionRunner.java

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** A post-render step that runs a function in this process: {@code fn run --image IMAGE -- key=value}. */
final class FunctionStep {
    private static final String END = "--";

    @Mixin
    FunctionChoice function = new FunctionChoice();

    private final List<String> told;

    private FunctionStep(List<String> told) {
        this.told = told;
    }

    static boolean isOne(List<String> words) {
        return words.size() > 1 && words.get(0).equals("fn") && words.get(1).equals("run");
    }

    /**
     * A step as its words say it.
     *
     * @throws Failure for options that there are not, or a step without a function
     */
    static FunctionStep of(List<String> words) {
        int end = words.contains(END) ? words.indexOf(END) : words.size();
        FunctionStep step = new FunctionStep(words.subList(Math.min(end + 1, words.size()), words.size()));
        try {
            new CommandLine(step).parseArgs(words.subList(2, end).toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            throw Failure.usage("the post-render step '" + String.join(" ", words) + "': " + e.getMessage(),
                    "See render.java fn run --help. A step works on what is rendered, so it names no directory.");
        }
        return step;
    }

    FunctionProgram program() {
        return function.program().orElseThrow(() -> Failure.usage("a post-render step fn run names no function",
                "Name one with --image or --exec."));
    }

    /** Changes the files of the rendered chart; those of resources that stay the same keep their bytes. */
    void run(Common common, Settings settings, Path tree) {
        FunctionRunner runner = new FunctionRunner(common, function.options, new FunctionImages(common, settings));
        FunctionDirectory files = FunctionDirectory.rendered(tree);
        files.write(runner.run(program(),
                new ResourceList(files.items(), function.config(told, common::path), List.of())).items());
    }
}
