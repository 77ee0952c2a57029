//SOURCES ChangeBindings.java
//SOURCES ChangeRule.java
//SOURCES ResourceChoice.java

import java.util.List;

/**
 * The order that holds without being asked for, as kapp has it, and one for what secretgen-controller makes Secrets of;
 * kinds are known by their API group, in any version.
 */
final class DefaultChangeBindings {
    private static final String PREFIX = "change-groups.kapp.k14s.io/";
    private static final String RBAC_API = "rbac.authorization.k8s.io";

    private static final ResourceChoice CRD =
            ResourceChoice.kinds("apiextensions.k8s.io", "CustomResourceDefinition");
    private static final ResourceChoice NAMESPACE = ResourceChoice.kinds("", "Namespace");
    private static final ResourceChoice STORAGE_CLASS = ResourceChoice.kinds("storage.k8s.io", "StorageClass");
    private static final ResourceChoice STORAGE =
            ResourceChoice.kinds("", "PersistentVolume", "PersistentVolumeClaim");
    private static final ResourceChoice ROLE = ResourceChoice.kinds(RBAC_API, "ClusterRole", "Role");
    private static final ResourceChoice ROLE_BINDING =
            ResourceChoice.kinds(RBAC_API, "ClusterRoleBinding", "RoleBinding");
    private static final ResourceChoice RBAC = ROLE.or(ROLE_BINDING);
    private static final ResourceChoice SERVICE_ACCOUNT = ResourceChoice.kinds("", "ServiceAccount");
    private static final ResourceChoice PACKAGE_INSTALL =
            ResourceChoice.kinds("packaging.carvel.dev", "PackageInstall");
    private static final ResourceChoice KAPP_CONTROLLER_APP = ResourceChoice.kinds("kappctrl.k14s.io", "App");

    /** What Pods need to start, and what they would have to be restarted for when it came later. */
    private static final ResourceChoice POD_RELATED = SERVICE_ACCOUNT
            .or(ResourceChoice.kinds("", "ConfigMap", "Secret", "ResourceQuota", "LimitRange"))
            .or(ResourceChoice.kinds("networking.k8s.io", "NetworkPolicy"))
            .or(ResourceChoice.kinds("extensions", "NetworkPolicy", "PodSecurityPolicy"))
            .or(ResourceChoice.kinds("policy", "PodSecurityPolicy", "PodDisruptionBudget"))
            .or(ResourceChoice.kinds("scheduling.k8s.io", "PriorityClass"))
            .or(ResourceChoice.kinds("node.k8s.io", "RuntimeClass"));

    private static final ResourceChoice GENERATED_SECRET =
            ResourceChoice.kinds("secretgen.k14s.io", "Certificate", "Password", "RSAKey", "SSHKey");
    private static final ResourceChoice SECRET_OF_SECRETS =
            ResourceChoice.kinds("secretgen.carvel.dev", "SecretTemplate", "SecretExport", "SecretImport");
    private static final ResourceChoice SECRETGEN = GENERATED_SECRET.or(SECRET_OF_SECRETS);

    private static final ResourceChoice WITH_DEFAULTS = ResourceChoice.not(
            ResourceChoice.annotated(List.of("kapp.k14s.io/disable-default-change-group-and-rules")));

    static final List<ChangeBindings.GroupBinding> GROUPS = List.of(
            group("crds", CRD),
            group("crds-{crd-group}-{crd-kind}", CRD),
            group("namespaces", NAMESPACE),
            group("namespaces-{name}", NAMESPACE),
            group("storage-class", STORAGE_CLASS),
            group("storage", STORAGE),
            group("rbac-roles", ROLE),
            group("rbac-role-bindings", ROLE_BINDING),
            group("rbac", RBAC),
            group("pod-related", POD_RELATED),
            group("serviceaccount", SERVICE_ACCOUNT),
            group("secretgen-generated", GENERATED_SECRET),
            group("secretgen", SECRETGEN),
            group("kapp-controller-app", KAPP_CONTROLLER_APP),
            group("kapp-controller-packageinstall", PACKAGE_INSTALL));

    static final List<ChangeBindings.RuleBinding> RULES = List.of(
            required(ResourceChoice.CUSTOM, "upsert after upserting " + PREFIX + "crds-{api-group}-{kind}"),
            preferred(ResourceChoice.CUSTOM, "delete before deleting " + PREFIX + "crds"),
            preferred(ResourceChoice.not(ResourceChoice.CUSTOM.or(CRD)),
                    "delete after deleting " + PREFIX + "crds"),
            required(ResourceChoice.NAMESPACED, "upsert after upserting " + PREFIX + "namespaces-{namespace}"),
            preferred(SERVICE_ACCOUNT, "delete before deleting " + PREFIX + "namespaces-{namespace}"),
            preferred(ROLE_BINDING, "upsert after upserting " + PREFIX + "rbac-roles"),
            preferred(SERVICE_ACCOUNT.or(RBAC),
                    "upsert before upserting " + PREFIX + "kapp-controller-packageinstall",
                    "upsert before upserting " + PREFIX + "kapp-controller-app",
                    "delete after deleting " + PREFIX + "kapp-controller-packageinstall",
                    "delete after deleting " + PREFIX + "kapp-controller-app"),
            preferred(STORAGE, "upsert after upserting " + PREFIX + "storage-class"),
            preferred(ResourceChoice.NAMESPACED.and(ResourceChoice.not(
                            STORAGE_CLASS.or(STORAGE).or(RBAC).or(POD_RELATED).or(SECRETGEN))),
                    "upsert after upserting " + PREFIX + "secretgen"),
            preferred(SECRET_OF_SECRETS, "upsert after upserting " + PREFIX + "secretgen-generated"),
            preferred(ResourceChoice.NAMESPACED.and(ResourceChoice.not(
                            STORAGE_CLASS.or(STORAGE).or(RBAC).or(POD_RELATED))),
                    "upsert after upserting " + PREFIX + "pod-related",
                    "upsert after upserting " + PREFIX + "rbac",
                    "upsert after upserting " + PREFIX + "storage-class",
                    "upsert after upserting " + PREFIX + "storage"));

    private DefaultChangeBindings() {}

    private static ChangeBindings.GroupBinding group(String name, ResourceChoice resources) {
        return new ChangeBindings.GroupBinding(PREFIX + name, resources);
    }

    private static ChangeBindings.RuleBinding required(ResourceChoice resources, String... rules) {
        return binding(resources, ChangeRule.Force.REQUIRED, rules);
    }

    private static ChangeBindings.RuleBinding preferred(ResourceChoice resources, String... rules) {
        return binding(resources, ChangeRule.Force.PREFERRED, rules);
    }

    private static ChangeBindings.RuleBinding binding(ResourceChoice resources, ChangeRule.Force force,
            String... rules) {
        return new ChangeBindings.RuleBinding(
                List.of(rules).stream().map(rule -> ChangeRule.parse(rule, force)).toList(),
                resources.and(WITH_DEFAULTS));
    }
}
