//SOURCES ../cluster/ClusterRefusal.java
//SOURCES Narration.java

import java.util.function.ToIntFunction;
import picocli.CommandLine.Option;

/** In which form a script says what it has to say. */
final class OutputOptions {
    @Option(names = "--json", arity = "0..1", paramLabel = "false", fallbackValue = "true",
            description = "Print it for programs, in the shape of kapp's")
    private boolean json;

    /**
     * Does the work of a script.
     *
     * @param work says what it does and finds to the narration, and returns the exit status
     */
    int tell(Common common, ToIntFunction<Narration> work) {
        Narration narration = new Narration(common, json);
        try {
            int exitStatus = work.applyAsInt(narration);
            narration.end();
            return exitStatus;
        } catch (ClusterRefusal e) {
            narration.failed(e.failure());
            throw e.failure();
        } catch (Failure e) {
            narration.failed(e);
            throw e;
        } finally {
            common.console.clearProgress();
        }
    }
}
