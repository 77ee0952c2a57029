//SOURCES ../lib/Failure.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A made-up config repository: an umbrella chart of many sub-charts that resemble those which people write.
 *
 * @param charts how many sub-charts; each has the same six templates and an image that a lock covers
 * @param tplCalls how often each of them calls {@code tpl}, spread over its templates
 */
record Umbrella(int charts, int tplCalls) {
    private static final List<String> TEMPLATES = List.of("""
            apiVersion: apps/v1
            kind: Deployment
            metadata:%s
            spec:
              replicas: {{ .Values.replicas }}
              selector:
                matchLabels: {app: {{ include "NAME.name" . }}}
              template:
                metadata:
                  labels:
                    {{- include "NAME.labels" . | nindent 8 }}
                spec:
                  serviceAccountName: {{ include "NAME.name" . }}
                  containers:
                    - name: server
                      image: {{ .Values.image }}
                      ports: [{name: http, containerPort: 8080}]
                      envFrom: [{configMapRef: {name: {{ include "NAME.name" . }}}}]
                      readinessProbe: {httpGet: {path: /healthz, port: http}}
                      resources:
                        {{- toYaml .Values.resources | nindent 12 }}
            """, """
            apiVersion: v1
            kind: Service
            metadata:%s
            spec:
              selector: {app: {{ include "NAME.name" . }}}
              ports: [{name: http, port: 80, targetPort: http}]
            """, """
            apiVersion: v1
            kind: ConfigMap
            metadata:%s
            data:
              ENVIRONMENT: {{ .Values.global.environment | quote }}
              {{- range $key, $value := .Values.settings }}
              {{ $key }}: {{ $value | quote }}
              {{- end }}
            """, """
            apiVersion: v1
            kind: ServiceAccount
            metadata:%s
            automountServiceAccountToken: false
            """, """
            {{- if .Values.host }}
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata:%s
            spec:
              rules:
                - host: {{ .Values.host }}
                  http:
                    paths:
                      - path: /
                        pathType: Prefix
                        backend: {service: {name: {{ include "NAME.name" . }}, port: {name: http}}}
            {{- end }}
            """, """
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata:%s
            spec:
              maxUnavailable: 1
              selector:
                matchLabels: {app: {{ include "NAME.name" . }}}
            """);

    private static final String METADATA = """

              name: {{ include "NAME.name" . }}
              labels:
                {{- include "NAME.labels" . | nindent 4 }}
              annotations:
                example.com/team: {{ .Values.team }}
            """.stripTrailing();

    private static final String TPL_CALL = "\n    example.com/note-%d: {{ tpl .Values.note . | quote }}";

    private static final String HELPERS = """
            {{- define "NAME.name" -}}
            {{ .Release.Name }}-{{ .Chart.Name }}
            {{- end }}
            {{- define "NAME.labels" -}}
            app: {{ include "NAME.name" . }}
            app.kubernetes.io/instance: {{ .Release.Name }}
            app.kubernetes.io/managed-by: {{ .Release.Service }}
            {{- end }}
            """;

    private static final String VALUES = """
            image: registry.example.com/NAME:1.0
            replicas: 2
            host: NAME.example.com
            team: shop
            note: "{{ .Chart.Name }} of {{ .Release.Name }} in {{ .Release.Namespace }}"
            settings: {LOG_LEVEL: info, PORT: "8080"}
            resources:
              requests: {cpu: 10m, memory: 32Mi}
              limits: {cpu: 100m, memory: 64Mi}
            """;

    /** Writes the chart and its locks into a directory. */
    void write(Path project) {
        List<String> names = IntStream.range(0, charts).mapToObj("service-%03d"::formatted).toList();
        write(project.resolve("umbrella-chart/Chart.yaml"),
                "apiVersion: v2\nname: umbrella-chart\nversion: 0.1.0\n");
        write(project.resolve("umbrella-chart/values.yaml"), "global: {environment: staging}\n");
        names.forEach(name -> writeChart(project.resolve("umbrella-chart/charts/" + name), name));
        write(project.resolve("app-locks/all.kbld.lock.yml"), names.stream().map(name -> """
                - image: registry.example.com/%s:1.0
                  newImage: registry.example.com/%s@sha256:%064x
                  preresolved: true
                """.formatted(name, name, name.hashCode()))
                .collect(Collectors.joining("", "apiVersion: kbld.k14s.io/v1alpha1\nkind: Config\noverrides:\n", "")));
    }

    private void writeChart(Path chart, String name) {
        write(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: " + name + "\nversion: 1.0.0\n");
        write(chart.resolve("values.yaml"), VALUES.replace("NAME", name));
        write(chart.resolve("templates/_helpers.tpl"), HELPERS.replace("NAME", name));
        for (int i = 0; i < TEMPLATES.size(); i++) {
            int template = i;
            String calls = IntStream.range(0, tplCalls).filter(call -> call % TEMPLATES.size() == template)
                    .mapToObj(TPL_CALL::formatted).collect(Collectors.joining());
            write(chart.resolve("templates/template-" + i + ".yaml"),
                    TEMPLATES.get(i).formatted(METADATA + calls).replace("NAME", name));
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw Failure.writing(file, e);
        }
    }
}
