import { isObject, type JsonObject, type JsonValue, type Path } from "../../json";
import { FILE_KINDS } from "../../kubernetes/classify";
import { mapAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { type GroupKind, groupKind, type Resource } from "../../kubernetes/resource";

/** The pipelines whose steps are read: GitHub workflows, GitLab and Azure pipelines. */
export const PIPELINE_KINDS: readonly GroupKind[] = [
  FILE_KINDS.githubWorkflow,
  FILE_KINDS.gitlabPipeline,
  FILE_KINDS.azurePipeline,
];

/** A text that a pipeline runs in a shell. */
export interface Script {
  readonly text: string;
  readonly path: Path;
}

/** One step of a pipeline; a job of GitLab counts as one step. */
export interface PipelineStep {
  readonly scripts: readonly Script[];
  /** The action or task with its version, `aquasecurity/trivy-action@0.30.0`, and where it is named. */
  readonly uses: { readonly name: string; readonly path: Path } | undefined;
  readonly inputs: JsonObject;
  readonly inputsPath: Path;
  readonly env: JsonObject;
  /** The switches that let the pipeline go on after the step, or its job, has failed. */
  readonly ignored: readonly Path[];
}

/** The steps of a pipeline file, in order. */
export function pipelineSteps(resource: Resource): PipelineStep[] {
  const kind = groupKind(resource);
  if (kind === FILE_KINDS.githubWorkflow) return githubSteps(resource.object);
  if (kind === FILE_KINDS.gitlabPipeline) return gitlabSteps(resource.object);
  return kind === FILE_KINDS.azurePipeline ? azureSteps(resource.object, []) : [];
}

function githubSteps(object: JsonObject): PipelineStep[] {
  return Object.entries(mapAt(object, "jobs")).flatMap(([id, job]) => {
    const jobPath = ["jobs", id];
    const jobIgnored =
      isObject(job) && job["continue-on-error"] === true ? [[...jobPath, "continue-on-error"]] : [];
    return mapsAt(job, "steps").map(({ index, value }) => {
      const path = [...jobPath, "steps", index];
      return step(value, path, {
        scripts: ["run"],
        uses: "uses",
        inputs: "with",
        ignored: value["continue-on-error"] === true ? [[...path, "continue-on-error"]] : jobIgnored,
        env: { ...mapAt(object, "env"), ...mapAt(job, "env"), ...mapAt(value, "env") },
      });
    });
  });
}

/** Keywords of GitLab at the top level that are no jobs. */
const GITLAB_KEYWORDS = new Set([
  "default",
  "include",
  "stages",
  "variables",
  "workflow",
  "spec",
  "image",
  "services",
  "cache",
]);

function gitlabSteps(object: JsonObject): PipelineStep[] {
  return Object.entries(object).flatMap(([name, job]) => {
    if (GITLAB_KEYWORDS.has(name) || !isObject(job)) return [];
    const isIgnored = job.allow_failure === true;
    return [
      step(job, [name], {
        scripts: ["before_script", "script", "after_script"],
        uses: undefined,
        inputs: "variables",
        ignored: isIgnored ? [[name, "allow_failure"]] : [],
        env: { ...mapAt(object, "variables"), ...mapAt(job, "variables") },
      }),
    ];
  });
}

function azureSteps(holder: JsonValue | undefined, base: Path): PipelineStep[] {
  const own = mapsAt(holder, "steps").map(({ index, value }) => {
    const path = [...base, "steps", index];
    return step(value, path, {
      scripts: ["script", "bash", "pwsh", "powershell"],
      uses: "task",
      inputs: "inputs",
      ignored: value.continueOnError === true ? [[...path, "continueOnError"]] : [],
      env: mapAt(value, "env"),
    });
  });
  const nested = ["stages", "jobs"].flatMap((list) =>
    mapsAt(holder, list).flatMap(({ index, value }) => azureSteps(value, [...base, list, index])),
  );
  return [...own, ...nested];
}

interface Shape {
  readonly scripts: readonly string[];
  readonly uses: string | undefined;
  readonly inputs: string;
  readonly ignored: readonly Path[];
  readonly env: JsonObject;
}

function step(value: JsonObject, path: Path, shape: Shape): PipelineStep {
  const name = shape.uses === undefined ? undefined : stringAt(value, shape.uses);
  return {
    scripts: shape.scripts.flatMap((field) => scriptsOf(value[field], [...path, field])),
    uses: name !== undefined && shape.uses !== undefined ? { name, path: [...path, shape.uses] } : undefined,
    inputs: mapAt(value, shape.inputs),
    inputsPath: [...path, shape.inputs],
    env: shape.env,
    ignored: shape.ignored,
  };
}

/** A script is a text, or (GitLab) a list of texts and further lists. */
function scriptsOf(value: JsonValue | undefined, path: Path, depth = 0): Script[] {
  if (typeof value === "string") return [{ text: value, path }];
  if (!Array.isArray(value) || depth > 9) return [];
  return value.flatMap((each, index) => scriptsOf(each, [...path, index], depth + 1));
}
