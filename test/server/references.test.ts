import { describe, expect, it } from "vitest";
import type {
  CompletionList,
  DocumentSymbol,
  Location,
  WorkspaceEdit,
  WorkspaceSymbol,
} from "vscode-languageserver-protocol/node";
import { RICH_PULL } from "./client";
import { openFolder, type TestFolder } from "./folder";

const API = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      serviceAccountName: "api" # who it is
      containers:
        - name: app
          image: registry.example/api:1.2.3
          env:
            - name: DATABASE_URL
              value: postgres://db.shop.svc:5432/shop
            - name: PASSWORD
              valueFrom: { secretKeyRef: { name: db, key: password } }
`;
const ACCOUNT = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: api
  namespace: shop
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: api
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: reader
subjects:
  - kind: ServiceAccount
    name: api
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader, namespace: shop }
rules: []
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: api, namespace: other }
`;
const DATABASE = `apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { selector: { app: db }, ports: [{ port: 5432 }] }
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: database, namespace: shop }
spec: { target: { name: db }, secretStoreRef: { name: vault, kind: SecretStore } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  podSelector:
    matchLabels:
      app: api
`;
const FILES = { "api.yaml": API, "account.yaml": ACCOUNT, "db.yaml": DATABASE };

const places = (folder: TestFolder, locations: Location[]) =>
  locations.map(({ uri, range }) => `${folder.nameOf(uri)}:${range.start.line}:${range.start.character}`);

async function definition(folder: TestFolder, name: string, text: string, by = 0, nth = 1) {
  await folder.open(name);
  const found: Location[] = await folder.client.connection.sendRequest("textDocument/definition", {
    textDocument: { uri: folder.uriOf(name) },
    position: folder.at(name, text, by, nth),
  });
  return places(folder, found);
}

describe("go to definition", () => {
  it.each([
    ["a service account, in its own namespace", "api.yaml", '"api"', 2, ["account.yaml:3:8"]],
    ["a Secret, to what makes it", "api.yaml", "name: db", 7, ["db.yaml:8:24"]],
    ["a host in a literal", "api.yaml", "db.shop.svc", 1, ["db.yaml:2:18"]],
    ["a role", "account.yaml", "reader", 1, ["account.yaml:21:18"]],
    ["a selector, to the workloads", "db.yaml", "      app: api", 8, ["api.yaml:3:8"]],
    ["nothing at all", "api.yaml", "image", 1, []],
  ])("leads from %s", async (_what, name, text, by, expected) => {
    const folder = await openFolder(FILES);
    expect(await definition(folder, name, text, by)).toEqual(expected);
  });
});

describe("find references", () => {
  it("finds what names a resource, and not what names its namesake", async () => {
    const folder = await openFolder(FILES);
    await folder.open("account.yaml");
    const ask = async (includeDeclaration: boolean) =>
      places(
        folder,
        await folder.client.connection.sendRequest("textDocument/references", {
          textDocument: { uri: folder.uriOf("account.yaml") },
          position: folder.at("account.yaml", "name: api", 7),
          context: { includeDeclaration },
        }),
      );
    expect(await ask(false)).toEqual(["account.yaml:17:10", "api.yaml:10:26"]);
    expect(await ask(true)).toEqual(["account.yaml:3:8", "account.yaml:17:10", "api.yaml:10:26"]);
  });

  it("finds the policies that select a workload", async () => {
    const folder = await openFolder(FILES);
    await folder.open("api.yaml");
    const found: Location[] = await folder.client.connection.sendRequest("textDocument/references", {
      textDocument: { uri: folder.uriOf("api.yaml") },
      position: folder.at("api.yaml", "name: api", 7),
      context: { includeDeclaration: false },
    });
    expect(places(folder, found)).toEqual(["db.yaml:14:2"]);
  });
});

async function rename(folder: TestFolder, name: string, text: string, by: number, newName: string) {
  await folder.open(name);
  return folder.client.connection.sendRequest<WorkspaceEdit>("textDocument/rename", {
    textDocument: { uri: folder.uriOf(name) },
    position: folder.at(name, text, by),
    newName,
  });
}

