//SOURCES HelmInputs.java
//SOURCES Shard.java
//SOURCES TemplateNames.java
//SOURCES UnitGroups.java

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Splits an umbrella into shards that give together what one {@code helm template} over the whole gives.
 *
 * <p>Charts reach others in two ways. By named templates: of these a shard gets those that it needs, see
 * {@link TemplateNames}. And by values, which Helm passes on through the umbrella: charts that take part in that are in
 * every shard, but only with the files that decide on values. What cannot be kept apart like this is in one shard.
 */
final class ShardPlan {
    private static final int SLASHES_OF_SUBCHARTS = 4;

    private final ShardUnit umbrella;
    private final List<ShardUnit> units;
    private final List<JsonNode> dependencies;
    private final HelmInputs inputs;
    private final Consumer<String> debug;
    private final Map<String, ShardUnit> byEntry = new TreeMap<>();
    private final Set<ShardUnit> companions = new LinkedHashSet<>();
    private final UnitGroups groups = new UnitGroups();
    private final Map<ShardUnit, TemplateNames.Needs> needs = new LinkedHashMap<>();

    private ShardPlan(ShardUnit umbrella, List<ShardUnit> units, List<JsonNode> dependencies, HelmInputs inputs,
            Consumer<String> debug) {
        this.umbrella = umbrella;
        this.units = units;
        this.dependencies = dependencies;
        this.inputs = inputs;
        this.debug = debug;
        byEntry.put("", umbrella);
        units.forEach(unit -> byEntry.put(unit.entry(), unit));
    }

    /**
     * The smallest shards that there can be; some may be rendered at once, see {@link Shard#joined}.
     *
     * @param umbrella the umbrella without the charts in it
     * @param units the charts in it
     * @param dependencies what its {@code Chart.yaml} asks for
     * @param needsValues whether the umbrella has more than templates that depends on the values of all charts
     * @param debug is told what is kept together, and why
     * @throws Unsafe when it has to be rendered as one
     */
    static List<Shard> of(ShardUnit umbrella, List<ShardUnit> units, List<JsonNode> dependencies, HelmInputs inputs,
            boolean needsValues, Consumer<String> debug) {
        ShardPlan plan = new ShardPlan(umbrella, units, dependencies, inputs, debug);
        plan.findCompanions(needsValues);
        plan.findNeeds();
        plan.requireUnshared();
        return plan.shards();
    }

    private void findCompanions(boolean needsValues) {
        Map<String, ShardUnit> byName = new TreeMap<>();
        for (ShardUnit unit : units) {
            Stream.concat(unit.names().stream(), Stream.of(unit.chart())).forEach(name -> {
                ShardUnit other = byName.putIfAbsent(name, unit);
                join(unit, other, "both are called " + name);
            });
        }
        requireNamedOnce();
        if (needsValues) {
            companions.addAll(units);
            return;
        }
        for (JsonNode dependency : dependencies) {
            ShardUnit unit = byName.get(dependency.path("name").asText());
            if (dependency.path("import-values").size() > 0) {
                accompany(unit, "the umbrella imports values of it");
            }
            conditionKeys(dependency).map(byName::get).filter(other -> other != unit)
                    .forEach(other -> accompany(other, "a condition reads its values"));
        }
        boolean hasDeepGlobals = hasDeepGlobals();
        for (ShardUnit unit : units) {
            unit.facts().nested().stream().map(byName::get).filter(other -> other != unit)
                    .forEach(other -> accompany(other, "it is called as a chart in " + unit.entry()));
            unit.facts().keys().stream().map(byName::get).filter(other -> other != unit)
                    .forEach(other -> accompany(other, "it is called as a value of " + unit.entry()));
            if (hasDeepGlobals && (unit.facts().hasGlobals() || inputs.hasGlobals(unit.names()))) {
                accompany(unit, "it may add to the globals");
            }
        }
    }

    private void requireNamedOnce() {
        Set<String> names = new HashSet<>();
        for (JsonNode dependency : dependencies) {
            String name = dependency.path("alias").asText(dependency.path("name").asText());
            if (!names.add(name)) {
                throw new Unsafe("Chart.yaml has two dependencies called " + name);
            }
        }
    }

    private void accompany(ShardUnit unit, String reason) {
        if (unit != null && companions.add(unit)) {
            debug.accept("the values of " + unit.entry() + " are in every shard: " + reason);
        }
    }

    private static Stream<String> conditionKeys(JsonNode dependency) {
        return Stream.of(dependency.path("condition").asText().split(","))
                .map(path -> path.strip().split("\\.")[0]).filter(key -> !key.isEmpty());
    }

    /** Whether charts share parts of the globals; where values are imported, that is not looked into. */
    private boolean hasDeepGlobals() {
        return inputs.hasDeepGlobals() || dependencies.stream()
                .flatMap(dependency -> stream(dependency.path("import-values")))
                .anyMatch(imported -> imported.isTextual() || imported.path("parent").asText().matches("global.*|\\."));
    }

