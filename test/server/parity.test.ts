import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Diagnostic, WorkspaceDiagnosticReport } from "vscode-languageserver-protocol/node";
import { skipped } from "../oracles/skip";
import { buildTool, toolsMissing } from "../workspace/tools";
import { RICH_PULL, ROOT, startClient } from "./client";
import { HOST_PID } from "./manifests";

interface ReportedFinding {
  readonly rule: string;
  readonly level: string;
  readonly file: string;
  readonly message: string;
  readonly needsWaiver?: boolean;
  readonly range: Record<"start" | "end", { line: number; column: number }>;
}

/** How both are to render. */
interface Rendering {
  readonly render: "never" | "auto";
  /** Where the tools are. */
  readonly searchPath: string;
}

/** What the command line reports for a folder. */
function scan(
  folder: string,
  profile: string,
  { render, searchPath }: Rendering,
): Promise<ReportedFinding[]> {
  const chosen = profile === "" ? [] : [`--profile=${profile}`];
  const args = [path.join(ROOT, "dist/cli.js"), "scan", "--format=json", `--render=${render}`, ...chosen];
  const options = { cwd: folder, maxBuffer: 64_000_000, env: { ...process.env, PATH: searchPath } };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, options, (_error, stdout, stderr) => {
      if (stdout === "") reject(new Error(stderr));
      else resolve(JSON.parse(stdout).findings);
    });
  });
}

const LEVELS = ["", "block", "warn", "hint"];

function line(
  rule: unknown,
  level: string,
  file: string,
  message: Diagnostic["message"],
  start: number[],
  end: number[],
): string {
  return `${file}:${start.join(":")}-${end.join(":")} ${level} ${rule} ${message}`;
}

function ofReport(finding: ReportedFinding): string {
  const { start, end } = finding.range;
  return line(
    finding.rule,
    finding.level,
    finding.file,
    finding.needsWaiver
      ? `${finding.message} (ignored here, but this profile needs a waiver)`
      : finding.message,
    [start.line, start.column],
    [end.line, end.column],
  );
}

function ofDiagnostic(file: string, { range, code, severity, message }: Diagnostic): string {
  const [start, end] = [range.start, range.end].map((at) => [at.line + 1, at.character + 1]);
  return line(code, LEVELS[severity ?? 0] ?? "", file, message, start ?? [], end ?? []);
}

/** A waiver that covers something, one that is over, and one that covers nothing; comments beside them. */
const WAIVED: readonly (readonly [file: string, text: string])[] = [
  ["a.yaml", HOST_PID],
  [
    "b.yaml",
    HOST_PID.replace("name: web", "name: api").replace(
      "  hostPID",
      "  # rampart-ignore-next-line workload/host-pid -- known\n  hostPID",
    ),
  ],
  [
    ".rampart.yaml",
    `waivers:
  - { rule: workload/host-pid, resource: Pod/web, owner: ann, reason: r, expires: 2999-01-01 }
  - { rule: workload/host-pid, resource: Pod/api, owner: ann, reason: r, expires: 2001-01-01 }
  - { rule: workload/host-ipc, owner: ann, reason: r, expires: 2999-01-01 }
`,
  ],
];

/** One base, deployed to dev and to prod, each with patches that mend a part of it and a profile of its own. */
const PATCHED: readonly (readonly [file: string, text: string])[] = [
  [
    ".rampart.yaml",
    "profile: dev\nenvironments:\n  dev: { paths: [dev/**], profile: dev }\n  prod: { paths: [prod/**], profile: prod }\n",
  ],
  ["base/kustomization.yaml", "resources: [web.yaml, gone.yaml]\n"],
  [
    "base/web.yaml",
    `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      hostPID: true
      containers: [{ name: app, image: "registry.example/app:1.2.3", securityContext: { privileged: true } }]
`,
  ],
  ["base/gone.yaml", HOST_PID.replace("name: web", "name: gone\n  namespace: shop")],
  ["dev/kustomization.yaml", "resources: [../base]\npatches: [{ path: patch.yaml }]\n"],
  [
    "dev/patch.yaml",
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\nspec: { template: { spec: { hostPID: false } } }\n",
  ],
  [
    "prod/kustomization.yaml",
    "resources: [../base]\npatches:\n  - path: patch.yaml\n  - patch: '{$patch: delete, apiVersion: v1, kind: Pod, metadata: {name: gone, namespace: shop}}'\n",
  ],
  [
    "prod/patch.yaml",
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\nspec: { template: { spec: { hostPID: false, containers: [{ name: app, securityContext: { privileged: false } }] } } }\n",
  ],
];

