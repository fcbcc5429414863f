{{- define "loadstone.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end }}

{{- define "loadstone.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else -}}
{{- $name := include "loadstone.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end }}

{{/* Several namespaced operators share a cluster, so their cluster-scoped names carry the namespace. */}}
{{- define "loadstone.clusterName" -}}
{{- $name := include "loadstone.fullname" . -}}
{{- if .Values.watchNamespaces -}}{{ printf "%s-%s" $name .Release.Namespace }}{{- else -}}{{ $name }}{{- end -}}
{{- end }}

{{- define "loadstone.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "loadstone.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end }}

{{/* What runners dial. A Service's name is a label of DNS, so it is short. */}}
{{- define "loadstone.leaderService" -}}
{{- printf "%s-leader" (include "loadstone.fullname" . | trunc 56 | trimSuffix "-") -}}
{{- end }}

{{/* Where the metrics are read: a Service's name, too. */}}
{{- define "loadstone.metricsService" -}}
{{- printf "%s-metrics" (include "loadstone.fullname" . | trunc 55 | trimSuffix "-") -}}
{{- end }}

{{/* The name of a LoadTest, which is a label of what it makes. */}}
{{- define "loadstone.smokeTest" -}}
{{- printf "%s-smoke-test" (include "loadstone.fullname" . | trunc 52 | trimSuffix "-") -}}
{{- end }}

{{- define "loadstone.tlsSecret" -}}
{{- .Values.certificate.existingSecret | default (printf "%s-tls" (include "loadstone.fullname" .)) -}}
{{- end }}

{{/* The component keeps runner pods, which carry the same name, out of the operator's Service. */}}
{{- define "loadstone.selectorLabels" -}}
app.kubernetes.io/name: {{ include "loadstone.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end }}

{{- define "loadstone.labels" -}}
{{ include "loadstone.selectorLabels" . }}
app.kubernetes.io/part-of: loadstone
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "loadstone.subjects" -}}
- kind: ServiceAccount
  name: {{ include "loadstone.serviceAccount" . }}
  namespace: {{ .Release.Namespace }}
{{- end }}

{{/* A range as a peer, without what is closed of it: nothing where all of it is, since an exception must leave something. */}}
{{- define "loadstone.peers" -}}
{{- $except := .always -}}
{{- $all := false -}}
{{- range .closed -}}
{{- if eq (contains ":" .) $.colon -}}
{{- $except = append $except . -}}
{{- $all = or $all (hasSuffix "/0" .) -}}
{{- end -}}
{{- end -}}
{{- if not $all -}}
{{- toYaml (list (dict "ipBlock" (dict "cidr" .range "except" (uniq $except)))) -}}
{{- end -}}
{{- end }}

{{/* "true" where running tests are told of: what "auto" means depends on whether somebody reads it. */}}
{{- define "loadstone.tellsOfTests" -}}
{{- if kindIs "bool" .Values.metrics.tests -}}
{{- .Values.metrics.tests -}}
{{- else if or .Values.serviceMonitor.enabled .Values.otlp.endpoint .Values.metrics.service.annotations -}}
true
{{- else -}}
false
{{- end -}}
{{- end }}

{{/* Not empty where LoadTestPolicies count: with watchNamespaces that takes a cluster-wide right more, and so a word. */}}
{{- define "loadstone.readsPolicies" -}}
{{- if and .Values.policies.enabled (or (not .Values.watchNamespaces) .Values.policies.withWatchNamespaces) -}}true{{- end -}}
{{- end }}

{{/* What the operator does where LoadTests are. */}}
{{- define "loadstone.rules" -}}
- apiGroups: [loadstone.dev]
  resources: [loadtests]
  verbs: [list, watch]
- apiGroups: [loadstone.dev]
  resources: [loadtests/status]
  verbs: [patch]
- apiGroups: [batch]
  resources: [jobs]
  verbs: [list, watch, create, delete]
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch]
# By name only: plans and reports. No list, so that nobody's other ConfigMaps are seen.
- apiGroups: [""]
  resources: [configmaps]
  verbs: [get, create, delete]
# Why a Job's pods can't be made is told by an event and nowhere else, so events must be listed.
- apiGroups: [""]
  resources: [events]
  verbs: [create, list]
{{- end }}

{{/* Not the operator's: its Service and its Deployment must not take the pod for one of theirs. */}}
{{- define "loadstone.smokeLabels" -}}
{{- $labels := include "loadstone.labels" . | fromYaml -}}
{{- toYaml (mergeOverwrite $labels (dict "app.kubernetes.io/component" "smoke-test")) -}}
{{- end }}

{{/* Of helm test, in the order of the weight that is given. */}}
{{- define "loadstone.smokeHook" -}}
helm.sh/hook: test
helm.sh/hook-weight: {{ . | quote }}
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end }}
