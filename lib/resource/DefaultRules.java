//SOURCES ../deploy/NameReferences.java
//SOURCES ../yaml/Yaml.java
//SOURCES KappConfig.java

import java.util.ArrayList;
import java.util.List;

/**
 * The rules that hold without any {@code Config} document. They are kapp's, so that both see the same changes; what
 * secretgen-controller works on is waited for, too.
 */
final class DefaultRules {
    private static final String CONFIG = """
            apiVersion: kapp.k14s.io/v1alpha1
            kind: Config
            rebaseRules:
            - {path: [metadata], type: copy, sources: [existing], resourceMatchers: &all [{allMatcher: {}}]}
            - {paths: [[metadata, labels], [metadata, annotations]], type: remove, resourceMatchers: *all}
            - {paths: [[metadata, labels], [metadata, annotations]], type: copy, sources: [new],
               resourceMatchers: *all}
            - paths: [[spec, clusterIP], [spec, healthCheckNodePort]]
              type: copy
              sources: [new, existing]
              resourceMatchers: [{apiVersionKindMatcher: &service {apiVersion: v1, kind: Service}}]
            - paths:
              - [spec, finalizers]
              - [metadata, annotations, openshift.io/sa.scc.mcs]
              - [metadata, annotations, openshift.io/sa.scc.supplemental-groups]
              - [metadata, annotations, openshift.io/sa.scc.uid-range]
              type: copy
              sources: [new, existing]
              resourceMatchers: [{apiVersionKindMatcher: {apiVersion: v1, kind: Namespace}}]
            - paths:
              - [metadata, annotations, pv.kubernetes.io/bind-completed]
              - [metadata, annotations, pv.kubernetes.io/bound-by-controller]
              - [metadata, annotations, pv.kubernetes.io/migrated-to]
              - [metadata, annotations, volume.beta.kubernetes.io/storage-provisioner]
              - [spec, storageClassName]
              - [spec, volumeMode]
              - [spec, volumeName]
              type: copy
              sources: [new, existing]
              resourceMatchers: [{apiVersionKindMatcher: {apiVersion: v1, kind: PersistentVolumeClaim}}]
            - path: &revision [metadata, annotations, deployment.kubernetes.io/revision]
              type: copy
              sources: [new, existing]
              resourceMatchers: &deployment [{apiVersionKindMatcher: {apiVersion: apps/v1, kind: Deployment}}]
            - path: [webhooks, {allIndexes: true}, clientConfig, caBundle]
              type: copy
              sources: [new, existing]
              resourceMatchers:
              - apiGroupKindMatcher: {apiGroup: admissionregistration.k8s.io, kind: MutatingWebhookConfiguration}
              - apiGroupKindMatcher: {apiGroup: admissionregistration.k8s.io, kind: ValidatingWebhookConfiguration}
            - path: [spec, caBundle]
              type: copy
              sources: [new, existing]
              resourceMatchers: [{apiGroupKindMatcher: {apiGroup: apiregistration.k8s.io, kind: APIService}}]
            - path: [spec, conversion, webhook, clientConfig, caBundle]
              type: copy
              sources: [new, existing]
              resourceMatchers:
              - apiGroupKindMatcher: {apiGroup: apiextensions.k8s.io, kind: CustomResourceDefinition}
            - path: [spec, nodeName]
              type: copy
              sources: [new, existing]
              resourceMatchers: [{apiVersionKindMatcher: &pod {apiVersion: v1, kind: Pod}}]
            - paths: [[data, .dockerconfigjson], [metadata, annotations, secretgen.carvel.dev/status]]
              type: copy
              sources: [existing, new]
              resourceMatchers:
              - andMatcher:
                  matchers:
                  - apiVersionKindMatcher: &secret {apiVersion: v1, kind: Secret}
                  - hasAnnotationMatcher: {keys: [secretgen.carvel.dev/image-pull-secret]}
                  - notMatcher: {matcher: {hasAnnotationMatcher: {keys: [
                      kapp.k14s.io/disable-default-secretgen-rebase-rules]}}}
            - path: [rules]
              type: copy
              sources: [existing]
              resourceMatchers:
              - andMatcher:
                  matchers:
                  - apiGroupKindMatcher: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole}
                  - notMatcher: {matcher: {emptyFieldMatcher: {path: [aggregationRule]}}}
            waitRules:
            - supportsObservedGeneration: true
              conditionMatchers:
              - {type: ReconcileFailed, status: "True", failure: true, timeout: 30s}
              - {type: ReconcileSucceeded, status: "True", success: true}
              resourceMatchers:
              - apiGroupKindMatcher: {apiGroup: secretgen.k14s.io, kind: Certificate}
              - apiGroupKindMatcher: {apiGroup: secretgen.k14s.io, kind: Password}
              - apiGroupKindMatcher: {apiGroup: secretgen.k14s.io, kind: RSAKey}
              - apiGroupKindMatcher: {apiGroup: secretgen.k14s.io, kind: SSHKey}
              - apiGroupKindMatcher: {apiGroup: secretgen.carvel.dev, kind: SecretTemplate}
              - apiGroupKindMatcher: {apiGroup: secretgen.carvel.dev, kind: SecretExport}
              - apiGroupKindMatcher: {apiGroup: secretgen.carvel.dev, kind: SecretImport}
            diffAgainstLastAppliedFieldExclusionRules:
            - {path: *revision, resourceMatchers: *deployment}
            diffAgainstExistingFieldExclusionRules:
            - {path: [status], resourceMatchers: *all}
            diffMaskRules:
            - {path: [data], resourceMatchers: [apiVersionKindMatcher: *secret]}
            - {path: [stringData], resourceMatchers: [apiVersionKindMatcher: *secret]}
            ownershipLabelRules:
            - {path: [metadata, labels], resourceMatchers: *all}
            - path: [spec, template, metadata, labels]
              resourceMatchers: [andMatcher: {matchers: [&owning {notMatcher: {matcher: {hasAnnotationMatcher: {keys: [
                kapp.k14s.io/disable-default-ownership-label-rules]}}}}, {anyMatcher: {matchers: &templates [
                apiVersionKindMatcher: {apiVersion: apps/v1, kind: Deployment},
                apiVersionKindMatcher: {apiVersion: apps/v1, kind: ReplicaSet},
                apiVersionKindMatcher: &set {apiVersion: apps/v1, kind: StatefulSet},
                apiVersionKindMatcher: {apiVersion: apps/v1, kind: DaemonSet},
                apiVersionKindMatcher: {apiVersion: batch/v1, kind: Job}]}}]}]
            - path: [spec, volumeClaimTemplates, {allIndexes: true}, metadata, labels]
              resourceMatchers: [andMatcher: {matchers: [*owning, {apiVersionKindMatcher: *set}]}]
            - path: [spec, jobTemplate, spec, template, metadata, labels]
              resourceMatchers: [andMatcher: {matchers: [*owning, {apiVersionKindMatcher: &cron {
                apiVersion: batch/v1, kind: CronJob}}]}]
            labelScopingRules:
            - path: [spec, selector]
              isDefault: true
              resourceMatchers: [andMatcher: {matchers: [{apiVersionKindMatcher: *service},
                &scoped {notMatcher: {matcher: {hasAnnotationMatcher: {keys: [
                  kapp.k14s.io/disable-label-scoping]}}}},
                &defaultScoped {notMatcher: {matcher: {hasAnnotationMatcher: {keys: [
                  kapp.k14s.io/disable-default-label-scoping-rules]}}}}]}]
            - path: [spec, selector, matchLabels]
              isDefault: true
              resourceMatchers: [andMatcher: {matchers: [{anyMatcher: {matchers: *templates}}, *scoped,
                *defaultScoped]}]
            """;

    private DefaultRules() {}

    /** The defaults and the rules that references to versioned resources follow. */
    static KappConfig config() {
        return KappConfig.of(Yaml.read("default rules", CONFIG).get(0)).withTemplateRules(NameReferences.rules());
    }

    /** The defaults, then what these documents add to them. */
    static KappConfig with(List<Yaml.Document> documents) {
        List<KappConfig> configs = new ArrayList<>(List.of(config()));
        documents.forEach(document -> configs.add(KappConfig.of(document)));
        return KappConfig.joined(configs.toArray(KappConfig[]::new));
    }
}