const workload = (name: string, security: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: registry.example/api:1.0.0
          securityContext: {${security}}
`;

/** What only the tools know: patches by path, generated names, components, two copies of a base, and charts. */
const RENDERED: readonly (readonly [file: string, text: string])[] = [
  [
    ".rampart.yaml",
    `environments:
  dev: { paths: [dev/**], profile: dev }
  prod: { paths: [prod/**], profile: prod }
charts: [{ path: shop, values: [values/prod.yaml], namespace: shop }]
`,
  ],
  [
    "base/kustomization.yaml",
    "resources: [api.yaml, policy.yaml]\nconfigMapGenerator: [{ name: settings, literals: [A=b] }]\n",
  ],
  [
    "base/api.yaml",
    workload("api", "privileged: true").replace(
      "          image",
      "          envFrom: [{configMapRef: {name: settings}}]\n          image",
    ),
  ],
  [
    "base/policy.yaml",
    "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny}\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}\n",
  ],
  [
    "part/kustomization.yaml",
    "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{path: host.yaml}]\n",
  ],
  [
    "part/host.yaml",
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\nspec: {template: {spec: {hostPID: true}}}\n",
  ],
  ["dev/kustomization.yaml", "resources: [../base]\ncomponents: [../part]\nnamespace: dev\n"],
  [
    "prod/kustomization.yaml",
    `resources: [../base]
namespace: prod
namePrefix: shop-
patches:
  - target: {kind: NetworkPolicy}
    patch: |-
      [{"op": "replace", "path": "/spec/podSelector", "value": {"matchLabels": {"app": "other"}}}]
  - target: {kind: Deployment}
    patch: |-
      [{"op": "remove", "path": "/spec/template/spec/containers/0/securityContext"}]
`,
  ],
  ["both/kustomization.yaml", "resources: [a, b]\n"],
  ["both/a/kustomization.yaml", "resources: [../../base]\nnameSuffix: -a\nnamespace: both\n"],
  ["both/b/kustomization.yaml", "resources: [../../base]\nnameSuffix: -b\nnamespace: both\n"],
  ["shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n"],
  ["shop/values.yaml", "privileged: false\nhost: false\n"],
  ["values/prod.yaml", "privileged: true\n"],
  ["shop/templates/_helpers.tpl", '{{ define "shop.name" }}{{ .Release.Name }}-api{{ end }}\n'],
  [
    "shop/templates/api.yaml",
    `{{- if .Values.host }}
apiVersion: v1
kind: Pod
metadata: {name: host}
spec: {hostPID: true, containers: [{name: a, image: a}]}
---
{{- end }}
${workload('{{ include "shop.name" . }}', "privileged: {{ .Values.privileged }}")}---
${workload("second", "runAsUser: 0")}---
${workload("third", "privileged: {{ .Values.privileged }}").replace("          securityContext", "          # rampart-ignore-next-line workload/privileged -- needs the device\n          securityContext")}---
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: nobody}, ports: [{port: 80}]}
`,
  ],
  ["shop/templates/plain.yaml", workload("plain", "allowPrivilegeEscalation: true")],
  ["shop/charts/part/Chart.yaml", "apiVersion: v2\nname: part\nversion: 1.0.0\n"],
  ["shop/charts/part/templates/pod.yaml", workload("part", "privileged: {{ not false }}")],
  ["broken/Chart.yaml", "apiVersion: v2\nname: broken\nversion: 1.0.0\n"],
  ["broken/templates/a.yaml", '{{ fail "never" }}\n'],
  ["remote/kustomization.yaml", "resources: [https://git.example/base, api.yaml]\n"],
  ["remote/api.yaml", workload("api", "privileged: true")],
];

/** Opening every example takes longer than it tells. */
const OPENED = 40;

/** Two environments that differ in more than their document gives reasons for. */
const DIFFERING: readonly (readonly [file: string, text: string])[] = [
  [
    ".rampart.yaml",
    `environments:
  dev: { paths: [dev/**], profile: dev }
  prod: { paths: [prod/**], profile: prod }
waivers:
  - rule: operations/undocumented-difference
    resource: Deployment/api
    owner: ann
    reason: it is moved this week
    expires: 2999-01-01
`,
  ],
  [
    "gap.json",
    JSON.stringify({
      version: 1,
      left: "dev",
      right: "prod",
      rows: [{ theme: "enforcement", subject: "profile", left: "dev", right: "prod", reason: "dev warns" }],
    }),
  ],
  ["base/kustomization.yaml", "resources: [web.yaml]\n"],
  ["base/web.yaml", workload("web", "privileged: false")],
  ["dev/kustomization.yaml", "resources: [../base, gone.yaml]\nnamespace: shop\n"],
  ["dev/gone.yaml", "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: gone, namespace: shop}\n"],
  [
    "prod/kustomization.yaml",
    "resources: [../base, more.yaml]\nnamespace: shop\nreplicas: [{name: web, count: 3}]\n",
  ],
  [
    "prod/more.yaml",
    `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: more, namespace: shop}\n---\n${workload("api", "runAsNonRoot: true")}`,
  ],
];

const MADE = new Map([
  ["waivers", WAIVED],
  ["patches", PATCHED],
  ["rendered", RENDERED],
  ["environments", DIFFERING],
]);

/** Compares the two over a folder: first with no document open, then with those open in which something is found. */
async function compare(name: string, profile: string, rendering: Rendering): Promise<readonly string[]> {
  // A copy outside of the repository: the whole of a repository is in the command line's sight.
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "rampart-parity-")));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const made = MADE.get(name) ?? [];
  for (const [file, text] of made) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  if (made.length > 0) mkdirSync(path.join(folder, ".git"));
  else cpSync(path.join(ROOT, name), folder, { recursive: true });
  const root = pathToFileURL(folder).href;
  const { render, searchPath } = rendering;
  const client = await startClient({
    capabilities: RICH_PULL,
    folders: [root],
    searchPath,
    initializationOptions: { trusted: true },
    settings: () => ({ ...(profile === "" ? {} : { profile }), scan: "workspace", render }),
  });
  await client.connection.sendRequest("rampart/scanWorkspace");
  const report: WorkspaceDiagnosticReport = await client.connection.sendRequest("workspace/diagnostic", {
    previousResultIds: [],
  });
  const nameOf = (uri: string) => uri.slice(root.length + 1);
  const closed = report.items.flatMap((each) =>
    each.kind === "full" ? each.items.map((item) => ofDiagnostic(nameOf(each.uri), item)) : [],
  );
  const expected = (await scan(folder, profile, rendering)).map(ofReport);
  expect(closed.sort()).toEqual(expected.toSorted());

  const opened = report.items.slice(0, OPENED).map(({ uri }) => uri);
  const names = new Set(opened.map(nameOf));
  const open: string[] = [];
  for (const uri of opened) {
    await client.open(uri, readFileSync(new URL(uri), "utf8"));
    const answer = await client.pull(uri);
    if (answer.kind === "full") open.push(...answer.items.map((item) => ofDiagnostic(nameOf(uri), item)));
  }
  expect(open.sort()).toEqual(expected.filter((each) => names.has(each.slice(0, each.indexOf(":")))).sort());
  await client.stop();
  return expected;
}

