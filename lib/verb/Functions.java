//SOURCES ../Script.java
//SOURCES FunctionRun.java
//SOURCES FunctionSink.java
//SOURCES FunctionSource.java

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "fn", mixinStandardHelpOptions = true, sortOptions = false,
        subcommands = {FunctionSource.class, FunctionRun.class, FunctionSink.class},
        header = "Runs functions on resources, as kpt fn does.%n",
        synopsisSubcommandLabel = "source|run|sink",
        footer = {"%nExamples:",
            "  render.java fn run charts/web --image registry.example.com/set-team:v1 -- team=shop",
            "  render.java fn run charts/web           the functions that its Kptfile names",
            "  render.java fn source DIR | render.java fn run --exec ./fn | render.java fn sink DIR"})
final class Functions implements Script {
    @ParentCommand
    Script script;

    @Override
    public Common common() {
        return script.common();
    }
}