    private void findNeeds() {
        Map<String, Long> charts = units.stream()
                .collect(Collectors.groupingBy(ShardUnit::chart, Collectors.counting()));
        List<ShardTemplate> all = byEntry.values().stream().flatMap(unit -> unit.templates().stream()).toList();
        TemplateNames names = new TemplateNames(all, template -> template.unit().isEmpty()
                || byEntry.get(template.unit()).facts().isSure()
                && charts.get(byEntry.get(template.unit()).chart()) == 1);
        TemplateScan ofCompanions = texts(companions).plus(inputs.texts(names(companions)));
        TemplateScan ofGlobals = inputs.texts(Set.of("global"));
        for (ShardUnit unit : units) {
            find(names, unit, inputs.texts(unit.names()).plus(ofGlobals).plus(ofCompanions).plus(unit.texts()));
        }
        if (!umbrella.templates().isEmpty() || Files.isDirectory(umbrella.path().resolve("crds"))) {
            find(names, umbrella, inputs.texts(inputs.keys()).plus(texts(units)).plus(umbrella.texts()));
        }
    }

    private void find(TemplateNames names, ShardUnit unit, TemplateScan texts) {
        TemplateNames.Needs found = names.needsOf(unit.templates(), texts, unit.fileTexts());
        needs.put(unit, found);
        for (ShardTemplate template : found.templates()) {
            if (!template.isHarmless()) {
                join(unit, byEntry.get(template.unit()), "one needs " + template.names().get(0));
            }
        }
    }

    /** Mappings that charts share are no problem as long as none changes them while it is rendered. */
    private void requireUnshared() {
        boolean rendersUmbrella = umbrella.templates().stream().anyMatch(template -> !template.isPartial());
        TemplateScan own = needs.containsKey(umbrella) ? needs.get(umbrella).scan() : TemplateScan.NOTHING;
        if (own.does(TemplateScan.Trait.SUBCHARTS)) {
            throw new Unsafe("templates of the umbrella look into .Subcharts");
        }
        boolean isEarly = umbrella.templates().stream().anyMatch(template -> !template.isPartial()
                && template.names().get(0).chars().filter(c -> c == '/').count() >= SLASHES_OF_SUBCHARTS);
        if (own.does(TemplateScan.Trait.MUTATES) && isEarly) {
            throw new Unsafe("templates of the umbrella may change values before those of its charts are rendered");
        }
        boolean hasDeepGlobals = hasDeepGlobals();
        needs.forEach((unit, found) -> {
            if (!found.scan().does(TemplateScan.Trait.MUTATES)) {
                return;
            }
            if (found.scan().does(TemplateScan.Trait.RELEASE)) {
                throw new Unsafe("templates of " + title(unit) + " may change .Release");
            }
            if (hasDeepGlobals) {
                throw new Unsafe("templates of " + title(unit) + " may change globals that all charts share");
            }
            if (rendersUmbrella) {
                join(unit, umbrella, title(unit) + " may change values that the umbrella reads");
            }
        });
    }

    private void join(ShardUnit one, ShardUnit other, String reason) {
        if (other != null && other != one && groups.join(one.entry(), other.entry())) {
            debug.accept(title(one) + " and " + title(other) + " are in one shard: " + reason);
        }
    }

    private static String title(ShardUnit unit) {
        return unit.entry().isEmpty() ? "the umbrella" : unit.entry();
    }

    private List<Shard> shards() {
        Map<String, List<ShardUnit>> shards = new TreeMap<>();
        needs.keySet().forEach(unit -> shards.computeIfAbsent(groups.of(unit.entry()), any -> new ArrayList<>())
                .add(unit));
        if (shards.size() < 2) {
            throw new Unsafe("nothing is left to be rendered apart");
        }
        return shards.values().stream().map(this::shard).toList();
    }

    private Shard shard(List<ShardUnit> members) {
        boolean hasUmbrella = groups.isJoined(members.get(0).entry(), "");
        List<ShardUnit> full = members.stream().filter(unit -> unit != umbrella).toList();
        Set<ShardUnit> present = new HashSet<>(members);
        Set<ShardUnit> values = new LinkedHashSet<>(hasUmbrella ? units : companions);
        TemplateScan scan = TemplateScan.NOTHING;
        Set<ShardTemplate> foreign = new LinkedHashSet<>();
        for (ShardUnit member : members) {
            scan = scan.plus(needs.get(member).scan());
            needs.get(member).templates().stream().filter(template -> !present.contains(byEntry.get(template.unit())))
                    .forEach(foreign::add);
        }
        foreign.stream().filter(template -> !template.unit().isEmpty())
                .forEach(template -> values.add(byEntry.get(template.unit())));
        boolean needsAll = hasUmbrella || companions.size() == units.size();
        values.removeAll(present);
        return new Shard(full, hasUmbrella, List.copyOf(values), foreign,
                needsAll ? null : keys(Stream.concat(full.stream(), values.stream()).toList()), scan);
    }

    private Set<String> keys(List<ShardUnit> present) {
        Set<String> keys = new TreeSet<>(Set.of("global", "tags"));
        keys.addAll(names(present));
        Set<String> charts = present.stream().map(ShardUnit::chart).collect(Collectors.toSet());
        dependencies.stream().filter(dependency -> charts.contains(dependency.path("name").asText()))
                .flatMap(ShardPlan::conditionKeys).forEach(keys::add);
        return keys;
    }

    private static Set<String> names(Collection<ShardUnit> units) {
        return units.stream().flatMap(unit -> unit.names().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static TemplateScan texts(Collection<ShardUnit> units) {
        TemplateScan scan = TemplateScan.NOTHING;
        for (ShardUnit unit : units) {
            scan = scan.plus(unit.texts());
        }
        return scan;
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        return items.stream();
    }
}
