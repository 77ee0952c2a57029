/**
 * A group of the tests' API, named after the namespace of the test, for which another server is asked that is not there.
 * The group goes with the test, as namespaces cannot be deleted while there is one of those.
 */
final class BrokenGroup implements AutoCloseable {
    private final TestNamespace namespace;
    private final String service;

    private BrokenGroup(TestNamespace namespace) {
        this.namespace = namespace;
        this.service = "apiservice/v1." + group();
    }

    /** One that has never answered. */
    static BrokenGroup without(TestNamespace namespace) {
        BrokenGroup broken = new BrokenGroup(namespace);
        namespace.apply("""
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1.GROUP}
                spec:
                  group: GROUP
                  version: v1
                  groupPriorityMinimum: 100
                  versionPriority: 100
                  insecureSkipTLSVerify: true
                  service: {name: nobody, namespace: default}
                """.replace("GROUP", broken.group()));
        broken.awaitDiscovery(true);
        return broken;
    }

    /** One that answers so far. */
    static BrokenGroup with(TestNamespace namespace) {
        BrokenGroup group = new BrokenGroup(namespace);
        namespace.apply("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: lamps.GROUP}
                spec:
                  group: GROUP
                  scope: Namespaced
                  names: {plural: lamps, singular: lamp, kind: Lamp}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """.replace("GROUP", group.group()));
        group.awaitDiscovery(false);
        Await.until("lamps are served", () -> namespace.kubectl("get", "lamps." + group.group()).exit() == 0);
        return group;
    }

    String group() {
        return namespace.name() + ".example.com";
    }

    String lamp() {
        return "{apiVersion: " + group() + "/v1, kind: Lamp, metadata: {name: desk}}\n";
    }

    /** Asks another server from now on. */
    void fail() {
        namespace.kubectl("label", service, "kube-aggregator.kubernetes.io/automanaged-").succeeds();
        namespace.kubectl("patch", service, "--type=merge", "-p", "{\"spec\":{\"insecureSkipTLSVerify\":true,"
                + "\"service\":{\"name\":\"nobody\",\"namespace\":\"default\"}}}").succeeds();
        awaitDiscovery(true);
    }

    void repair() {
        namespace.kubectl("delete", service).succeeds();
        awaitDiscovery(false);
    }

    private void awaitDiscovery(boolean stale) {
        Await.until("the API server knows the state of " + group(), () -> {
            boolean known = namespace.kubectl("api-resources", "--api-group", group(), "-o", "name").out()
                    .contains("lamps");
            return stale != known;
        });
    }

    @Override
    public void close() {
        namespace.kubectl("delete", "crd", "lamps." + group(), "--ignore-not-found");
        namespace.kubectl("delete", service, "--ignore-not-found");
    }
}
