//SOURCES ../yaml/GoDuration.java
//SOURCES ChangeFilter.java
//SOURCES PlanScope.java

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** To which resources a script keeps; what is left out stays as it is. */
final class FilterOptions {
    private static final String SEPARATOR = ",";

    @Option(names = "--filter", paramLabel = "JSON",
            description = "Such as {\"not\":{\"resource\":{\"kinds\":[\"Job\"]}}}")
    private String expression;

    @Option(names = "--filter-kind", paramLabel = "KIND", split = SEPARATOR, hideParamSyntax = true,
            description = "Kinds; %% stands for anything")
    private List<String> kinds = List.of();

    @Option(names = "--filter-name", paramLabel = "NAME", split = SEPARATOR, hideParamSyntax = true,
            description = "Names; %% stands for anything")
    private List<String> names = List.of();

    @Option(names = "--filter-ns", paramLabel = "NS", split = SEPARATOR, hideParamSyntax = true,
            description = "Namespaces")
    private List<String> namespaces = List.of();

    @Option(names = "--filter-labels", paramLabel = "LABEL=VALUE", split = SEPARATOR, hideParamSyntax = true,
            description = "Labels; also x!=y, x, !x")
    private List<String> labels = List.of();

    @Option(names = "--filter-age", paramLabel = "AGE", description = "5m+: older than that; 5m-: younger")
    private String age = "";

    @Option(names = "--filter-kind-name", paramLabel = "KIND/NAME", split = SEPARATOR, hideParamSyntax = true,
            description = "Kind and name")
    private List<String> kindNames = List.of();

    @Option(names = "--filter-kind-ns", paramLabel = "KIND/NS", split = SEPARATOR, hideParamSyntax = true,
            description = "Kind and namespace")
    private List<String> kindNamespaces = List.of();

    @Option(names = "--filter-kind-ns-name", paramLabel = "KIND/NS/NAME", split = SEPARATOR, hideParamSyntax = true,
            description = "Kind, namespace and name")
    private List<String> kindNsNames = List.of();

    @Option(names = "--diff-filter", paramLabel = "JSON",
            description = "Keep to changes, such as {\"ops\":[\"update\"]}")
    private String changes;

    PlanScope scope() {
        ResourceFilter filter = new ResourceFilter(created("+"), created("-"), kinds, namespaces, names, kindNames,
                kindNamespaces, kindNsNames, labels);
        Predicate<JsonNode> resources = expression == null ? filter
                : filter.and(FilterExpression.parse("--filter", expression));
        return PlanScope.EVERYTHING.resources(resources).changes(changes == null ? change -> true
                : FilterExpression.binding("--diff-filter", changes, ChangeFilter.class));
    }

    /** When what is as old as the option says was created; null when the option says something else. */
    private String created(String sign) {
        if (age.isEmpty()) {
            return null;
        }
        try {
            if (!age.matches(".*[+-]")) {
                throw new TypeConversionException("neither + nor - follows it");
            }
            Instant created = Instant.now().minus(new GoDuration().convert(age.substring(0, age.length() - 1)));
            return age.endsWith(sign) ? created.toString() : null;
        } catch (TypeConversionException e) {
            throw Failure.usage("--filter-age " + age + " is no age: " + e.getMessage(),
                    "Write 5m+ for what is older than five minutes, and 24h- for what is younger than a day.");
        }
    }
}
