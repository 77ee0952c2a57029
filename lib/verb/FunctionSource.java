//SOURCES ../Script.java
//SOURCES ../kpt/FunctionDirectory.java

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "source", mixinStandardHelpOptions = true, sortOptions = false,
        synopsisHeading = "%nUsage: ", header = "Prints the resources of a directory as a ResourceList.")
final class FunctionSource implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "A directory of YAML files; helm templates in it are left out")
    String directory;

    @ParentCommand
    Script script;

    @Override
    public Integer call() {
        Common common = script.common();
        List<FunctionItem> items = FunctionDirectory.read(common.path(directory)).items();
        common.print(new ResourceList(items, Optional.empty(), List.of()).text());
        return ExitStatus.DONE;
    }
}
