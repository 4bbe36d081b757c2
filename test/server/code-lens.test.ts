import { describe, expect, it } from "vitest";
import type { CodeLens } from "vscode-languageserver-protocol/node";
import type { StartOptions } from "./client";
import { openFolder, type TestFolder } from "./folder";
import { HOST_PID } from "./manifests";

const workload = (name: string, extra = "") => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      serviceAccountName: ${name}
      containers: [{ name: app, image: "registry.example/${name}:1.2.3", ports: [{ containerPort: 8080 }] }]
${extra}`;
const policy = (name: string, spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: shop }\nspec: ${spec}\n`;
const secret = (name: string) =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: ${name}, namespace: shop }\n`;
const RBAC = `apiVersion: v1
kind: ServiceAccount
metadata: { name: api, namespace: shop }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader, namespace: shop }
rules: [{ apiGroups: [""], resources: [secrets], resourceNames: [db], verbs: [get] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: api-reads, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
subjects: [{ kind: ServiceAccount, name: api }]
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: idle, namespace: shop }
`;
const FILES = {
  "all.yaml": [workload("api"), workload("web"), workload("job"), secret("db"), secret("other")].join(
    "---\n",
  ),
  "allow.yaml": policy(
    "api",
    "{ podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }",
  ),
  "deny.yaml": policy("deny", "{ podSelector: {}, policyTypes: [Egress], egress: [{}] }"),
  "none.yaml": policy("none", "{ podSelector: { matchLabels: { app: nobody } } }"),
  "rbac.yaml": RBAC,
  "pod.yaml": HOST_PID,
};

/** The lenses of a file, resolved: `line: title`. */
async function lenses(
  name: string,
  options: StartOptions = {},
): Promise<{ folder: TestFolder; titles: string[]; all: CodeLens[] }> {
  const folder = await openFolder(FILES, options);
  await folder.open(name);
  const found: CodeLens[] = await folder.client.connection.sendRequest("textDocument/codeLens", {
    textDocument: { uri: folder.uriOf(name) },
  });
  const all: CodeLens[] = [];
  for (const lens of found)
    all.push(lens.command ? lens : await folder.client.connection.sendRequest("codeLens/resolve", lens));
  return { folder, all, titles: all.map(({ range, command }) => `${range.start.line}: ${command?.title}`) };
}

const settings = (profile: string) => () => ({ profile, scan: "open" });

describe("code lenses", () => {
  it("tell of a workload who reaches it, what it reads and what isolates it", async () => {
    const { titles } = await lenses("all.yaml", { settings: settings("pss-baseline") });
    expect(titles).toEqual([
      "1: reached by 1 · can read 1 Secret · default deny: ingress and egress",
      "12: reached by anything · can read no Secret · default deny: egress only",
      "23: reached by anything · can read no Secret · default deny: egress only",
    ]);
  });

  it("tell of an account what binds it and what it may", async () => {
    const { titles } = await lenses("rbac.yaml", { settings: settings("pss-baseline") });
    expect(titles).toEqual([
      "1: bound by RoleBinding api-reads · used by 1 workload · reads the values of Secrets",
      "16: bound by nothing · used by no workload",
    ]);
  });

  it("tell of a policy what it applies to, and list it where the client can", async () => {
    const options = {
      settings: settings("pss-baseline"),
      initializationOptions: { commands: ["rampart.showReferences"] },
    };
    const deny = await lenses("deny.yaml", options);
    expect(deny.titles).toEqual(["1: applies to the pods of 3 workloads"]);
    expect(deny.all[0]?.command).toMatchObject({
      command: "rampart.showReferences",
      arguments: [
        deny.folder.uriOf("deny.yaml"),
        { line: 1, character: 6 },
        [2, 13, 24].map((line) => ({
          uri: deny.folder.uriOf("all.yaml"),
          range: { start: { line, character: 18 } },
        })),
      ],
    });
    const none = await lenses("none.yaml", options);
    expect(none.all.map(({ command }) => command)).toEqual([
      { title: "applies to no pod in sight", command: "" },
    ]);
  });

  it("tell at the top of a file that it would not pass in production", async () => {
    const { titles } = await lenses("pod.yaml", { settings: settings("dev") });
    expect(titles[0]).toMatch(/^0: Would not pass prod: \d+ findings block \(here: dev\)$/);
    const prod = await lenses("pod.yaml", { settings: settings("prod") });
    expect(prod.titles[0]).toMatch(/^0: Would not pass prod: \d+ findings block$/);
    const clean = await lenses("none.yaml", { settings: settings("dev") });
    expect(clean.titles.join()).not.toContain("Would not pass");
  });

  it("are off where the setting says so", async () => {
    const { titles } = await lenses("pod.yaml", { settings: () => ({ codeLens: false }) });
    expect(titles).toEqual([]);
  });
});
