import { join } from "node:path";
import { isObject, type JsonValue } from "../engine/json";
import { stringAt } from "../engine/kubernetes/fields";
import { readYaml } from "./read-yaml";
import { type ChartValues, describeFailure, type RenderContext, type RenderResult } from "./render";
import { runTool } from "./run-tool";
import { SandboxError } from "./sandbox";

/** The namespace of a release where none is declared: a name that no manifest is likely to hold. */
const RELEASE_NAMESPACE = "release-namespace";

/** Renders a chart with `helm template`: nothing is fetched, no hook of a test, no post-renderer, no cluster is asked. */
export async function renderChart(
  context: RenderContext,
  values: ChartValues | undefined,
): Promise<RenderResult> {
  const { sandbox, folder, environment, limits, signal } = context;
  const program = await context.find("helm");
  if (program === undefined) return { failure: "helm is not installed" };
  await sandbox.addFolder(folder);
  const secrets: string[] = [];
  const valuesFiles = values?.files ?? [];
  for (const path of valuesFiles) await sandbox.add(path);
  for (const path of [join(folder, "values.yaml"), ...valuesFiles])
    secrets.push(...(await stringsOf(context, path)));
  const [chart] = readYaml((await readChart(context, folder)).toString("utf8"));
  const name = stringAt(chart?.value, "name") ?? "release";
  const namespace = values?.namespace ?? RELEASE_NAMESPACE;
  const result = await runTool({
    program,
    args: [
      "template",
      // A release is named like its chart; other characters than these are no name.
      /^[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?$/.test(name) ? name : "release",
      sandbox.at(folder),
      "--skip-tests",
      "--include-crds",
      `--namespace=${namespace}`,
      ...valuesFiles.map((path) => `--values=${sandbox.at(path)}`),
    ],
    cwd: sandbox.home,
    environment,
    limits,
    signal,
  });
  if ("output" in result) return { text: result.output, namespace };
  return { failure: describeFailure("helm", result, sandbox, secrets) };
}

async function readChart({ sandbox }: RenderContext, folder: string): Promise<Buffer> {
  for (const file of ["Chart.yaml", "Chart.yml"]) {
    const data = await sandbox.read(join(folder, file)).catch(() => undefined);
    if (data) return data;
  }
  throw new SandboxError("its Chart.yaml cannot be read");
}

/** Every string that a values file holds: none of them is to be shown, whatever a template does with it. */
async function stringsOf({ sandbox }: RenderContext, path: string): Promise<string[]> {
  const data = await sandbox.read(path).catch(() => undefined);
  if (!data) return [];
  const found: string[] = [];
  const visit = (value: JsonValue | undefined) => {
    if (typeof value === "string" && value.length > 5) found.push(value);
    else if (Array.isArray(value)) value.forEach(visit);
    else if (isObject(value)) Object.values(value).forEach(visit);
  };
  for (const { value } of readYaml(data.toString("utf8"))) visit(value);
  return found;
}
