import { describe, expect, it } from "vitest";
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver-protocol/node";
import { readManifestFile } from "../../engine/analyze-file";
import { openFolder, type TestFolder } from "./folder";

const workload = (name: string, port: number, env = "[]") => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: app
          image: registry.example/${name}:1.2.3
          ports: [{ containerPort: ${port} }]
          env: ${env}
`;
const FILES = {
  "web.yaml": workload("web", 8080, "[{ name: API_URL, value: http://api }]"),
  "api.yaml": `${workload("api", 9090)}---
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app: api }, ports: [{ port: 80, targetPort: 9090 }] }
`,
};

async function offered(folder: TestFolder, name: string, title: RegExp, kind: string): Promise<CodeAction> {
  await folder.open(name);
  const start = { line: 0, character: 0 };
  const actions = await folder.client.actions(folder.uriOf(name), {
    only: [kind],
    range: { start, end: { line: 20, character: 0 } },
  });
  const found = actions.find((action) => title.test(action.title));
  if (!found) throw new Error(actions.map((action) => action.title).join("; "));
  return found;
}

describe("the refactoring that generates policies", () => {
  it("adds them behind the manifest: allows first, then the deny, and says what is unknown", async () => {
    const folder = await openFolder(FILES);
    const action = await offered(folder, "web.yaml", /^Generate policies for namespace shop /, "refactor");
    expect(action.edit).toBeUndefined();
    const { edit }: CodeAction = await folder.client.connection.sendRequest("codeAction/resolve", action);
    const text = folder.after("web.yaml", edit as WorkspaceEdit);
    expect(text.startsWith(FILES["web.yaml"])).toBe(true);
    expect(text).toContain(
      "---\n# Egress that these policies do not allow, since the manifests do not tell enough:\n# - api: nothing in the manifests tells what it connects to\n",
    );
    const { documents } = readManifestFile("web.yaml", text);
    expect(documents.flatMap(({ resources }) => resources.map(({ name }) => name))).toEqual([
      "web",
      "allow-dns-egress",
      "allow-to-api",
      "allow-from-web",
      "default-deny-all",
    ]);
    expect(text).toContain("kube-rampart/evidence: ");
    expect(text).toContain("API_URL of Deployment web names api:80");
  });

  it("is not offered where no pod runs in the namespace", async () => {
    const folder = await openFolder({
      "map.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: empty }\n",
    });
    await expect(offered(folder, "map.yaml", /^Generate policies/, "refactor")).rejects.toThrow(/^$/);
  });
});

describe("the fix that gives a workload an account of its own", () => {
  it("names it and adds it to the file", async () => {
    const folder = await openFolder(
      { ...FILES, "kustomization.yaml": "resources: [web.yaml, api.yaml]\n" },
      {
        settings: () => ({ profile: "strict" }),
      },
    );
    const action = await offered(
      folder,
      "web.yaml",
      /^Run as a ServiceAccount of its own, "web"/,
      "quickfix",
    );
    const text = folder.after("web.yaml", action.edit as WorkspaceEdit);
    expect(text).toContain("      serviceAccountName: web\n");
    expect(text).toContain(
      "---\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: web\n  namespace: shop\nautomountServiceAccountToken: false\n",
    );
  });
});
