import { describe, expect, it } from "vitest";
import type { ClientCapabilities, CodeAction, WorkspaceEdit } from "vscode-languageserver-protocol/node";
import { parseConfiguration } from "../../engine/policy/parse-configuration";
import { RICH_PULL } from "./client";
import { openFolder, type TestFolder } from "./folder";

const CREATES: ClientCapabilities = {
  ...RICH_PULL,
  workspace: {
    ...RICH_PULL.workspace,
    workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
  },
};

const ingress = (
  ...rules: readonly (readonly [host: string, ...paths: string[]])[]
) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
spec:
  ingressClassName: public
  rules:
${rules
  .map(
    ([host, ...paths]) => `    - host: ${host}
      http:
        paths:
${paths
  .map(
    (path) => `          - path: ${path}
            pathType: Prefix
            backend: { service: { name: web, port: { number: 80 } } }
`,
  )
  .join("")}`,
  )
  .join("")}`;

const ROUTE = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: api
  namespace: shop
spec:
  parentRefs: [{ name: edge }]
  hostnames: [api.example.com]
  rules: [{ backendRefs: [{ name: api, port: 80 }] }]
`;

const WHOLE = "Write the ingress inventory from what exists";

interface Answer {
  readonly edit?: WorkspaceEdit;
  readonly configuration: string;
  readonly added: number;
}

const ask = (folder: TestFolder, uri: string, wish: object = {}): Promise<Answer | null> =>
  folder.client.connection.sendRequest("rampart/ingressInventory", { uri, ...wish });

const root = (folder: TestFolder) => folder.uriOf("").replace(/\/$/, "");

async function actionsAt(
  folder: TestFolder,
  name: string,
  text: string,
  only = "quickfix",
): Promise<CodeAction[]> {
  await folder.open(name);
  const start = folder.at(name, text);
  return folder.client.actions(folder.uriOf(name), { range: { start, end: start }, only: [only] });
}

describe("the inventory of the edge", () => {
  it("is created from what every manifest exposes, topmost paths alone", async () => {
    const folder = await openFolder(
      {
        "web.yaml": ingress(
          ["shop.example.com", "/"],
          ["admin.example.com", "/users/new", "/users", "/reports"],
        ),
        "route.yaml": ROUTE,
      },
      { capabilities: CREATES },
    );
    const answer = await ask(folder, root(folder));
    expect(answer).toMatchObject({ configuration: folder.uriOf(".rampart.yaml"), added: 3 });
    expect(answer?.edit?.documentChanges?.[0]).toEqual({
      kind: "create",
      uri: folder.uriOf(".rampart.yaml"),
      options: { ignoreIfExists: true },
    });
    const text = folder.after(".rampart.yaml", answer?.edit ?? {});
    expect(text).toBe(
      'ingress:\n  - host: "admin.example.com"\n    paths:\n      - "/reports"\n      - "/users"\n  - host: "api.example.com"\n  - host: "shop.example.com"\n',
    );
    expect(parseConfiguration(".rampart.yaml", text).problems).toEqual([]);
  });

  it("keeps what it holds, comments and layout, and gets what is missing", async () => {
    const before =
      "profile: prod # strict\ningress:\n- host: old.example.com # until spring\n- host: shop.example.com\n  paths: [/cart] # the shop\nwaivers: []\n";
    const folder = await openFolder({
      ".rampart.yaml": before,
      "web.yaml": ingress(["shop.example.com", "/cart/items", "/admin"], ["new.example.com", "/a"]),
    });
    const answer = await ask(folder, folder.uriOf("web.yaml"));
    expect(answer?.added).toBe(2);
    expect(folder.after(".rampart.yaml", answer?.edit ?? {})).toBe(
      "profile: prod # strict\ningress:\n- host: old.example.com # until spring\n- host: shop.example.com\n  paths: [/cart, /admin] # the shop\n- host: new.example.com\n  paths:\n  - /a\nwaivers: []\n",
    );
  });

  it.each([
    ["only comments", "# profile: prod\n", '# profile: prod\ningress:\n  - host: "shop.example.com"\n'],
    ["a line without its end", "profile: prod", "profile: prod\ningress:\n  - host: shop.example.com"],
    ["an empty list", "ingress: []\n", "ingress:\n  - host: shop.example.com\n"],
  ])("is added to a configuration that holds %s", async (_what, before, after) => {
    const folder = await openFolder({
      ".rampart.yaml": before,
      "web.yaml": ingress(["shop.example.com", "/"]),
    });
    const answer = await ask(folder, folder.uriOf("web.yaml"));
    expect(folder.after(".rampart.yaml", answer?.edit ?? {})).toBe(after);
  });

  it("governs the files below it that no nearer inventory governs", async () => {
    const folder = await openFolder({
      ".rampart.yaml": "ingress:\n  - host: a.example.com\n",
      "web.yaml": ingress(["b.example.com", "/"]),
      "near/.rampart.yaml": "profile: dev\n",
      "near/web.yaml": ingress(["c.example.com", "/"]),
      "far/.rampart.yaml": "ingress: []\n",
      "far/web.yaml": ingress(["d.example.com", "/"]),
    });
    const outer = await ask(folder, folder.uriOf("near/web.yaml"));
    expect(outer?.configuration).toBe(folder.uriOf(".rampart.yaml"));
    expect(folder.after(".rampart.yaml", outer?.edit ?? {})).toBe(
      "ingress:\n  - host: a.example.com\n  - host: b.example.com\n  - host: c.example.com\n",
    );
    const inner = await ask(folder, folder.uriOf("far/.rampart.yaml"));
    expect(folder.after("far/.rampart.yaml", inner?.edit ?? {})).toBe("ingress:\n  - host: d.example.com\n");
  });

  it("needs no edit where it holds everything, and gets none where it cannot be edited safely", async () => {
    const web = ingress(["a.example.com", "/x"]);
    const full = await openFolder({
      ".rampart.yaml": "ingress: [{ host: a.example.com }]\n",
      "web.yaml": web,
    });
    expect(await ask(full, full.uriOf("web.yaml"))).toEqual({
      configuration: full.uriOf(".rampart.yaml"),
      added: 0,
    });
    for (const text of ["ingress: &a []\n", "profile: prod\n---\nprofile: dev\n", "a: b: c\n"]) {
      const folder = await openFolder({ ".rampart.yaml": text, "web.yaml": web });
      expect(await ask(folder, folder.uriOf("web.yaml"))).toBeNull();
    }
    // This client creates no files.
    const folder = await openFolder({ "web.yaml": web });
    expect(await ask(folder, folder.uriOf("web.yaml"))).toBeNull();
    expect(await ask(folder, "file:///elsewhere/web.yaml")).toBeNull();
  });
});

