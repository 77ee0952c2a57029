{{- define "key-value-store.name" -}}
{{ .Release.Name }}-{{ .Chart.Name }}
{{- end }}

{{- define "key-value-store.labels" -}}
{{ include "key-value-store.selector" . }}
app.kubernetes.io/part-of: {{ .Release.Name }}
example.com/environment: {{ .Values.global.environment }}
{{- end }}

{{- define "key-value-store.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: database
{{- end }}