describe("the editor and the command line", () => {
  it.each([
    ...["prod", "dev", "strict", "pss-baseline", "pss-restricted"].map((profile) => [
      "docs/samples",
      profile,
    ]),
    ["docs/examples", "strict"],
    ["waivers", "prod"],
    ["waivers", "dev"],
    ["patches", ""],
    ["environments", ""],
    ["environments", "strict"],
    ["environments", "dev"],
  ])(
    "find the same in %s under the profile %s",
    async (name = "", profile = "") => {
      const found = await compare(name, profile, { render: "never", searchPath: process.env.PATH ?? "" });
      expect(found.some((each) => each.includes(" operations/undocumented-difference "))).toBe(
        name === "environments",
      );
    },
    120_000,
  );
});

describe.skipIf(skipped("rendering in the editor", await toolsMissing()))("where scopes are rendered", () => {
  let searchPath = "";
  beforeAll(async () => {
    searchPath = [await buildTool("kustomize"), await buildTool("helm"), "/usr/bin", "/bin"].join(
      path.delimiter,
    );
  }, 600_000);

  it.each([
    ["docs/samples", "prod"],
    ["docs/samples", "dev"],
    ["docs/samples", "strict"],
    ["patches", ""],
    ["rendered", ""],
    ["rendered", "strict"],
    ["rendered", "dev"],
    ["waivers", "prod"],
    ["environments", ""],
  ])(
    "they find the same in %s under the profile %s",
    async (name, profile) => {
      await compare(name, profile, { render: "auto", searchPath });
    },
    120_000,
  );

  it("they find the same in what tools alone know, which is more than what is written", async () => {
    const rendered = await compare("rendered", "", { render: "auto", searchPath });
    const written = await compare("rendered", "", { render: "never", searchPath });
    const has = (lines: readonly string[], pattern: RegExp) => lines.some((each) => pattern.test(each));
    const inTemplate = /^shop\/templates\/api\.yaml:\S+ \w+ workload\/privileged /;
    const inSubchart = /^shop\/charts\/part\/templates\/pod\.yaml:\S+ \w+ workload\/privileged /;
    const byPatch = /^base\/api\.yaml:\S+ \w+ workload\/host-pid /;
    for (const pattern of [inTemplate, inSubchart, byPatch]) {
      expect(has(rendered, pattern)).toBe(true);
      expect(has(written, pattern)).toBe(false);
    }
  }, 120_000);
});
