import { isObject, type JsonValue, type Path } from "../../json";
import { hasMap, mapsAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import type { ResourceContext } from "../rule";

const TEKTON = ["Task", "Pipeline", "TaskRun", "PipelineRun"].map((kind) => `tekton.dev/${kind}`);
const MOVING = /^(HEAD|main|master|latest|develop|trunk|\*)$/;
const COMMIT = /^[0-9a-f]{40}$/;

/** Sources: Tekton resolvers and bundles; Flux OCIRepository and signature verification; Argo CD tracking strategies. */
export const unpinnedSource = defineResourceRule({
  id: "operations/unpinned-source",
  title: "Deployment follows a source that anybody with push rights may move",
  severity: "low",
  why: "A push to the branch or tag runs in the cluster, or in the build, without a review of what changed.",
  remediation: "Name a commit, a digest or a version; for Flux, verify signatures.",
  standards: { mitre: ["T1195.002"], owasp: ["K02"] },
  equivalents: { kyverno: ["require-tekton-bundle", "signed-pipeline-bundle", "verify-flux-sources"] },
  controls: ["tekton-bundles-flux-sources-argo-projects"],
  since: "0.1.0",
  appliesTo: [...TEKTON, "source.toolkit.fluxcd.io/OCIRepository", "argoproj.io/Application"],
  check(context) {
    const { group, kind, object } = context.resource;
    if (group === "tekton.dev") checkTekton(context, object.spec, ["spec"], 0);
    else if (kind === "OCIRepository") checkOci(context);
    else checkHelm(context);
  },
});

function checkOci({ resource, report }: ResourceContext): void {
  const { object } = resource;
  if (hasMap(object, "spec", "verify") || stringAt(object, "spec", "ref", "digest")) return;
  const path = ["spec", "ref", "tag"];
  if (MOVING.test(stringAt(object, ...path) ?? "latest") && !stringAt(object, "spec", "ref", "semver"))
    report({ path, message: "the artifact of a moving tag is deployed without a signature being checked" });
}

/** Git branches are how Argo CD is meant to be used; a chart without a version is not. */
function checkHelm({ resource, report }: ResourceContext): void {
  const { object } = resource;
  const sources = [
    {
      path: ["spec", "source"],
      value: object.spec && isObject(object.spec) ? object.spec.source : undefined,
    },
    ...mapsAt(object, "spec", "sources").map(({ index, value }) => ({
      path: ["spec", "sources", index],
      value,
    })),
  ];
  for (const { path, value } of sources) {
    if (!stringAt(value, "chart")) continue;
    const version = stringAt(value, "targetRevision") ?? "";
    if (version === "" || MOVING.test(version))
      report({
        path: [...path, "targetRevision"],
        message: `the chart "${stringAt(value, "chart")}" is deployed in whatever version is newest`,
      });
  }
}

/** Tekton refers to tasks and pipelines at any depth of its specs. */
function checkTekton(
  context: ResourceContext,
  value: JsonValue | undefined,
  path: Path,
  depth: number,
): void {
  if (depth > 12) return;
  if (Array.isArray(value)) {
    value.forEach((each, index) => {
      checkTekton(context, each, [...path, index], depth + 1);
    });
    return;
  }
  if (!isObject(value)) return;
  for (const [key, each] of Object.entries(value)) {
    if ((key === "taskRef" || key === "pipelineRef" || key === "ref") && isObject(each))
      checkReference(context, each, [...path, key]);
    else checkTekton(context, each, [...path, key], depth + 1);
  }
}

function checkReference(
  { report }: ResourceContext,
  reference: { [key: string]: JsonValue | undefined },
  path: Path,
): void {
  const bundle = stringAt(reference, "bundle");
  if (bundle && !bundle.includes("@sha256:"))
    report({
      path: [...path, "bundle"],
      message: `the bundle "${bundle}" has no digest, so its content may change`,
    });
  const resolver = stringAt(reference, "resolver");
  const parameters = mapsAt(reference, "params");
  const parameter = (name: string) => parameters.find(({ value }) => value.name === name);
  if (resolver === "bundles") {
    const found = parameter("bundle");
    const text = stringAt(found?.value, "value");
    if (found && text && !text.includes("@sha256:") && !text.includes("$("))
      report({
        path: [...path, "params", found.index, "value"],
        message: `the bundle "${text}" has no digest, so its content may change`,
      });
  } else if (resolver === "git") {
    const found = parameter("revision");
    const text = stringAt(found?.value, "value");
    if (!found)
      report({
        path: [...path, "params"],
        message: "the git resolver names no revision, so the newest commit of the default branch runs",
      });
    else if (text && !COMMIT.test(text) && !text.includes("$("))
      report({
        path: [...path, "params", found.index, "value"],
        message: `the revision "${text}" is no commit, so what runs may change`,
      });
  } else if (resolver === "http") {
    report({
      path: [...path, "resolver"],
      message: "the http resolver checks no content, so what runs may change",
    });
  }
}