describe("the actions that write it", () => {
  const files = {
    ".rampart.yaml": "profile: prod\ningress:\n  - host: a.example.com\n    paths: [/x]\nexclude: []\n",
    "web.yaml": ingress(["a.example.com", "/x", "/admin"], ["b.example.com", "/y"]),
  };

  it("are at a host and at a path beside the inventory, and the findings go with them", async () => {
    const folder = await openFolder(files);
    const atHost = await actionsAt(folder, "web.yaml", "b.example.com");
    const host = atHost.find(({ title }) => title === 'Add "b.example.com" to the ingress inventory');
    expect(host?.diagnostics).toMatchObject([{ code: "edge/ingress-inventory" }]);
    expect(folder.after(".rampart.yaml", host?.edit ?? {})).toBe(
      "profile: prod\ningress:\n  - host: a.example.com\n    paths: [/x]\n  - host: b.example.com\n    paths:\n      - /y\nexclude: []\n",
    );
    const atPath = await actionsAt(folder, "web.yaml", "/admin");
    const path = atPath.find(
      ({ title }) => title === 'Add path "/admin" of "a.example.com" to the ingress inventory',
    );
    expect(folder.after(".rampart.yaml", path?.edit ?? {})).toContain("    paths: [/x, /admin]\nexclude");
    const whole = atPath.find(({ title }) => title === WHOLE);
    const text = folder.after(".rampart.yaml", whole?.edit ?? {});
    const after = await openFolder({ ...files, ".rampart.yaml": text });
    expect((await actionsAt(after, "web.yaml", "/admin")).map(({ title }) => title)).not.toContain(WHOLE);
  });

  it("is in the configuration too, at its inventory", async () => {
    const folder = await openFolder(files);
    const titles = async (text: string) =>
      (await actionsAt(folder, ".rampart.yaml", text, "refactor")).map(({ title }) => title);
    expect(await titles("ingress")).toContain(WHOLE);
    expect(await titles("[/x]")).toContain(WHOLE);
    expect(await titles("exclude")).not.toContain(WHOLE);
  });

  it("are commands where the client applies the edit itself", async () => {
    const folder = await openFolder(files, {
      initializationOptions: { commands: ["rampart.writeInventory"] },
    });
    const actions = await actionsAt(folder, "web.yaml", "/admin");
    const action = actions.find(({ title }) => title.startsWith("Add path"));
    expect(action?.edit).toBeUndefined();
    expect(action?.command).toMatchObject({
      command: "rampart.writeInventory",
      arguments: [{ uri: folder.uriOf("web.yaml"), host: "a.example.com", path: "/admin" }],
    });
  });
});
