import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A script that prints the digests of images, for tests of how scripts ask registries. */
@Command(name = "AskRegistry", sortOptions = false)
final class AskRegistry implements Callable<Integer> {
    @Parameters
    List<String> images = List.of();

    @ArgGroup(validate = false, exclusive = false, heading = "%nHow registries are asked:%n")
    RegistryOptions registries = new RegistryOptions();

    @Mixin
    Common common;

    public static void main(String... args) {
        Common.start(new AskRegistry(), args);
    }

    /** Runs it as a process of its own. */
    static CommandResult run(Sandbox sandbox, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), AskRegistry.class.getName()));
        command.addAll(List.of(arguments));
        return sandbox.env("DOCKER_CONFIG", sandbox.path(".docker").toString()).run(command);
    }

    @Override
    public Integer call() {
        Registry registry = registries.open(common);
        Map<String, ImageReference> names = new LinkedHashMap<>();
        images.forEach(image -> names.put(image, ImageReference.parse(image)));
        Map<ImageReference, String> digests = registry.askAll(names.values(), registry::digest);
        names.forEach((name, image) -> common.print(name + " " + digests.get(image) + "\n"));
        return ExitStatus.DONE;
    }
}
