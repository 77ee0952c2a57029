//SOURCES ../Script.java
//SOURCES ../kpt/FunctionDirectory.java
//SOURCES ../kpt/PackageDirectory.java
//SOURCES FunctionRun.java

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "sink", mixinStandardHelpOptions = true, sortOptions = false,
        synopsisHeading = "%nUsage: ", header = "Writes a ResourceList from standard input to a directory.",
        footer = "%nThe files of its resources become what it says; what did not change keeps its bytes.")
final class FunctionSink implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "It is made if it is not there")
    String directory;

    @ParentCommand
    Script script;

    @Override
    public Integer call() {
        Common common = script.common();
        ResourceList list = FunctionRun.standardInput();
        Path path = common.path(directory);
        Set<String> changed = new PackageDirectory(path).alone(common.console,
                () -> FunctionDirectory.open(path).writeFiles(list.items()));
        FunctionRun.tell(changed, path, common.console);
        return ExitStatus.DONE;
    }
}
