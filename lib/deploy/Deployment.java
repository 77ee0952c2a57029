//SOURCES ../cluster/Cluster.java
//SOURCES ../diff/ChangeSummary.java
//SOURCES ../diff/LastApplied.java
//SOURCES ../logs/PodLogs.java
//SOURCES ../resource/ChangeBindings.java
//SOURCES ../resource/DefaultRules.java
//SOURCES ../wait/Readiness.java
//SOURCES ../wait/Waiting.java
//SOURCES ApplicationRecord.java
//SOURCES ApplicationResources.java
//SOURCES ChangeOrder.java
//SOURCES ChangeSet.java
//SOURCES ChangeWriter.java
//SOURCES Convergence.java
//SOURCES JointDeletion.java
//SOURCES ManifestCheck.java
//SOURCES NamedVersion.java
//SOURCES Ownership.java
//SOURCES Placement.java
//SOURCES Plan.java
//SOURCES PlanReport.java
//SOURCES PlanScope.java
//SOURCES ReleaseMark.java
//SOURCES Turn.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One application on its way into a cluster or out of it: first a plan, which changes nothing, then what it says. */
final class Deployment {
    private final Cluster cluster;
    private final ApplicationRecord application;
    private final ApplicationResources present;
    private final KappConfig config;
    private final Ownership ownership;
    private final Readiness readiness;
    private final PlanScope scope;
    private final Instant started = Instant.now();

    Deployment(Cluster cluster, ApplicationRecord application, KappConfig config, Ownership.TakeOver takeOver) {
        this(cluster, application, config, takeOver, PlanScope.EVERYTHING);
    }

    Deployment(Cluster cluster, ApplicationRecord application, KappConfig config, Ownership.TakeOver takeOver,
            PlanScope scope) {
        this.scope = scope;
        this.cluster = cluster;
        this.application = application;
        this.present = new ApplicationResources(cluster, application, scope.search());
        this.config = config;
        this.ownership = new Ownership(application.label(), label -> ownerOf(cluster, label), takeOver);
        this.readiness = new Readiness(config.waitRules());
    }

    /** What makes the cluster have the resources and nothing else. */
    Plan plan(List<Resource> resources, Placement placement) {
        ApiResources kinds = cluster.resources().with(resources.stream().map(Resource::content).toList());
        resources.stream().map(Resource::content).filter(resource -> kinds.of(resource).isEmpty())
                .forEach(unknown -> cluster.requireKnown(ResourceKey.of(unknown).group()));
        List<JsonNode> wanted = ManifestCheck.check(placement.place(resources, kinds),
                resource -> kinds.of(resource).isPresent()).stream().map(Resource::content).toList();
        application.requireOthers(wanted);
        List<JsonNode> live = present.live(wanted);
        return Plan.of(changes().changes(wanted, live, others(wanted, live)), live, readiness, scope);
    }

    /** Whether another deploy has made the application since this looked for it, so that a plan may have met it. */
    boolean wasOvertaken() {
        return application.isNew() && !application.isCurrent();
    }

    /** Its Pods, those that controllers made included. */
    List<JsonNode> pods() {
        return present.pods();
    }

    /** @param each gets the lines of the logs that are read */
    PodLogs logs(BiConsumer<ContainerLog, String> each) {
        return new PodLogs(cluster, each);
    }

    /** What makes the cluster have nothing of the application. */
    Plan planToDelete() {
        List<JsonNode> live = present.live();
        List<Change> changes = Stream.concat(changes().deletion(live).stream(), live.stream()
                .filter(resource -> !LastApplied.hasIdentity(resource)).map(Deployment::followingItsOwner)).toList();
        List<Change> within = scope.of(changes);
        return new Plan(within, List.of(), live,
                within.size() == changes.size() ? Plan.Extent.ALL : Plan.Extent.PART);
    }

    /** Pods and the like, which nobody but their owner's controller deletes. */
    private static Change followingItsOwner(JsonNode live) {
        return new Change(ResourceKey.of(live), Change.Operation.NOOP, Change.Strategy.PLAIN, Change.WaitFor.DELETE,
                Optional.of(live), Optional.empty());
    }

    /** What people see of a plan. */
    PlanReport report(DiffOptions options) {
        return new PlanReport(config, readiness, options);
    }

    /** Waits for its turn. @return whether nobody has changed the application since this looked at it */
    boolean isNext(Turn turn, ConvergenceOptions options) {
        return turn.take(application, options.timeout());
    }

