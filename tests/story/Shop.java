import java.util.List;

/** A shop of two applications, web and api, each with a repository, and the config repository of both. */
final class Shop {
    private static final String CHART = "apiVersion: v2\nname: umbrella-chart\nversion: 0.1.0\n";

    private Shop() {}

    /** An application's repository, in a directory of its name: one image, with one page. */
    static void application(Sandbox sandbox, OciRegistry registry, String name) {
        DockerEngine.in(sandbox).write(name + "/Dockerfile", "FROM scratch\nCOPY page.html /\n")
                .write(name + "/page.html", "Welcome to " + name + " of " + sandbox.directory() + "\n")
                .write(name + "/.gitignore", "*.lock.yml\n.release/\n")
                .write(name + "/kbld.yaml", """
                        apiVersion: kbld.k14s.io/v1alpha1
                        kind: Config
                        sources: [{image: %1$s, path: .}]
                        destinations: [{image: %1$s, newImage: %2$s/shop/%1$s}]
                        """.formatted(name, registry.host()))
                .write(name + "/umbrella-chart/Chart.yaml", CHART)
                .write(name + "/umbrella-chart/values.yaml", "replicas: 1\n")
                .write(name + "/umbrella-chart/templates/deployment.yaml", deployment(name))
                .write(name + "/umbrella-chart/templates/ingress.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: %1$s}
                        spec:
                          rules:
                          - host: "{{ .Release.Name }}.example.com"
                            http:
                              paths: [{path: /, pathType: Prefix, backend: {service: {name: %1$s, port: {number: 80}}}}]
                        """.formatted(name));
        GitRepositories.git(sandbox, "init", "-q", "-b", "main", name);
        commit(sandbox, name, "first");
    }

    /** {@code remote.git}, with the branches develop and production. */
    static void config(Sandbox sandbox, String develop, String production) {
        sandbox.write("config/gitops.yaml", """
                application: shop
                locked: true
                environments:
                  develop: {namespace: %s}
                  production: {namespace: %s}
                """.formatted(develop, production))
                .write("config/.gitignore", ".release/\n")
                .write("config/umbrella-chart/Chart.yaml", CHART)
                .write("config/umbrella-chart/values.yaml", "replicas: 1\n");
        for (String application : List.of("web", "api")) {
            sandbox.write("config/umbrella-chart/templates/" + application + ".yaml", deployment(application));
        }
        GitRepositories.git(sandbox, "init", "-q", "-b", "develop", "config");
        commit(sandbox, "config", "Have a shop");
        GitRepositories.git(sandbox, "-C", "config", "switch", "-q", "-c", "production");
        sandbox.write("config/umbrella-chart/values.yaml", "replicas: 2\n");
        commit(sandbox, "config", "Have two of each in production");
        GitRepositories.git(sandbox, "-C", "config", "switch", "-q", "develop");
        GitRepositories.git(sandbox, "clone", "-q", "--bare", "config", "remote.git");
    }

    static void commit(Sandbox sandbox, String repository, String subject) {
        GitRepositories.git(sandbox, "-C", repository, "add", ".");
        GitRepositories.git(sandbox, "-C", repository, "commit", "-q", "-m", subject);
    }

    /** The image that a Deployment has in the cluster. */
    static String image(TestNamespace namespace, String deployment, String... options) {
        return get(namespace, deployment, "{.spec.template.spec.containers[0].image}", options);
    }

    static String replicas(TestNamespace namespace, String deployment) {
        return get(namespace, deployment, "{.spec.replicas}");
    }

    private static String get(TestNamespace namespace, String deployment, String field, String... options) {
        String[] command = new String[options.length + 4];
        System.arraycopy(new String[] {"get", "deployment/" + deployment, "-o", "jsonpath=" + field}, 0, command, 0, 4);
        System.arraycopy(options, 0, command, 4, options.length);
        return namespace.kubectl(command).succeeds().out();
    }

    /** The manifest of a Deployment whose image has its name. */
    static String deployment(String name) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  replicas: {{ .Values.replicas }}
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec: {containers: [{name: %1$s, image: %1$s}]}
                """.formatted(name);
    }
}
