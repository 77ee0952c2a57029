{{- define "preview.labels" -}}
app.kubernetes.io/name: demo-service
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
