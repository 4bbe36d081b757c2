import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WorkspaceDiagnosticReport } from "vscode-languageserver-protocol/node";
import { RICH, RICH_PULL, type StartOptions, startClient, type TestClient } from "./client";
import { HOST_PID } from "./manifests";

const DNS_RULE = "network/dns-egress-cut";

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: app, image: registry.example/app:1.2.3 }]
`;

const DENY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Egress]
`;

const ALLOW_DNS = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: dns, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }
          podSelector: { matchLabels: { k8s-app: kube-dns } }
      ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]
`;

let folder: string;
let client: TestClient;

const uriOf = (name: string) => pathToFileURL(path.join(folder, name)).href;

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
}

async function start(options: StartOptions): Promise<void> {
  client = await startClient({ folders: [pathToFileURL(folder).href], ...options });
}

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "rampart-server-")));
  mkdirSync(path.join(folder, ".git"));
});
afterEach(async () => {
  await client.stop();
  rmSync(folder, { recursive: true });
});

describe("rules over several files", () => {
  it("see files that are not open, and follow edits of other open files", async () => {
    write("web.yaml", DEPLOYMENT);
    write("deny.yaml", DENY);
    await start({ capabilities: RICH });
    await client.open(uriOf("deny.yaml"), DENY);
    const cut = await client.until(uriOf("deny.yaml"), (items) =>
      items.some(({ code }) => code === DNS_RULE),
    );
    expect(cut.find(({ code }) => code === DNS_RULE)?.range.start.line).toBe(5);
    await client.open(uriOf("dns.yaml"), ALLOW_DNS);
    await client.until(uriOf("deny.yaml"), (items) => items.every(({ code }) => code !== DNS_RULE));
    await client.change(uriOf("dns.yaml"), ALLOW_DNS.replaceAll("port: 53", "port: 54"), 2);
    await client.until(uriOf("deny.yaml"), (items) => items.some(({ code }) => code === DNS_RULE));
    await client.change(uriOf("dns.yaml"), ALLOW_DNS, 3);
    await client.until(uriOf("deny.yaml"), (items) => items.every(({ code }) => code !== DNS_RULE));
    await client.close(uriOf("dns.yaml"));
    await client.until(uriOf("deny.yaml"), (items) => items.some(({ code }) => code === DNS_RULE));
  });

  it("keep the facts of a document that does not parse just now", async () => {
    write("web.yaml", DEPLOYMENT);
    write("dns.yaml", ALLOW_DNS);
    await start({ capabilities: RICH_PULL });
    await client.connection.sendRequest("rampart/scanWorkspace");
    await client.open(uriOf("deny.yaml"), DENY);
    await client.open(uriOf("dns.yaml"), ALLOW_DNS);
    const codes = async () => {
      const report = await client.pull(uriOf("deny.yaml"));
      return report.kind === "full" ? report.items.map(({ code }) => code) : [];
    };
    await client.pull(uriOf("dns.yaml"));
    expect(await codes()).not.toContain(DNS_RULE);
    await client.change(uriOf("dns.yaml"), `${ALLOW_DNS}    - to: [`, 2);
    await client.pull(uriOf("dns.yaml"));
    expect(await codes()).not.toContain(DNS_RULE);
  });

  it("follow files that change on disk", async () => {
    write("web.yaml", DEPLOYMENT);
    write("deny.yaml", DENY);
    await start({ capabilities: RICH });
    await client.open(uriOf("deny.yaml"), DENY);
    await client.until(uriOf("deny.yaml"), (items) => items.some(({ code }) => code === DNS_RULE));
    write("dns.yaml", ALLOW_DNS);
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf("dns.yaml"), type: 1 }],
    });
    await client.until(uriOf("deny.yaml"), (items) => items.every(({ code }) => code !== DNS_RULE));
    rmSync(path.join(folder, "dns.yaml"));
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf("dns.yaml"), type: 3 }],
    });
    await client.until(uriOf("deny.yaml"), (items) => items.some(({ code }) => code === DNS_RULE));
  });

  it("travel with the answer for the edited document where the client pulls", async () => {
    write("web.yaml", DEPLOYMENT);
    await start({ capabilities: RICH_PULL });
    await client.connection.sendRequest("rampart/scanWorkspace");
    await client.open(uriOf("deny.yaml"), DENY);
    expect(await client.pull(uriOf("deny.yaml"))).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ code: DNS_RULE })]),
    });
    await client.open(uriOf("dns.yaml"), ALLOW_DNS);
    const report = await client.pull(uriOf("dns.yaml"));
    const other = report.relatedDocuments?.[uriOf("deny.yaml")];
    expect(other?.kind).toBe("full");
    expect(other && "items" in other ? other.items.map(({ code }) => code) : undefined).not.toContain(
      DNS_RULE,
    );
  });
});

describe("patches", () => {
  it("are not judged as soon as a kustomization names them", async () => {
    write("kustomization.yaml", "resources: [pod.yaml]\npatches: [{ path: patch.yaml }]\n");
    write("pod.yaml", HOST_PID);
    // It would be at fault as a manifest, and leaves alone what is at fault in the pod.
    const patch = HOST_PID.replace("hostPID", "hostIPC");
    write("patch.yaml", patch);
    await start({ capabilities: RICH, settings: () => ({ profile: "pss-baseline" }) });
    await client.open(uriOf("pod.yaml"), HOST_PID);
    await client.open(uriOf("patch.yaml"), patch);
    await client.until(uriOf("patch.yaml"), (items) => items.length === 0);
    await client.until(uriOf("pod.yaml"), (items) => items.length === 1);
    expect(await client.connection.sendRequest("rampart/status", { uri: uriOf("patch.yaml") })).toMatchObject(
      { kind: "patch" },
    );
  });
});

describe("configuration", () => {
  it("of the nearest file holds, is read again when it is saved, and can exclude", async () => {
    write(".rampart.yaml", "profile: dev\n");
    write("pod.yaml", HOST_PID);
    await start({ capabilities: RICH });
    await client.open(uriOf("pod.yaml"), HOST_PID);
    const isHostPid = ({ code }: { code?: unknown }) => code === "workload/host-pid";
    await client.until(uriOf("pod.yaml"), (items) => items.find(isHostPid)?.severity === 2);
    write(".rampart.yaml", "profile: prod\n");
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf(".rampart.yaml"), type: 2 }],
    });
    await client.until(uriOf("pod.yaml"), (items) => items.find(isHostPid)?.severity === 1);
    write(".rampart.yaml", "exclude: [pod.yaml]\n");
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf(".rampart.yaml"), type: 2 }],
    });
    await client.until(uriOf("pod.yaml"), (items) => items.length === 0);
    expect(await client.connection.sendRequest("rampart/status", { uri: uriOf("pod.yaml") })).toMatchObject({
      kind: "excluded",
    });
  });

  it("is overruled by the editor's settings", async () => {
    write(".rampart.yaml", "profile: dev\n");
    let settings: unknown = { profile: "pss-baseline", rules: { "workload/host-pid": "hint" } };
    await start({ capabilities: RICH, settings: () => settings });
    await client.open(uriOf("pod.yaml"), HOST_PID);
    expect(
      (await client.diagnosticsOf(uriOf("pod.yaml"))).map(({ code, severity }) => [code, severity]),
    ).toEqual([["workload/host-pid", 3]]);
    settings = { profile: "pss-baseline", rules: { "workload/host-pid": "off" } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await client.until(uriOf("pod.yaml"), (items) => items.length === 0);
  });
});

describe("files that are not open", () => {
  const BASELINE_WORKSPACE = () => ({ profile: "pss-baseline", scan: "workspace" });

  it("are published where the setting says so, and cleared when they are gone", async () => {
    write("pod.yaml", HOST_PID);
    write("good.yaml", HOST_PID.replace("true", "false"));
    await start({ capabilities: RICH, settings: BASELINE_WORKSPACE });
    await client.until(
      uriOf("pod.yaml"),
      (items) => items.map(({ code }) => code).join() === "workload/host-pid",
    );
    expect(client.published.map(({ uri }) => uri)).toEqual([uriOf("pod.yaml")]);
    rmSync(path.join(folder, "pod.yaml"));
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf("pod.yaml"), type: 3 }],
    });
    await client.until(uriOf("pod.yaml"), (items) => items.length === 0);
  });

  it("are answered where the client asks, and the next question waits for news", async () => {
    write("pod.yaml", HOST_PID);
    await start({ capabilities: RICH_PULL, settings: BASELINE_WORKSPACE });
    const ask = (previousResultIds: { uri: string; value: string }[]): Promise<WorkspaceDiagnosticReport> =>
      client.connection.sendRequest("workspace/diagnostic", { previousResultIds });
    const first = await ask([]);
    expect(first.items).toMatchObject([
      { uri: uriOf("pod.yaml"), version: null, kind: "full", items: [{ code: "workload/host-pid" }] },
    ]);
    const next = ask([{ uri: uriOf("pod.yaml"), value: first.items[0]?.resultId ?? "" }]);
    write("pod.yaml", HOST_PID.replace("true", "false"));
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf("pod.yaml"), type: 2 }],
    });
    expect((await next).items).toMatchObject([{ uri: uriOf("pod.yaml"), kind: "full", items: [] }]);
  });

  it("are judged on request, and shown from then on", async () => {
    write("a/pod.yaml", HOST_PID);
    write("node_modules/pod.yaml", HOST_PID);
    await start({ capabilities: RICH, settings: () => ({ profile: "pss-baseline" }) });
    expect(await client.connection.sendRequest("rampart/scanWorkspace")).toEqual({
      files: 1,
      findings: { block: 1, warn: 0, hint: 0 },
    });
    await client.until(uriOf("a/pod.yaml"), (items) => items.length === 1);
  });
});

describe("requests of ours", () => {
  it("explain a rule", async () => {
    await start({});
    expect(await client.connection.sendRequest("rampart/rule", { id: "workload/host-pid" })).toMatchObject({
      id: "workload/host-pid",
      title: "Pod shares the node's processes",
      markdown: expect.stringMatching(
        /^# Pod shares the node's processes\n[\s\S]*## Why it matters\n\n\w[\s\S]*## How to fix it\n\n\w/,
      ),
      url: expect.stringMatching(/\/docs\/rules\/workload\/host-pid\.md$/),
    });
    expect(await client.connection.sendRequest("rampart/rule", { id: "no/such" })).toBeNull();
  });

  it("tell how a document stands", async () => {
    await start({
      settings: () => ({ profile: "pss-baseline", kubernetesVersion: "1.30" }),
      capabilities: RICH,
    });
    await client.open(uriOf("pod.yaml"), `${HOST_PID}---\na: [\n---\na: b\n`);
    expect(await client.connection.sendRequest("rampart/status", { uri: uriOf("pod.yaml") })).toEqual({
      kind: "manifest",
      documents: 3,
      resources: 1,
      overridden: ["rampart.profile", "rampart.kubernetesVersion"],
      profile: "pss-baseline",
      kubernetesVersion: "1.30",
      findings: { block: 1, warn: 0, hint: 0 },
      blockedInProduction: 1,
      suppressed: 0,
      rendering: [],
      configuration: [],
      unreadable: [
        {
          range: expect.objectContaining({
            start: { line: expect.any(Number), character: expect.any(Number) },
          }),
          message: expect.any(String),
        },
      ],
    });
    expect(await client.connection.sendRequest("rampart/status", { uri: "file:///nowhere.yaml" })).toBeNull();
  });

  it("link the rules that comments ignore", async () => {
    await start({});
    await client.open(
      uriOf("pod.yaml"),
      HOST_PID.replace(
        "  hostPID",
        "  # rampart-ignore-next-line workload/host-pid, no/such -- x/y\n  hostPID",
      ),
    );
    expect(
      await client.connection.sendRequest("textDocument/documentLink", {
        textDocument: { uri: uriOf("pod.yaml") },
      }),
    ).toEqual([
      {
        range: { start: { line: 5, character: 29 }, end: { line: 5, character: 46 } },
        target: expect.stringMatching(/\/workload\/host-pid\.md$/),
        tooltip: "Pod shares the node's processes",
      },
    ]);
  });
});
