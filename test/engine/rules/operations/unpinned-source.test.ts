import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "operations/unpinned-source";
const object = (apiVersion: string, kind: string, spec: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x }\nspec: { ${spec} }\n`;
const tekton = (spec: string, kind = "PipelineRun") => object("tekton.dev/v1", kind, spec);
const oci = (spec: string) => object("source.toolkit.fluxcd.io/v1", "OCIRepository", spec);
const argo = (spec: string) => object("argoproj.io/v1alpha1", "Application", spec);
const git = (revision: string) => `pipelineRef: { resolver: git, params: [${revision}] }`;

test.each([
  [tekton("taskRef: { bundle: r.example/tasks:1 }", "TaskRun"), "spec.taskRef.bundle r.example/tasks:1"],
  [tekton(git("{ name: revision, value: main }")), "spec.pipelineRef.params.0.value main"],
  [tekton(git("")), "spec.pipelineRef.params params"],
  [
    tekton(
      "tasks: [{ name: a, taskRef: { resolver: bundles, params: [{ name: bundle, value: 'r.example/t:1' }] } }]",
      "Pipeline",
    ),
    "spec.tasks.0.taskRef.params.0.value 'r.example/t:1'",
  ],
  [tekton("steps: [{ name: a, ref: { resolver: http } }]", "Task"), "spec.steps.0.ref.resolver http"],
  [oci("url: oci://r.example/x"), "spec.ref.tag x"],
  [oci("ref: { tag: latest }"), "spec.ref.tag latest"],
  [argo("source: { chart: web, targetRevision: '*' }"), "spec.source.targetRevision '*'"],
  [argo("sources: [{ chart: web }]"), "spec.sources.0.targetRevision chart"],
])("tekton-bundles-flux-sources-argo-projects: %s", (text, expected) => {
  expect(places(rule, text)).toEqual([expected]);
});

test.each([
  tekton(git(`{ name: revision, value: ${"a".repeat(40)} }`)),
  tekton(git("{ name: revision, value: $(params.commit) }")),
  tekton(`taskRef: { bundle: 'r.example/t@sha256:${"a".repeat(64)}' }`, "TaskRun"),
  tekton("taskRef: { name: local }", "TaskRun"),
  oci("ref: { tag: latest }, verify: { provider: cosign }"),
  oci("ref: { semver: 1.x }"),
  oci("ref: { tag: 1.4.2 }"),
  argo("source: { path: deploy, targetRevision: HEAD }"),
  argo("source: { chart: web, targetRevision: 1.2.3 }"),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
