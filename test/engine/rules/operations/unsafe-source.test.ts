import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "operations/unsafe-source";
const flux = (kind: string, spec: string) =>
  `apiVersion: source.toolkit.fluxcd.io/v1\nkind: ${kind}\nmetadata: { name: s }\nspec: { ${spec} }\n`;
const argo = (kind: string, spec: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: { name: s }\nspec: { ${spec} }\n`;
const settings = (data: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: argocd-cmd-params-cm }\ndata: { ${data} }\n`;

test.each([
  [flux("GitRepository", "url: http://git.example/x"), "spec.url http://git.example/x"],
  [flux("OCIRepository", "url: oci://r.example/x, insecure: true"), "spec.insecure true"],
  [flux("Bucket", "insecure: true"), "spec.insecure true"],
  [
    argo("Application", "source: { repoURL: http://git.example/x }"),
    "spec.source.repoURL http://git.example/x",
  ],
  [
    argo("Application", "sources: [{ repoURL: git://git.example/x }]"),
    "spec.sources.0.repoURL git://git.example/x",
  ],
  [
    argo("ApplicationSet", "template: { spec: { source: { repoURL: http://git.example/x } } }"),
    "spec.template.spec.source.repoURL http://git.example/x",
  ],
  [settings('server.insecure: "true"'), 'data.server.insecure "true"'],
])("tekton-bundles-flux-sources-argo-projects: %s", (text, expected) => {
  expect(places(rule, text)).toEqual([expected]);
});

test.each([
  flux("GitRepository", "url: ssh://git@git.example/x"),
  flux("HelmRepository", "url: http://charts.charts.svc.cluster.local/"),
  argo("Application", "source: { repoURL: https://git.example/x }"),
  settings('server.insecure: "false"'),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
