//SOURCES Console.java
//SOURCES Environments.java
//SOURCES Failure.java
//SOURCES yaml/Yaml.java

import com.fasterxml.jackson.annotation.JsonFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a project has settled in its {@code gitops.yaml}. Options win over it, and it over the defaults here.
 *
 * @param application the release's name
 * @param namespace where resources without one go
 * @param chart the umbrella chart's directory
 * @param locks the directory of image locks
 * @param release the directory that a render writes
 * @param locked whether an image that no lock pins is an error; in CI it is unless said otherwise
 * @param helm options for {@code helm template}
 * @param postRender commands that change the rendered manifests, in order
 * @param validate how {@code --validate} works
 * @param with tools for the slots that scripts fill themselves: {@code images: kbld}, {@code build: podman}
 * @param tools where tools come from
 * @param registry how registries are reached
 * @param context of the kubeconfig, for the cluster; null for its current one
 * @param environments the branches that are environments, and where each lives
 * @param secrets what looks like a secret and is none
 * @param charts how repositories of charts are reached
 */
record Settings(
        String application,
        String namespace,
        String chart,
        String locks,
        String release,
        Boolean locked,
        Helm helm,
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> postRender,
        Validate validate,
        With with,
        Tools tools,
        Registry registry,
        String context,
        Environments environments,
        Secrets secrets,
        Charts charts) {

    static final String FILE = "gitops.yaml";

    Settings {
        namespace = Objects.requireNonNullElse(namespace, "default");
        chart = Objects.requireNonNullElse(chart, "umbrella-chart");
        locks = Objects.requireNonNullElse(locks, "app-locks");
        release = Objects.requireNonNullElse(release, ".release");
        locked = Objects.requireNonNullElse(locked, Console.isSet("CI"));
        helm = Objects.requireNonNullElse(helm, new Helm(null, null, null, null, false));
        postRender = Objects.requireNonNullElse(postRender, List.of());
        validate = Objects.requireNonNullElse(validate, new Validate(null, false));
        with = Objects.requireNonNullElse(with, new With(null, null, null, null));
        tools = Objects.requireNonNullElse(tools, new Tools(null, null));
        registry = Objects.requireNonNullElse(registry, new Registry(null));
        environments = Objects.requireNonNullElseGet(environments, () -> Environments.of(Map.of()));
        secrets = Objects.requireNonNullElse(secrets, new Secrets(null));
        charts = Objects.requireNonNullElse(charts, new Charts(null, null));
    }

    /** The same, but for what a change makes other. */
    Settings but(Consumer<Edit> change) {
        Edit edit = new Edit(this);
        change.accept(edit);
        return new Settings(edit.application, edit.namespace, edit.chart, edit.locks, edit.release, edit.locked, helm,
                edit.postRender, edit.validate, edit.with, tools, registry, edit.context, edit.environments, secrets,
                charts);
    }

    /** The same, but for a release of another name and namespace. */
    Settings named(String otherApplication, String otherNamespace) {
        return but(edit -> {
            edit.application = otherApplication;
            edit.namespace = otherNamespace;
        });
    }

    /**
     * The same in an environment: what its place says wins.
     *
     * @param branch that this run is about; empty when there is none
     */
    Settings in(Optional<String> branch) {
        Environments chosen = environments.choose(branch);
        Environments.Place place = chosen.place().orElse(new Environments.Place(null, null, null));
        return but(edit -> {
            edit.environments = chosen;
            edit.application = place.application() == null ? application : place.application();
            edit.namespace = Objects.requireNonNullElse(place.namespace(), namespace);
            edit.context = place.context() == null ? context : place.context();
        });
    }

    /** What can be other in a run than {@code gitops.yaml} says. */
    static final class Edit {
        String application;
        String namespace;
        String chart;
        String locks;
        String release;
        Boolean locked;
        List<String> postRender;
        Validate validate;
        With with;
        String context;
        Environments environments;

        private Edit(Settings from) {
            application = from.application;
            namespace = from.namespace;
            chart = from.chart;
            locks = from.locks;
            release = from.release;
            locked = from.locked;
            postRender = from.postRender;
            validate = from.validate;
            with = from.with;
            context = from.context;
            environments = from.environments;
        }
    }

    /** As the options of {@code helm template}. */
    record Helm(
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> values,
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> set,
            String kubeVersion,
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> apiVersions,
            boolean includeCrds) {
        Helm {
            values = Objects.requireNonNullElse(values, List.of());
            set = Objects.requireNonNullElse(set, List.of());
            apiVersions = Objects.requireNonNullElse(apiVersions, List.of());
        }
    }

    /** As the options of kubeconform. */
    record Validate(
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> schemaLocation,
            boolean requireSchemas) {
        Validate {
            schemaLocation = Objects.requireNonNullElse(schemaLocation, List.of());
        }
    }

    /**
     * @param images {@code kbld}, or null for the built-in
     * @param build what builds Dockerfiles, {@code docker}, {@code podman} or {@code buildah}; null for what is there
     * @param deploy {@code kapp}, or null for the built-in
     * @param secrets {@code sops}, or null for the built-in
     */
    record With(String images, String build, String deploy, String secrets) {
        /** The same, but with something else for images. */
        With images(String other) {
            return new With(other, build, deploy, secrets);
        }
    }

    /**
     * @param paths programs by the command they stand for
     * @param mirror base URL that serves {@code HOST/PATH} of every release archive
     */
    record Tools(Map<String, String> paths, String mirror) {
        Tools {
            paths = Objects.requireNonNullElse(paths, Map.of());
            mirror = Objects.requireNonNullElse(mirror, "");
        }
    }

    /** @param mirrors by the registry's host: hosts, each with a path or without, that are asked before it, in order */
    record Registry(Map<String, List<String>> mirrors) {
        Registry {
            mirrors = Objects.requireNonNullElse(mirrors, Map.of());
        }
    }

    /**
     * @param mirrors by the URL of a repository, or what several begin with: the URL or directory that stands in for it
     * @param s3 where the buckets of {@code s3://} repositories are
     */
    record Charts(Map<String, String> mirrors, S3 s3) {
        Charts {
            mirrors = Objects.requireNonNullElse(mirrors, Map.of());
            s3 = Objects.requireNonNullElse(s3, new S3(null, null));
        }
    }

    /**
     * What is left out is what AWS's own settings say.
     *
     * @param endpoint URL of a server that speaks as S3 does
     */
    record S3(String endpoint, String region) {
        S3 {
            endpoint = Objects.requireNonNullElse(endpoint, "");
            region = Objects.requireNonNullElse(region, "");
        }
    }

    /** @param allow what a check for secrets is to pass over */
    record Secrets(@JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Excuse> allow) {
        Secrets {
            allow = Objects.requireNonNullElse(allow, List.of());
        }
    }

    /**
     * @param path a file from the project directory, or a pattern such as {@code tests/**}
     * @param reason why what is there may be read by everybody
     */
    record Excuse(String path, String reason) {}

    @Override
    public String application() {
        return ownName().orElse("my-app");
    }

    /** The name that the project has given itself. */
    Optional<String> ownName() {
        return Optional.ofNullable(application);
    }

    /** The settings of a file, or the defaults when it does not exist or is empty. */
    static Settings load(Path file) {
        return of(Files.exists(file) ? Yaml.read(file) : List.of());
    }

    /** The settings that a file's documents hold. */
    static Settings of(List<Yaml.Document> documents) {
        if (documents.size() > 1) {
            throw new Failure(documents.get(1).place() + ": settings are one document",
                    "Merge the documents into one.");
        }
        return documents.isEmpty()
                ? new Settings(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                        null)
                : documents.get(0).as(Settings.class);
    }
}
