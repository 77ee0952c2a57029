//SOURCES ../deploy/ResourceTable.java
//SOURCES ../deploy/ResourceView.java
//SOURCES ../diff/DiffMask.java
//SOURCES ../diff/LastApplied.java
//SOURCES ../resource/DefaultRules.java
//SOURCES ../wait/Readiness.java
//SOURCES View.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "inspect", mixinStandardHelpOptions = true, sortOptions = false,
        header = "Prints the resources of an application as they are in the cluster.%n",
        footer = {"%nExamples:",
            "  deploy.java inspect --tree     with the Pods and the like that were made for them",
            "  deploy.java inspect --status   what controllers say of each",
            "  deploy.java inspect --raw      all of each, but for the values of Secrets",
            "  deploy.java inspect -a label:team=shop   what bears a label, in all namespaces"})
final class Inspect extends View {
    @Option(names = {"-t", "--tree"}, description = "What was made for a resource follows it")
    boolean tree;

    @ArgGroup
    Form form = new Form();

    static final class Form {
        @Option(names = "--status", description = "Print the status of each")
        boolean status;

        @Option(names = "--raw", description = "Print each as YAML; the values of Secrets are hidden")
        boolean raw;
    }

    @Option(names = "--managed-fields", description = "With --raw: say who owns which fields, too")
    boolean managedFields;

    @Override
    String show(Cluster cluster, JsonReport report) {
        ResourceView view = application.view(cluster, script.common().settings());
        KappConfig config = DefaultRules.with(List.of());
        ResourceTable resources = new ResourceTable(view.live(), new Readiness(config.waitRules()), Instant.now());
        if (form.raw) {
            return raw(tree ? resources.inTree() : resources.sorted(), new DiffMask(config.diffMaskRules()), report);
        }
        Table table = form.status ? ResourceTable.status(tree ? resources.inTree() : resources.sorted())
                : tree ? resources.tree() : resources.flat();
        report.table(table);
        String title = "Resources in app '" + view.name() + "'";
        return form.status ? table.transposed(title, "resources") : table.text(title, "resources");
    }

    private String raw(List<JsonNode> resources, DiffMask mask, JsonReport report) {
        StringBuilder all = new StringBuilder();
        for (JsonNode resource : resources) {
            ObjectNode shown = LastApplied.without(resource).deepCopy();
            if (!managedFields) {
                shown.withObjectProperty("metadata").remove("managedFields");
            }
            String document = "---\n" + YamlWriter.write(mask.masked(shown));
            report.block(document);
            all.append(document);
        }
        return all.toString();
    }
}
