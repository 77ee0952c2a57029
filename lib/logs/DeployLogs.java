//SOURCES ../deploy/Deployment.java
//SOURCES ../deploy/Narration.java
//SOURCES ../deploy/Plan.java
//SOURCES ../resource/KappKeys.java
//SOURCES ../resource/ResourceMetadata.java
//SOURCES PodLogs.java

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/**
 * The logs that a deploy prints meanwhile: of Pods that the annotation {@code kapp.k14s.io/deploy-logs} chooses, or of
 * all. The options are kapp's.
 */
final class DeployLogs {
    private static final String ANNOTATION = "deploy-logs";
    private static final String CONTAINERS = "deploy-logs-container-names";
    private static final List<String> TEMPLATES = List.of("", "/spec/template", "/spec/jobTemplate/spec/template");
    private static final Duration TIME_TO_FINISH = Duration.ofSeconds(2);
    private static final int OF_EXISTING = 10;
    private static final int ALL = -1;

    @Option(names = "--logs", arity = "0..1", paramLabel = "false", fallbackValue = "true", defaultValue = "true",
            description = "Print the logs of Pods annotated with kapp.k14s.io/deploy-logs meanwhile (true)")
    private boolean annotated;

    @Option(names = "--logs-all", arity = "0..1", paramLabel = "false", fallbackValue = "true",
            description = "Print the logs of all Pods meanwhile")
    private boolean all;

    /** Logs that are open until the deploy has ended. */
    interface Open extends AutoCloseable {
        /** For what the deploy is doing. */
        ProgressLog progress();

        @Override
        void close();
    }

    Open open(Deployment deployment, Plan plan, Narration narration) {
        return all || annotated && plan.wanted().stream().anyMatch(DeployLogs::isAnnotated)
                ? new Following(deployment, narration) : new Nothing(narration.progress());
    }

    private static boolean isAnnotated(JsonNode resource) {
        return TEMPLATES.stream().anyMatch(template -> KappKeys.has(resource.at(template), ANNOTATION));
    }

    private record Nothing(ProgressLog progress) implements Open {
        @Override
        public void close() {
            // nothing is open
        }
    }

    private final class Following implements Open {
        private final Deployment deployment;
        private final Narration narration;
        private final Set<String> existing;
        private final PodLogs logs;

        Following(Deployment deployment, Narration narration) {
            this.deployment = deployment;
            this.narration = narration;
            this.existing = deployment.pods().stream().map(ResourceMetadata::uid).collect(Collectors.toSet());
            this.logs = deployment.logs((log, line) -> narration.log(log.tag() + " | " + line));
        }

        @Override
        public ProgressLog progress() {
            return narration.progress().tellingPods(this::look);
        }

        private void look(List<JsonNode> pods) {
            pods.forEach(pod -> selection(pod).ifPresent(selection ->
                    logs.follow(List.of(pod), selection,
                            existing.contains(ResourceMetadata.uid(pod)) ? OF_EXISTING : ALL)));
        }

        private Optional<LogSelection> selection(JsonNode pod) {
            if (all) {
                return Optional.of(LogSelection.ALL);
            }
            boolean isNew = !existing.contains(ResourceMetadata.uid(pod));
            List<String> containers = KappKeys.annotation(pod, CONTAINERS).stream()
                    .flatMap(names -> Arrays.stream(names.split(","))).map(String::strip)
                    .filter(name -> !name.isEmpty()).toList();
            return KappKeys.annotation(pod, ANNOTATION).filter(when -> switch (when) {
                case "", "for-new" -> isNew;
                case "for-existing" -> !isNew;
                case "for-new-or-existing" -> true;
                default -> false;
            }).map(when -> new LogSelection(Optional.empty(), containers));
        }

        /** Jobs may have ended since somebody looked. */
        @Override
        public void close() {
            try {
                look(deployment.pods());
                logs.finish(TIME_TO_FINISH);
            } catch (ClusterRefusal | Failure e) {
                narration.log("the rest cannot be read: " + e.getMessage());
            } finally {
                logs.close();
            }
        }
    }
}
