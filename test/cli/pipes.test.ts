import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { SHOP } from "../engine/samples/shop";
import { skipped } from "../oracles/skip";
import { buildTool, toolsMissing } from "../workspace/tools";
import { rampart, workspace } from "./run-cli";

const run = promisify(execFile);

const CHART = {
  "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "values.yaml": "privileged: true\n",
  "values-prod.yaml": "privileged: false\n",
  "templates/pod.yaml": `apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}-web
  namespace: {{ .Release.Namespace }}
spec:
  containers:
    - name: web
      image: registry.example/web:1.0.0
      securityContext:
        privileged: {{ .Values.privileged }}
`,
};

describe.skipIf(skipped("pipes of kustomize and helm", await toolsMissing()))("what a tool pipes in", () => {
  let kustomize: string;
  let helm: string;

  beforeAll(async () => {
    [kustomize, helm] = await Promise.all([buildTool("kustomize"), buildTool("helm")]);
  }, 600_000);

  /** Judges what a tool prints, as `TOOL … | rampart scan - …` does. */
  async function judge(cwd: string, tool: readonly string[], ...args: readonly string[]) {
    const [program = "", ...rest] = tool;
    const { stdout: piped } = await run(program, rest, { cwd, maxBuffer: 16 * 1024 * 1024 });
    const { stdout, status } = await rampart(
      cwd,
      ["scan", "-", "--no-config", "--format", "json", ...args],
      piped,
    );
    return { status, report: JSON.parse(stdout) };
  }

  test("by kustomize is judged together, as a scope of its own: the shop is clean in production", async () => {
    const build = [join(kustomize, "kustomize"), "build"];
    const prod = await judge(SHOP, [...build, "overlays/prod"]);
    expect(prod).toMatchObject({ status: 0, report: { findings: [], errors: [] } });
    expect(prod.report.summary.documents).toBeGreaterThan(30);
  });

  test("by helm is judged with the values that it is rendered with", async () => {
    const cwd = workspace(CHART);
    const template = [join(helm, "helm"), "template", "shop", ".", "--namespace", "shop"];
    const only = ["--rule", "workload/privileged"];
    const bare = await judge(cwd, template, ...only);
    expect(bare.status).toBe(1);
    expect(bare.report.findings).toMatchObject([
      { file: "-", resource: { kind: "Pod", name: "shop-web", namespace: "shop" }, level: "block" },
    ]);
    const prod = await judge(cwd, [...template, "--values", "values-prod.yaml"], ...only);
    expect(prod).toMatchObject({ status: 0, report: { findings: [] } });
  });
});
