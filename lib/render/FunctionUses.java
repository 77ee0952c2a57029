//SOURCES ../Common.java
//SOURCES ../kpt/Kptfile.java
//SOURCES ../kpt/PackageSearch.java
//SOURCES ../kpt/PipelineFunction.java
//SOURCES ../tools/CommandWords.java
//SOURCES FunctionStep.java

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The images of functions that a project names: in the Kptfiles of its packages, and in its post-render steps. */
final class FunctionUses {
    private FunctionUses() {}

    /** Each image, and who uses it, for people. */
    static Map<String, String> of(Common common, Settings settings) {
        Map<String, String> uses = new TreeMap<>();
        for (String step : settings.postRender()) {
            List<String> words = CommandWords.of(step);
            if (FunctionStep.isOne(words)) {
                add(uses, FunctionStep.of(words).program(), "a step after helm in " + Settings.FILE);
            }
        }
        for (Path directory : PackageSearch.packages(common.projectDir(), settings.release())) {
            Kptfile kptfile = Kptfile.read(directory);
            Stream.of("mutators", "validators").flatMap(list -> PipelineFunction.of(kptfile, list).stream())
                    .forEach(function -> add(uses, function.program(), "the function in " + function.place()));
        }
        return uses;
    }

    private static void add(Map<String, String> uses, FunctionProgram program, String user) {
        if (program.isImage()) {
            uses.putIfAbsent(program.name(), user);
        }
    }
}
