import { describe, expect, it } from "vitest";
import { parseDocument } from "../../../engine/yaml/parse-document";
import { templateKind } from "../../../engine/yaml/template";

describe("templates", () => {
  it.each([
    ["metadata:\n  name: {{ .Release.Name }}-web\n", "helm"],
    ["{{- if .Values.ingress.enabled }}\nkind: Ingress\n{{- end }}\n", "helm"],
    ['image: "{{ .Values.image }}:{{ .Values.tag }}"\n', "helm"],
    ['spec:\n  {{- include "chart.spec" . | nindent 2 }}\n', "helm"],
    ["kind: Pod\nmetadata:\n  name: {{ name }}\n", "go"],
    ["kind: Pod\nmetadata:\n  name: app-{{ version }}\n", "go"],
    ["{{ range $x }}\nkind: Pod\n{{ end }}\n", "go"],
    ["{% if x %}\nkind: Pod\n{% endif %}\n", "jinja"],
    [`kind: Pod\nmetadata:\n  name: \${APP_NAME}\n`, "envsubst"],
    [`spec:\n  template:\n    spec:\n      containers:\n      - image: repo/\${IMAGE}\n`, "envsubst"],
  ])("%j is %s", (text, kind) => {
    expect(templateKind(text)).toBe(kind);
    expect(parseDocument(text)).toMatchObject({ template: kind, value: undefined, problems: [] });
  });

  it.each([
    "kind: PrometheusRule\nsummary: 'Instance {{ $labels.instance }} is down'\n",
    "kind: PrometheusRule\nsummary: Instance {{ $labels.instance }} is down\n",
    'kind: PrometheusRule\nsummary: "Instance\n  {{ $labels.instance }}\n  is down"\n',
    "kind: ConfigMap\ndata:\n  a.tpl: |\n    {{ range . }}{{ .Name }}{{ end }}\n    {% if x %}\n",
    "kind: Workflow\nargs: ['{{inputs.parameters.x}}']\n",
    "kind: Pod # {{ .Values.x }}\n",
    `kind: Pod\ncommand: ['sh', '-c', 'echo \${HOME}']\n`,
  ])("%j is a manifest", (text) => {
    const document = parseDocument(text);
    expect(document.template).toBeUndefined();
    expect(document.problems).toEqual([]);
    expect(document.value).toHaveProperty("kind");
  });
});