describe("rename", () => {
  it("rewrites the resource and every reference, and no other byte", async () => {
    const folder = await openFolder(FILES);
    const edit = await rename(folder, "api.yaml", '"api"', 1, "backend");
    expect(folder.after("api.yaml", edit)).toBe(API.replace('"api"', '"backend"'));
    expect(folder.after("account.yaml", edit)).toBe(
      ACCOUNT.replace(
        "  name: api\n  namespace: shop\n---",
        "  name: backend\n  namespace: shop\n---",
      ).replace("    name: api", "    name: backend"),
    );
    expect(folder.after("db.yaml", edit)).toBe(DATABASE);
    const versions = (edit.documentChanges ?? []).map((change) =>
      "textDocument" in change ? [folder.nameOf(change.textDocument.uri), change.textDocument.version] : [],
    );
    expect(versions).toEqual([
      ["account.yaml", null],
      ["api.yaml", 1],
    ]);
  });

  it("rewrites hosts in literals of a Service that is renamed", async () => {
    const folder = await openFolder(FILES);
    const edit = await rename(folder, "db.yaml", "name: db", 7, "postgres");
    expect(folder.after("api.yaml", edit)).toBe(
      API.replace("postgres://db.shop.svc:", "postgres://postgres.shop.svc:"),
    );
    expect(folder.after("db.yaml", edit)).toBe(DATABASE.replace("name: db,", "name: postgres,"));
  });

  it("follows patches of kustomizations", async () => {
    const patch = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 3
`;
    const kustomization = `resources: [../base]
patches:
  - path: patch.yaml
  - target: { kind: Deployment, name: api }
    path: other.yaml
`;
    const folder = await openFolder({
      "base/kustomization.yaml": "resources: [api.yaml]\n",
      "base/api.yaml": API,
      "prod/kustomization.yaml": kustomization,
      "prod/patch.yaml": patch,
    });
    const edit = await rename(folder, "base/api.yaml", "name: api", 7, "backend");
    expect(folder.after("prod/patch.yaml", edit)).toBe(patch.replace("name: api", "name: backend"));
    expect(folder.after("prod/kustomization.yaml", edit)).toBe(
      kustomization.replace("name: api", "name: backend"),
    );
  });

  it.each([
    [
      "an anchor stands in the way",
      { "a.yaml": ACCOUNT, "api.yaml": API.replace('"api"', "*who").replace("name: api", "name: &who api") },
      "a.yaml",
      "name: api",
      7,
      "backend",
      /api\.yaml: the name comes through an anchor/,
    ],
    [
      "a template holds the name",
      {
        ...FILES,
        "templates/x.yaml":
          "apiVersion: v1\nkind: Pod\nmetadata: { name: {{ .Values.name }} }\nspec: { serviceAccountName: api }\n",
      },
      "account.yaml",
      "name: api",
      7,
      "backend",
      /templates\/x\.yaml is a template that holds "api"/,
    ],
    [
      "the resource is not in sight",
      FILES,
      "db.yaml",
      "name: vault",
      7,
      "x",
      /SecretStore "vault" is not defined/,
    ],
    [
      "the name is none",
      FILES,
      "account.yaml",
      "name: api",
      7,
      "No Name",
      /"No Name" is no name for a ServiceAccount/,
    ],
    [
      "the name is taken",
      {
        ...FILES,
        "b.yaml": "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web, namespace: shop }\n",
      },
      "account.yaml",
      "name: api",
      7,
      "web",
      /There is a ServiceAccount "web" already/,
    ],
  ] as const)("refuses where %s", async (_what, files, name, text, by, newName, reason) => {
    const folder = await openFolder(files);
    await expect(rename(folder, name, text, by, newName)).rejects.toThrow(reason);
  });

  it.each([
    [
      "a Namespace",
      { "ns.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n" },
      "ns.yaml",
      "name: shop",
      /named in too many ways/,
    ],
    [
      "what is sealed for its name",
      {
        "s.yaml":
          "apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: db, namespace: shop }\nspec: { encryptedData: {} }\n",
      },
      "s.yaml",
      "name: db",
      /sealed for its name/,
    ],
    [
      "what an inline patch names",
      {
        "kustomization.yaml":
          "resources: [api.yaml]\npatches:\n  - patch: |-\n      kind: Deployment\n      metadata: { name: api }\n",
        "api.yaml": API,
      },
      "api.yaml",
      "name: api",
      /kustomization\.yaml names "api" in an inline patch/,
    ],
  ] as const)("refuses to rename %s", async (_what, files, name, text, reason) => {
    const folder = await openFolder(files);
    await expect(rename(folder, name, text, 7, "other")).rejects.toThrow(reason);
  });

  it("answers in the older form where the client knows no versioned edits", async () => {
    const folder = await openFolder(FILES, { capabilities: {} });
    const edit = await rename(folder, "account.yaml", "reader", 1, "viewer");
    expect(edit.documentChanges).toBeUndefined();
    expect(Object.keys(edit.changes ?? {}).map(folder.nameOf)).toEqual(["account.yaml"]);
  });

  it("refuses where another overlay means another resource", async () => {
    const account = "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: api, namespace: shop }\n";
    const folder = await openFolder({
      "base/kustomization.yaml": "resources: [api.yaml]\n",
      "base/api.yaml": API,
      "dev/kustomization.yaml": "resources: [../base, account.yaml]\n",
      "dev/account.yaml": account,
      "prod/kustomization.yaml": "resources: [../base, account.yaml]\n",
      "prod/account.yaml": account,
    });
    await expect(rename(folder, "dev/account.yaml", "name: api", 7, "backend")).rejects.toThrow(
      /base\/api\.yaml is deployed by (base|prod) too/,
    );
  });

  it("keeps to the names as they are written where a kustomization changes them", async () => {
    const folder = await openFolder({
      "kustomization.yaml": "namePrefix: dev-\nresources: [api.yaml, account.yaml]\n",
      "api.yaml": API,
      "account.yaml": ACCOUNT,
    });
    const edit = await rename(folder, "api.yaml", '"api"', 1, "backend");
    expect(folder.after("api.yaml", edit)).toBe(API.replace('"api"', '"backend"'));
    expect(folder.after("account.yaml", edit)).toContain("    name: backend\n");
  });

  it("is prepared with the range and the name", async () => {
    const folder = await openFolder(FILES, {
      capabilities: {
        ...RICH_PULL,
        textDocument: { ...RICH_PULL.textDocument, rename: { prepareSupport: true } },
      },
    });
    expect(folder.client.capabilities.renameProvider).toEqual({ prepareProvider: true });
    await folder.open("api.yaml");
    const prepare = (text: string, by: number) =>
      folder.client.connection.sendRequest("textDocument/prepareRename", {
        textDocument: { uri: folder.uriOf("api.yaml") },
        position: folder.at("api.yaml", text, by),
      });
    expect(await prepare("db.shop.svc", 1)).toEqual({
      range: { start: { line: 16, character: 32 }, end: { line: 16, character: 34 } },
      placeholder: "db",
    });
    expect(await prepare("image", 1)).toBeNull();
  });
});

describe("completion of names", () => {
  it.each([
    ["a service account", "serviceAccountName: \n", ["api"]],
    [
      "a Secret that something makes",
      "containers: [{ name: a, image: a:1 }]\n      volumes:\n        - secret:\n            secretName: \n",
      ["db"],
    ],
    [
      "a Secret of a variable",
      "containers:\n        - name: a\n          env:\n            - valueFrom:\n                secretKeyRef:\n                  name: \n",
      ["db"],
    ],
  ])("offers %s", async (_what, text, expected) => {
    const folder = await openFolder(FILES);
    const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  template:
    spec:
      ${text}`;
    expect(await complete(folder, manifest)).toEqual(expected);
  });

  it.each([
    ["kind: Role\n  ", ["reader"]],
    ["kind: ClusterRole\n  ", []],
  ])("offers roles by the kind beside the name: %j", async (beside, expected) => {
    const folder = await openFolder(FILES);
    const manifest = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: b, namespace: shop }
roleRef:
  ${beside}name: `;
    expect(
      await complete(
        folder,
        manifest.replace("{ name: b, namespace: shop }", "\n  name: b\n  namespace: shop"),
      ),
    ).toEqual(expected);
  });

  async function complete(folder: TestFolder, manifest: string): Promise<string[]> {
    const uri = folder.uriOf("new.yaml");
    await folder.client.open(uri, manifest);
    const lines = manifest.replace(/\n$/, "").split("\n");
    const { items }: CompletionList = await folder.client.connection.sendRequest("textDocument/completion", {
      textDocument: { uri },
      position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 },
    });
    return items.filter(({ kind }) => kind === 18).map(({ label }) => label);
  }
});

describe("symbols", () => {
  it("list the workspace's resources by name and kind", async () => {
    const folder = await openFolder(FILES);
    const ask = async (query: string) =>
      (await folder.client.connection.sendRequest<WorkspaceSymbol[]>("workspace/symbol", { query })).map(
        ({ name, containerName, location }) => `${containerName} ${name} ${folder.nameOf(location.uri)}`,
      );
    expect(await ask("serviceaccount api")).toEqual([
      "ServiceAccount in shop api account.yaml",
      "ServiceAccount in other api account.yaml",
    ]);
    expect(await ask("zzz")).toEqual([]);
  });

  it("list a document's resources with their containers", async () => {
    const folder = await openFolder(FILES, {
      capabilities: {
        ...RICH_PULL,
        textDocument: {
          ...RICH_PULL.textDocument,
          documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        },
      },
    });
    await folder.open("api.yaml");
    const symbols: DocumentSymbol[] = await folder.client.connection.sendRequest(
      "textDocument/documentSymbol",
      { textDocument: { uri: folder.uriOf("api.yaml") } },
    );
    expect(symbols).toMatchObject([
      {
        name: "Deployment shop/api",
        selectionRange: { start: { line: 3, character: 8 } },
        children: [
          { name: "app", detail: "container", selectionRange: { start: { line: 12, character: 16 } } },
        ],
      },
    ]);
  });
});