    /** Waits for its turn. @throws Failure when somebody has changed the application since this looked at it */
    void requireNext(Turn turn, ConvergenceOptions options) {
        if (!isNext(turn, options)) {
            throw new Failure("another deploy or delete of " + application.name() + " came between",
                    "Nothing was changed here. Run this again to see what is to be done now.");
        }
    }

    /** Adds labels and annotations to the application's record, which is made if there is none. */
    void putIntoRecord(ObjectNode fields) {
        application.put(fields);
    }

    /** This deploy or delete, which is not at work before it has {@link #isNext its turn}. */
    Turn turn(Console console) {
        return Turn.begin(cluster, application.namespace(), application.name(), console);
    }

    /**
     * Does what a plan says, and remembers it in the cluster; of a plan that is empty only the release, and the
     * application's name and labels.
     *
     * @param mark of the release that was planned
     */
    void carryOut(Plan plan, ReleaseMark mark, ConvergenceOptions options, ProgressLog log, Turn turn) {
        if (plan.isEmpty()) {
            application.settle();
            application.mark(mark);
            return;
        }
        ChangeOrder order = order(plan);
        ChangeRecord record = application.begin("update: " + ChangeSummary.of(plan.changes()), plan.namespaces(),
                Stream.concat(plan.wanted().stream(), plan.changes().stream().map(Change::resource)).toList(), mark);
        Runnable failed = () -> {
            record.finish(false);
            application.finish(record, Optional.empty());
        };
        try {
            converge(plan, order, options, log, turn.start(plan.changes(), failed));
        } catch (RuntimeException e) {
            afterwards(failed, e);
            throw e;
        }
        record.finish(true);
        ChangeRecord.forgetOldest(cluster, application);
        application.finish(record, plan.extent() == Plan.Extent.ALL ? Optional.of(plan.wanted()) : Optional.empty());
    }

    /** What stopped the deploy counts, and not what goes wrong after it. */
    private static void afterwards(Runnable step, RuntimeException reason) {
        try {
            step.run();
        } catch (ClusterRefusal | Failure e) {
            reason.addSuppressed(e);
        }
    }

    /** Deletes what a plan says, and when that is everything, all that the cluster remembers of the application. */
    void delete(Plan plan, ConvergenceOptions options, ProgressLog log, Turn turn) {
        ChangeOrder order = order(plan);
        if (plan.extent() == Plan.Extent.PART) {
            converge(plan, order, options, log, turn.start(plan.changes(), () -> { }));
            return;
        }
        turn.goWith(application);
        converge(plan, order, options, log, turn.start(plan.changes(), () -> { }));
        Parallel.map(ChangeRecord.all(cluster, application), record -> {
            cluster.delete(record);
            return record;
        });
        application.delete();
    }

    /** @throws Failure when what the order of the changes asks for cannot be */
    ChangeOrder order(Plan plan) {
        return new ChangeOrder(plan.changes(), ChangeBindings.defaults().with(config));
    }

    private void converge(Plan plan, ChangeOrder order, ConvergenceOptions options, ProgressLog log,
            Standing standing) {
        Set<String> namespaces = new TreeSet<>(plan.namespaces());
        namespaces.remove(Plan.CLUSTER);
        namespaces.addAll(application.namespaces());
        Waiting waiting = new Waiting(cluster, application.selector(), namespaces, readiness, options, log);
        ChangeWriter writer = new ChangeWriter(cluster, new LastApplied(config), changes()::again,
                options.applyTimeout());
        JointDeletion deletion = new JointDeletion(cluster, application.selector(), plan.live());
        new Convergence(writer, deletion, waiting, order, plan.changes().size(), options, log, standing).run();
    }

    private ChangeSet changes() {
        return new ChangeSet(config, ownership, started);
    }

    /** Resources with wanted names that bear another label or none, as far as this deploy would change them. */
    private List<JsonNode> others(List<JsonNode> wanted, List<JsonNode> live) {
        if (scope.others() == PlanScope.Others.IGNORED) {
            return List.of();
        }
        Set<ResourceKey> known = live.stream().map(ResourceKey::of).collect(Collectors.toSet());
        Map<ResourceKey, ApiResource> missing = new HashMap<>();
        wanted.stream().filter(scope::contains).forEach(one -> cluster.resources().of(one).ifPresent(
                kind -> NamedVersion.newNames(one, live).stream().filter(key -> !known.contains(key))
                        .forEach(key -> missing.put(key, kind))));
        return cluster.existing(missing);
    }

    /** Looks for the record of an application, for people who have to know whose a resource is. */
    private static Optional<String> ownerOf(Cluster cluster, String label) {
        return ApplicationRecord.withLabel(cluster, label)
                .map(key -> "'" + key.name() + "' namespace: " + key.namespace());
    }
}
