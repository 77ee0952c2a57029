import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Deploys and deletes one application in the namespace of a test, in this process. */
final class DeployRun {
    private static final ProgressLog LOG = new ProgressLog(new Console(), line -> { });

    private static final ManifestSecrets PLAIN = new ManifestSecrets(() -> {
        throw new IllegalStateException("nothing here is encrypted");
    });

    private final TestNamespace namespace;
    private final String application;
    private final Ownership.TakeOver takeOver;
    private final Cluster cluster;
    private final PlanScope scope;

    private DeployRun(TestNamespace namespace, String application, Ownership.TakeOver takeOver, Cluster cluster,
            PlanScope scope) {
        this.scope = scope;
        this.namespace = namespace;
        this.application = application;
        this.takeOver = takeOver;
        this.cluster = cluster;
    }

    static DeployRun of(TestNamespace namespace, String application) {
        return new DeployRun(namespace, application, Ownership.TakeOver.UNOWNED, cluster(namespace.kubeconfig()),
                PlanScope.EVERYTHING);
    }

    DeployRun takingOver() {
        return new DeployRun(namespace, application, Ownership.TakeOver.ANYBODY, cluster, scope);
    }

    /** As a user of another kubeconfig. */
    DeployRun as(Path kubeconfig, String... clusterOptions) {
        return new DeployRun(namespace, application, takeOver, cluster(kubeconfig, clusterOptions), scope);
    }

    /** With options that say how the cluster is looked at. */
    DeployRun with(String... clusterOptions) {
        return as(namespace.kubeconfig(), clusterOptions);
    }

    /** Asks for so long when the API server is overloaded or away. */
    DeployRun patient(Duration patience) {
        return new DeployRun(namespace, application, takeOver, cluster.with(patience), scope);
    }

    DeployRun within(PlanScope some) {
        return new DeployRun(namespace, application, takeOver, cluster, some);
    }

    private static Cluster cluster(Path kubeconfig, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--kubeconfig", kubeconfig.toString()));
        arguments.addAll(List.of(options));
        return CommandLine.populateCommand(new ClusterOptions(), arguments.toArray(String[]::new)).open(new Common());
    }

    /** A plan that is not yet carried out. */
    final class Planned {
        private final Deployment deployment;
        private final Plan plan;
        private final ReleaseMark mark;

        private Planned(Deployment deployment, Plan plan, ReleaseMark mark) {
            this.deployment = deployment;
            this.plan = plan;
            this.mark = mark;
        }

        /** Such as {@code create configmap/settings}, a line for each change. */
        List<String> changes() {
            return plan.changes().stream().map(change -> change.operation().name().toLowerCase() + " "
                    + ResourceTitle.shortOf(change.resource())).toList();
        }

        void carryOut(String... options) {
            try (Turn turn = turn()) {
                if (!isNext(turn)) {
                    throw new IllegalStateException("somebody has deployed since the plan was made");
                }
                carryOut(turn, options);
            }
        }

        boolean isNext(Turn turn) {
            return deployment.isNext(turn, CommandLine.populateCommand(new ConvergenceOptions()));
        }

        void carryOut(Turn turn, String... options) {
            try {
                deployment.carryOut(plan, mark, CommandLine.populateCommand(new ConvergenceOptions(), options), LOG,
                        turn);
            } catch (ClusterRefusal e) {
                throw e.failure();
            }
        }
    }

    Planned plan(String manifests) {
        DeployInput input = DeployInput.of(Yaml.read("test.yaml", manifests), PLAIN);
        Deployment deployment = deployment(input);
        Placement placement = Placement.usual(namespace.name());
        return new Planned(deployment, deployment.plan(input.resources(), placement), input.mark(placement));
    }

    /** Returns what was changed. */
    List<String> deploy(String manifests, String... options) {
        Planned planned = plan(manifests);
        if (!planned.changes().isEmpty()) {
            planned.carryOut(options);
        }
        return planned.changes();
    }

    void delete(String... options) {
        Deployment deployment = deployment(DeployInput.of(List.of(), PLAIN));
        ConvergenceOptions convergence = CommandLine.populateCommand(new ConvergenceOptions(), options);
        try (Turn turn = turn()) {
            Plan plan = deployment.planToDelete();
            if (!deployment.isNext(turn, convergence)) {
                throw new IllegalStateException("somebody has deployed since the plan was made");
            }
            deployment.delete(plan, convergence, LOG, turn);
        }
    }

    private Deployment deployment(DeployInput input) {
        return new Deployment(cluster, record(), DefaultRules.with(input.configs()), takeOver, scope);
    }

    Turn turn() {
        return Turn.begin(cluster, namespace.name(), application, new Console());
    }

    ApplicationLease lease() {
        return new ApplicationLease(cluster, namespace.name(), application, new Console());
    }

    ApplicationRecord record() {
        return ApplicationRecord.of(cluster, namespace.name(), application);
    }
}
