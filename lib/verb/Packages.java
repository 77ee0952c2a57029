//SOURCES ../Script.java
//SOURCES PackageDiff.java
//SOURCES PackageFetch.java
//SOURCES PackageList.java
//SOURCES PackageUpgrade.java

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "pkg", mixinStandardHelpOptions = true, sortOptions = false,
        subcommands = {PackageFetch.class, PackageUpgrade.class, PackageDiff.class, PackageList.class},
        header = "Fetches packages from Git and keeps them up to date, as kpt pkg does.%n",
        synopsisSubcommandLabel = "get|update|diff|list",
        footer = {"%nExamples:",
            "  render.java pkg get https://git.example.com/charts.git/web@v1 umbrella-chart/charts/web",
            "  render.java pkg update umbrella-chart/charts/web@v2"})
final class Packages implements Script {
    @ParentCommand
    Script script;

    @Override
    public Common common() {
        return script.common();
    }
}
