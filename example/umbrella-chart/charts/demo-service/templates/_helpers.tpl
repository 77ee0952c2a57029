{{/* The name of every object. It starts with the release, so two releases fit into one namespace. */}}
{{- define "demo-service.name" -}}
{{ .Release.Name }}-{{ .Chart.Name }}
{{- end }}

{{/* The labels of every object and pod; app.kubernetes.io/component joins them where pods are. */}}
{{- define "demo-service.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: {{ .Release.Name }}
example.com/environment: {{ .Values.global.environment }}
{{- end }}

{{/* The pods that serve. Without the component, those of the migration and the test would get requests too. */}}
{{- define "demo-service.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: server
{{- end }}

{{/* What every pod of this chart runs as: no user of the node, and without a token for the cluster. */}}
{{- define "demo-service.pod" -}}
serviceAccountName: {{ include "demo-service.name" . }}
automountServiceAccountToken: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{/* What every container may do: no more than serving a page takes. */}}
{{- define "demo-service.container" -}}
imagePullPolicy: {{ .Values.global.imagePullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end }}
