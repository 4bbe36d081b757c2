import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Diagnostic, WorkspaceDiagnosticReport } from "vscode-languageserver-protocol/node";
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

/** What the command line reports for a folder. */
function scan(folder: string, profile: string): Promise<ReportedFinding[]> {
  const chosen = profile === "" ? [] : [`--profile=${profile}`];
  const args = [path.join(ROOT, "dist/cli.js"), "scan", "--format=json", ...chosen];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 64_000_000 }, (_error, stdout, stderr) => {
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

/** Opening every example takes longer than it tells. */
const OPENED = 40;

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
  ])(
    "find the same in %s under the profile %s",
    async (name = "", profile = "") => {
      // A copy outside of the repository: the whole of a repository is in the command line's sight.
      const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "rampart-parity-")));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const made = name === "waivers" ? WAIVED : name === "patches" ? PATCHED : [];
      for (const [file, text] of made) {
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        writeFileSync(path.join(folder, file), text);
      }
      if (made.length > 0) mkdirSync(path.join(folder, ".git"));
      else cpSync(path.join(ROOT, name), folder, { recursive: true });
      const root = pathToFileURL(folder).href;
      const client = await startClient({
        capabilities: RICH_PULL,
        folders: [root],
        settings: () => ({ ...(profile === "" ? {} : { profile }), scan: "workspace" }),
      });
      await client.connection.sendRequest("rampart/scanWorkspace");
      const report: WorkspaceDiagnosticReport = await client.connection.sendRequest("workspace/diagnostic", {
        previousResultIds: [],
      });
      const nameOf = (uri: string) => uri.slice(root.length + 1);
      const closed = report.items.flatMap((each) =>
        each.kind === "full" ? each.items.map((item) => ofDiagnostic(nameOf(each.uri), item)) : [],
      );
      const expected = (await scan(folder, profile)).map(ofReport);
      expect(expected.length).toBeGreaterThan(0);
      expect(closed.sort()).toEqual(expected.toSorted());

      const opened = report.items.slice(0, OPENED).map(({ uri }) => uri);
      const names = new Set(opened.map(nameOf));
      const open: string[] = [];
      for (const uri of opened) {
        await client.open(uri, readFileSync(new URL(uri), "utf8"));
        const answer = await client.pull(uri);
        if (answer.kind === "full") open.push(...answer.items.map((item) => ofDiagnostic(nameOf(uri), item)));
      }
      expect(open.sort()).toEqual(
        expected.filter((each) => names.has(each.slice(0, each.indexOf(":")))).sort(),
      );
      await client.stop();
    },
    120_000,
  );
});
