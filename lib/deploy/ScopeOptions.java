//SOURCES ../resource/DefaultRules.java
//SOURCES PlanScope.java

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What of a release is made so in the cluster, and how, as kapp's options of these names. */
final class ScopeOptions {
    private static final String YES_OR_NO = "0..1";

    @Option(names = {"-p", "--patch"}, arity = YES_OR_NO, paramLabel = "false", fallbackValue = "true",
            description = "Create and update only, delete nothing")
    private boolean patches;

    @Option(names = "--apply-default-update-strategy", paramLabel = "STRATEGY", converter = Strategy.class,
            description = "fallback-on-replace, always-replace or skip, where a resource says nothing about it")
    private Change.Strategy updates = Change.Strategy.PLAIN;

    @Option(names = "--existing-non-labeled-resources-check", arity = YES_OR_NO, paramLabel = "false",
            fallbackValue = "true", defaultValue = "true",
            description = "Take over what is there without an application (true)")
    private boolean looksForOthers;

    @Option(names = "--default-label-scoping-rules", arity = YES_OR_NO, paramLabel = "false", fallbackValue = "true",
            defaultValue = "true", description = "Let selectors find the application's pods only (true)")
    private boolean scopesLabels;

    @Option(names = "--dangerous-disable-gk-scoping", arity = YES_OR_NO, paramLabel = "false", fallbackValue = "true",
            description = "Look for resources of all kinds that the cluster has")
    private boolean searchesAllKinds;

    /** The ways to update that annotations name, too. */
    static final class Strategy implements ITypeConverter<Change.Strategy> {
        private static final List<String> NAMES = List.of("fallback-on-replace", "always-replace", "skip");

        @Override
        public Change.Strategy convert(String name) {
            return Optional.of(name).filter(NAMES::contains)
                    .map(known -> Change.Strategy.valueOf(known.toUpperCase(Locale.ROOT).replace('-', '_')))
                    .orElseThrow(() -> new TypeConversionException("'" + name + "' is none of "
                            + String.join(", ", NAMES)));
        }
    }

    PlanScope scope(PlanScope filtered) {
        return filtered.updating(updates)
                .with(patches ? PlanScope.Pruning.NEVER : PlanScope.Pruning.DELETES)
                .with(looksForOthers ? PlanScope.Others.FOUND : PlanScope.Others.IGNORED)
                .with(searchesAllKinds ? PlanScope.Search.ALL_KINDS : PlanScope.Search.USED);
    }

    /** The default rules and those of the release. */
    KappConfig rules(List<Yaml.Document> configs) {
        KappConfig rules = DefaultRules.with(configs);
        return scopesLabels ? rules : rules.withoutDefaultLabelScoping();
    }
}
