//SOURCES ../Script.java
//SOURCES ../diff/LineDiff.java
//SOURCES ../kpt/PackageChoice.java
//SOURCES ../kpt/PackageRepository.java
//SOURCES ../kpt/PackageUpdate.java

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "diff", mixinStandardHelpOptions = true, sortOptions = false,
        synopsisHeading = "%nUsage: ", header = "Shows in which lines a package differs from its upstream.",
        footer = {"%nTypes:",
            "  local     what was changed here since the package was fetched",
            "  remote    what upstream has changed since then",
            "  combined  what the package here and upstream differ in"})
final class PackageDiff implements Callable<Integer> {
    private static final int CONTEXT = 3;

    @Parameters(paramLabel = "DEST[@REF]", arity = "0..1", defaultValue = ".",
            description = "The package's directory, and a branch, tag or full hash (the one that it follows)")
    String named;

    @Option(names = "--diff-type", paramLabel = "TYPE",
            description = "local, remote or combined (local; with @REF combined)")
    Type type;

    @Option(names = "--diff-exit-status", description = "Exit status 3 when something differs")
    boolean tells;

    @ParentCommand
    Script script;

    enum Type { LOCAL, REMOTE, COMBINED }

    @Override
    public Integer call() {
        Common common = script.common();
        PackageChoice choice = new PackageChoice(named);
        PackageDirectory directory = choice.directory(common);
        Kptfile kptfile = Kptfile.read(directory.path());
        Type shown = type != null ? type : choice.ref().isEmpty() ? Type.LOCAL : Type.COMBINED;
        PackageAddress follows = kptfile.upstream();
        PackageAddress target = choice.ref().isEmpty() ? follows : follows.at(choice.ref());
        PackageAddress fetched = kptfile.locked().orElse(follows);
        PackageAddress origin = fetched.at(kptfile.commit().orElse(fetched.ref()));
        Map<String, PackageFile> before = files(shown == Type.COMBINED ? target : origin, common.console);
        Map<String, PackageFile> after = shown == Type.REMOTE ? files(target, common.console)
                : PackageUpdate.others(directory.files());
        String text = difference(before, after, directory.path().toString());
        common.console.clearProgress();
        common.print(text);
        return tells && !text.isEmpty() ? ExitStatus.FOUND : ExitStatus.DONE;
    }

    private static Map<String, PackageFile> files(PackageAddress address, Console console) {
        try (PackageRepository repository = PackageRepository.open(address, console)) {
            return PackageUpdate.others(repository.fetch(address).files());
        }
    }

    private static String difference(Map<String, PackageFile> before, Map<String, PackageFile> after, String where) {
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        StringBuilder text = new StringBuilder();
        for (String path : paths) {
            PackageFile old = before.get(path);
            PackageFile now = after.get(path);
            if (old != null && now != null && old.says(now)) {
                continue;
            }
            text.append("@@ ").append(old == null ? "new " : now == null ? "removed " : "").append(where).append('/')
                    .append(path).append(" @@\n");
            boolean isText = (old == null || old.isText()) && (now == null || now.isText());
            text.append(!isText ? "  (no text)\n"
                    : new LineDiff(CONTEXT, LineDiff.Numbers.SHOWN).of(text(old), text(now)));
        }
        return text.toString();
    }

    private static String text(PackageFile file) {
        return file == null ? "" : file.text().replaceFirst("\n$", "");
    }
}
