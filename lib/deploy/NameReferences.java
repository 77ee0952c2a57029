//SOURCES ../resource/KappConfig.java
//SOURCES ../resource/ResourceMatcher.java
//SOURCES ../yaml/FieldPath.java

import java.util.ArrayList;
import java.util.List;

/** Where resources name ConfigMaps and Secrets. */
final class NameReferences {
    private static final List<String> POD_TEMPLATES =
            List.of("apps/v1 Deployment", "apps/v1 ReplicaSet", "apps/v1 StatefulSet", "apps/v1 DaemonSet",
                    "batch/v1 Job");
    private static final List<String> CRON_JOB = List.of("batch/v1 CronJob");
    private static final List<String> POD = List.of("v1 Pod");
    private static final List<String> SERVICE_ACCOUNT = List.of("v1 ServiceAccount");
    private static final List<String> APP = List.of("kappctrl.k14s.io/v1alpha1 App");
    private static final List<String> PACKAGE_INSTALL = List.of("packaging.carvel.dev/v1alpha1 PackageInstall");
    private static final List<String> PACKAGE_REPOSITORY = List.of("packaging.carvel.dev/v1alpha1 PackageRepository");

    private final List<KappConfig.ObjectReference> references = new ArrayList<>();

    private NameReferences() {}

    static List<KappConfig.TemplateRule> rules() {
        NameReferences configMaps = new NameReferences();
        configMaps.configMaps();
        NameReferences secrets = new NameReferences();
        secrets.secrets();
        return List.of(configMaps.rule("ConfigMap"), secrets.rule("Secret"));
    }

    private void configMaps() {
        for (String spec : List.of("spec, template, spec", "spec, jobTemplate, spec, template, spec")) {
            List<String> kinds = spec.contains("jobTemplate") ? CRON_JOB : POD_TEMPLATES;
            for (String containers : List.of("containers", "initContainers")) {
                add(kinds, spec + ", " + containers + ", *, env, *, valueFrom, configMapKeyRef");
                add(kinds, spec + ", " + containers + ", *, envFrom, *, configMapRef");
            }
            add(kinds, spec + ", volumes, *, projected, sources, *, configMap");
            add(kinds, spec + ", volumes, *, configMap");
        }
        add(POD, "spec, volumes, *, configMap");
        add(APP, "spec, fetch, *, inline, pathsFrom, *, configMapRef");
        add(APP, "spec, template, *, ytt, inline, pathsFrom, *, configMapRef");
        for (String template : List.of("ytt", "helmTemplate", "cue")) {
            add(APP, "spec, template, *, " + template + ", valuesFrom, *, configMapRef");
        }
        add(PACKAGE_REPOSITORY, "spec, fetch, inline, pathsFrom, *, configMapRef");
    }

    private void secrets() {
        for (String spec : List.of("spec, template, spec", "spec, jobTemplate, spec, template, spec")) {
            List<String> kinds = spec.contains("jobTemplate") ? CRON_JOB : POD_TEMPLATES;
            for (String containers : List.of("containers", "initContainers")) {
                add(kinds, spec + ", " + containers + ", *, env, *, valueFrom, secretKeyRef");
                add(kinds, spec + ", " + containers + ", *, envFrom, *, secretRef");
            }
            add(kinds, spec + ", imagePullSecrets, *");
            add(kinds, spec + ", volumes, *, secret", "secretName");
            add(kinds, spec + ", volumes, *, projected, sources, *, secret");
        }
        add(POD, "spec, volumes, *, secret", "secretName");
        add(POD, "spec, imagePullSecrets, *");
        add(SERVICE_ACCOUNT, "imagePullSecrets, *");
        add(SERVICE_ACCOUNT, "secrets, *");
        add(APP, "spec, cluster, kubeconfigSecretRef");
        for (String fetch : List.of("inline, pathsFrom, *", "imgpkgBundle", "http", "git", "helmChart, repository")) {
            add(APP, "spec, fetch, *, " + fetch + ", secretRef");
        }
        add(APP, "spec, template, *, ytt, inline, pathsFrom, *, secretRef");
        for (String template : List.of("ytt", "helmTemplate", "cue")) {
            add(APP, "spec, template, *, " + template + ", valuesFrom, *, secretRef");
        }
        add(APP, "spec, template, *, sops, pgp, privateKeySecretRef");
        add(PACKAGE_INSTALL, "spec, values, *, secretRef");
        add(PACKAGE_INSTALL, "spec, cluster, kubeconfigSecretRef");
        add(PACKAGE_REPOSITORY, "spec, fetch, inline, pathsFrom, *, secretRef");
    }

    private KappConfig.TemplateRule rule(String kind) {
        return new KappConfig.TemplateRule(List.of(ResourceMatcher.of("v1", kind)),
                new KappConfig.AffectedResources(List.copyOf(references)));
    }

    private void add(List<String> kinds, String path) {
        add(kinds, path, "name");
    }

    /** @param path steps, {@code *} for all items of a list */
    private void add(List<String> kinds, String path, String nameKey) {
        List<ResourceMatcher> matchers = kinds.stream().map(kind -> kind.split(" "))
                .map(kind -> ResourceMatcher.of(kind[0], kind[1])).toList();
        references.add(new KappConfig.ObjectReference(FieldPath.of(path.split(", ")), matchers, nameKey));
    }
}
