import { delimiter } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { skipped } from "../oracles/skip";
import { buildTool, toolsMissing } from "../workspace/tools";
import { rampart, workspace } from "./run-cli";

const deployment = (security: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata:
      labels: {app: api}
    spec:
      containers:
        - name: side
          image: registry.example/side:1.0.0
        - name: api
          image: registry.example/api:1.0.0
          ports: [{containerPort: 8080}]
          securityContext:
            ${security}
`;

const DENY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
`;

/** Runs the command line with a search path of its own. */
async function run(cwd: string, searchPath: string, ...args: string[]) {
  const before = process.env.PATH;
  process.env.PATH = searchPath;
  onTestFinished(() => {
    if (before === undefined) delete process.env.PATH;
    else process.env.PATH = before;
  });
  const { status, stdout, stderr } = await rampart(cwd, ["scan", "--format", "json", ...args]);
  return { status, stderr, report: stdout === "" ? undefined : JSON.parse(stdout) };
}

/** A search path without any program; the command line itself is started by its full path. */
const NO_TOOLS = "/nowhere";

const OVERLAYS = {
  "base/api.yaml": deployment("privileged: true"),
  "base/kustomization.yaml": "resources: [api.yaml]\n",
  "dev/kustomization.yaml": "resources: [../base]\nnamespace: dev\n",
  "prod/kustomization.yaml": `resources: [../base]
namespace: prod
patches:
  - path: hardened.yaml
`,
  "prod/hardened.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {template: {spec: {containers: [{name: api, securityContext: {privileged: false}}]}}}
`,
};

const PRIVILEGED = {
  rule: "workload/privileged",
  file: "base/api.yaml",
  range: { start: { line: 18, column: 25 }, end: { line: 18, column: 29 } },
  path: ["spec", "template", "spec", "containers", 1, "securityContext", "privileged"],
};

describe("without rendering", () => {
  test("a fault that one overlay mends is one finding of the other", async () => {
    const { report } = await run(workspace(OVERLAYS), NO_TOOLS, "--rule", "workload/privileged");
    expect(report.findings).toMatchObject([{ ...PRIVILEGED, scopes: ["dev"] }]);
    expect(report.skipped).toContainEqual({
      file: "prod/kustomization.yaml",
      reason: "scope not rendered: findings at what its patches set are left out (--render auto)",
    });
  });

  test("a fault that every overlay mends is none", async () => {
    const { "dev/kustomization.yaml": _dev, ...files } = OVERLAYS;
    const { report } = await run(workspace(files), NO_TOOLS, "--rule", "workload/privileged");
    expect(report.findings).toEqual([]);
  });

  test("dev's policy never protects prod's pod", async () => {
    const files = {
      ...OVERLAYS,
      "dev/deny.yaml": DENY,
      "dev/kustomization.yaml": "resources: [../base, deny.yaml]\nnamespace: dev\n",
    };
    const { report } = await run(workspace(files), NO_TOOLS, "--rule", "network/namespace-without-policy");
    expect(report.findings).toMatchObject([
      { rule: "network/namespace-without-policy", file: "base/api.yaml", scopes: ["prod"] },
    ]);
  });

  test("the strictest of the scopes decides the level", async () => {
    const configuration = `environments:
  dev: {paths: [dev/**], profile: dev}
  prod: {paths: [prod/**], profile: prod}
`;
    const { "prod/kustomization.yaml": _prod, "prod/hardened.yaml": _patch, ...only } = OVERLAYS;
    const rule = ["--rule", "workload/privileged"];
    const dev = await run(workspace({ ...only, ".rampart.yaml": configuration }), NO_TOOLS, ...rule);
    expect(dev.report.findings).toMatchObject([{ level: "warn", scopes: ["dev"] }]);
    const both = await run(
      workspace({
        ...only,
        ".rampart.yaml": configuration,
        "prod/kustomization.yaml": "resources: [../base]\n",
      }),
      NO_TOOLS,
      ...rule,
    );
    expect(both.report.findings).toMatchObject([{ level: "block", scopes: ["dev", "prod"] }]);
  });

  test("what is known is the whole scope, whatever is named", async () => {
    const files = { ...OVERLAYS, "prod/deny.yaml": DENY };
    const cwd = workspace({
      ...files,
      "prod/kustomization.yaml": "resources: [../base, deny.yaml]\nnamespace: prod\n",
      "dev/kustomization.yaml": "resources: []\n",
    });
    const { report } = await run(cwd, NO_TOOLS, "base", "--rule", "network/namespace-without-policy");
    expect(report.findings).toEqual([]);
    const without = await run(
      workspace(OVERLAYS),
      NO_TOOLS,
      "base",
      "--rule",
      "network/namespace-without-policy",
    );
    expect(without.report.findings).toMatchObject([{ file: "base/api.yaml", scopes: ["dev", "prod"] }]);
  });

  test("a remote base and a missing resource leave the scope open, and say so", async () => {
    const cwd = workspace({
      "prod/kustomization.yaml": "resources: [https://git.example/base, ../gone, api.yaml]\n",
      "prod/api.yaml": deployment("privileged: true"),
    });
    const { report } = await run(cwd, NO_TOOLS, "--rule", "network/namespace-without-policy");
    expect(report.findings).toEqual([]);
    expect(report.skipped).toEqual([
      { file: "prod/kustomization.yaml", reason: "scope not closed: ../gone is not in sight" },
      { file: "prod/kustomization.yaml", reason: "scope not closed: https://git.example/base is remote" },
    ]);
  });
});

describe("where a scope cannot be rendered", () => {
  test("always: 2, with the reason", async () => {
    const { status, report } = await run(workspace(OVERLAYS), NO_TOOLS, "--render", "always");
    expect(status).toBe(2);
    expect(report.errors).toEqual(
      ["dev", "prod"].map((scope) => ({
        file: `${scope}/kustomization.yaml`,
        message: "the scope had to be rendered and could not: neither kustomize nor kubectl is installed",
      })),
    );
  });

  test("auto: judged as without, and said so", async () => {
    const { status, report } = await run(
      workspace(OVERLAYS),
      NO_TOOLS,
      "--render",
      "auto",
      "--rule",
      "workload/privileged",
    );
    expect(status).toBe(1);
    expect(report.findings).toMatchObject([{ ...PRIVILEGED, scopes: ["dev"] }]);
    expect(report.skipped).toContainEqual({
      file: "prod/kustomization.yaml",
      reason: "scope not rendered: neither kustomize nor kubectl is installed",
    });
  });

  test("a mode that does not exist", async () => {
    const { status, stderr } = await run(workspace(OVERLAYS), NO_TOOLS, "--render", "sometimes");
    expect(status).toBe(2);
    expect(stderr).toContain("--render sometimes: it takes never, auto, always");
  });
});

describe.skipIf(skipped("rendering by the command line", await toolsMissing()))("rendered", () => {
  let tools = "";
  beforeAll(async () => {
    tools = [await buildTool("kustomize"), await buildTool("helm"), NO_TOOLS].join(delimiter);
  }, 600_000);

  test("a fault that one overlay mends is one finding of the other, where it is written", async () => {
    const { report } = await run(
      workspace(OVERLAYS),
      tools,
      "--render",
      "always",
      "--rule",
      "workload/privileged",
    );
    expect(report.errors).toEqual([]);
    expect(report.findings).toMatchObject([{ ...PRIVILEGED, scopes: ["dev"] }]);
    expect(report.skipped.filter(({ reason }: { reason: string }) => reason.startsWith("scope"))).toEqual([]);
  });

  test("a fault that a patch brings points at the resource that gets it", async () => {
    const cwd = workspace({
      ...OVERLAYS,
      "base/api.yaml": deployment("runAsNonRoot: true"),
      "prod/hardened.yaml": OVERLAYS["prod/hardened.yaml"].replace("false", "true"),
    });
    const { report } = await run(cwd, tools, "--render", "always", "--rule", "workload/privileged");
    expect(report.findings).toMatchObject([
      {
        rule: "workload/privileged",
        file: "base/api.yaml",
        range: { start: { line: 17, column: 11 } },
        resource: { kind: "Deployment", name: "api", namespace: "prod" },
        scopes: ["prod"],
        fixable: false,
      },
    ]);
  });

  test("a fault that is written too can be fixed where it is written", async () => {
    const { report } = await run(
      workspace(OVERLAYS),
      tools,
      "--render",
      "always",
      "--rule",
      "network/namespace-without-policy",
    );
    expect(report.findings).toMatchObject([
      { file: "base/api.yaml", scopes: ["dev", "prod"], fixable: true },
    ]);
  });

  test("a policy that a patch widens protects no more", async () => {
    const cwd = workspace({
      ...OVERLAYS,
      "base/deny.yaml": DENY,
      "base/kustomization.yaml": "resources: [api.yaml, deny.yaml]\n",
      "prod/kustomization.yaml": `resources: [../base]
namespace: prod
patches:
  - target: {kind: NetworkPolicy}
    patch: '[{"op": "replace", "path": "/spec/podSelector", "value": {"matchLabels": {"app": "other"}}}]'
`
        .replace("'[{", "|-\n      [{")
        .replace("}]'", "}]"),
    });
    const { report } = await run(cwd, tools, "--render", "always", "--rule", "network/workload-not-isolated");
    expect(report.errors).toEqual([]);
    expect(report.findings).toMatchObject([{ file: "base/api.yaml", scopes: ["prod"] }]);
  });

  test("a chart's templates are judged as rendered, each finding in its template", async () => {
    const template = deployment("privileged: {{ .Values.privileged }}").replace(
      "name: api\nspec",
      "name: {{ .Release.Name }}-api\nspec",
    );
    const files = {
      "shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
      "shop/values.yaml": "privileged: true\n",
      "shop/templates/api.yaml": template,
    };
    const cwd = workspace(files);
    const { status, report } = await run(cwd, tools, "--render", "always", "--rule", "workload/privileged");
    expect(status).toBe(1);
    expect(report.findings).toMatchObject([
      {
        rule: "workload/privileged",
        file: "shop/templates/api.yaml",
        range: { start: { line: 18, column: 25 } },
        resource: { kind: "Deployment", name: "shop-api" },
        path: PRIVILEGED.path,
        scopes: ["shop"],
      },
    ]);
    const calm = workspace({ ...files, "shop/values.yaml": "privileged: false\n" });
    expect(
      (await run(calm, tools, "--render", "always", "--rule", "workload/privileged")).report,
    ).toMatchObject({
      findings: [],
      summary: { documents: 1 },
    });
  });

  test("declared values files and namespace count", async () => {
    const cwd = workspace({
      ".rampart.yaml": "charts: [{path: shop, values: [values/prod.yaml], namespace: prod}]\n",
      "values/prod.yaml": "privileged: true\n",
      "shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
      "shop/values.yaml": "privileged: false\n",
      "shop/templates/api.yaml": deployment("privileged: {{ .Values.privileged }}"),
    });
    const rules = ["--rule", "workload/privileged", "--rule", "network/namespace-without-policy"];
    const { report } = await run(cwd, tools, "--render", "always", ...rules);
    expect(report.findings).toMatchObject([
      {
        rule: "network/namespace-without-policy",
        file: "shop/templates/api.yaml",
        resource: { kind: "Deployment", name: "api", namespace: "prod" },
      },
      { rule: "workload/privileged", file: "shop/templates/api.yaml" },
    ]);
    const locked = await run(cwd, tools, "--render", "always", "--locked", "--rule", "workload/privileged");
    expect(locked.report.findings).toEqual([]);
  });

  test("a chart that does not render: 2 for always, left aside for auto", async () => {
    const cwd = workspace({
      "shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
      "shop/templates/api.yaml": "a: {{ .Values.missing.value }}\n",
      "map.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n",
    });
    const always = await run(cwd, tools, "--render", "always");
    expect(always.status).toBe(2);
    expect(always.report.errors).toMatchObject([
      {
        file: "shop/Chart.yaml",
        message: expect.stringMatching(/^the scope had to be rendered and could not: helm: /),
      },
    ]);
    const auto = await run(cwd, tools, "--render", "auto");
    expect(auto.status).toBe(0);
    expect(auto.report.skipped).toContainEqual({
      file: "shop/Chart.yaml",
      reason: expect.stringMatching(/^scope not rendered: helm: /),
    });
  });

  test("the report is the same from run to run", async () => {
    const cwd = workspace(OVERLAYS);
    const [first, second] = [
      await run(cwd, tools, "--render", "auto"),
      await run(cwd, tools, "--render", "auto"),
    ];
    expect(second.report).toEqual(first.report);
  });
});
