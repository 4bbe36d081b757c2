import { describe, expect, test } from "vitest";
import { valueAt } from "../../engine/json";
import { scopesOf } from "./scope-facts";

const deployment = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
        - {name: side, image: "registry.example/side:1"}
        - {name: web, image: "registry.example/web:1"}
`;

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
`;

const SOURCE = { file: "base/api.yaml", document: 0, base: [] };
const container = (index: number, ...path: string[]) => [
  "spec",
  "template",
  "spec",
  "containers",
  index,
  ...path,
];

describe("which scopes there are", () => {
  test("overlays, not the base that they share", () => {
    const { scopes } = scopesOf({
      "base/api.yaml": deployment("api"),
      "base/kustomization.yaml": "resources: [api.yaml]\n",
      "overlays/dev/kustomization.yaml": "resources: [../../base]\nnamespace: dev\n",
      "overlays/prod/kustomization.yaml": "resources: [../../base]\nnamespace: prod\n",
      "other.yaml": deployment("other"),
    });
    expect([...scopes].map(([name, { inventory }]) => [name, inventory.closed])).toEqual([
      ["overlays/dev", true],
      ["overlays/prod", true],
      ["", false],
    ]);
    const [dev, prod] = ["overlays/dev", "overlays/prod"].map((name) =>
      scopes.get(name)?.inventory.ofKind("apps/Deployment"),
    );
    expect(dev).toMatchObject([{ name: "api", namespace: "dev", source: SOURCE }]);
    expect(prod).toMatchObject([{ name: "api", namespace: "prod", source: SOURCE }]);
  });

  test("a policy of one overlay is not in the other", () => {
    const { scopes } = scopesOf({
      "base/api.yaml": deployment("api"),
      "base/kustomization.yaml": "resources: [api.yaml]\n",
      "dev/kustomization.yaml": "resources: [../base, deny.yaml]\n",
      "dev/deny.yaml": POLICY,
      "prod/kustomization.yaml": "resources: [../base]\n",
    });
    const policies = (scope: string) =>
      scopes.get(scope)?.inventory.ofKind("networking.k8s.io/NetworkPolicy") ?? [];
    expect(policies("dev")).toMatchObject([{ name: "deny", source: { file: "dev/deny.yaml" } }]);
    expect(policies("prod")).toEqual([]);
  });

  test("a chart is one scope with its subcharts, and open until it is rendered", () => {
    const { scopes, kustomizations } = scopesOf({
      "shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
      "shop/values.yaml": "a: 1\n",
      "shop/crds/plain.yaml": POLICY,
      "shop/charts/part/Chart.yaml": "apiVersion: v2\nname: part\nversion: 1.0.0\n",
      "shop/ci/notes.yaml": deployment("notes"),
    });
    expect(kustomizations.scopes.map(({ name, kind, closed }) => ({ name, kind, closed }))).toEqual([
      { name: "shop", kind: "chart", closed: false },
    ]);
    expect(scopes.get("shop")?.inventory.ofKind("networking.k8s.io/NetworkPolicy")).toMatchObject([
      { name: "deny" },
    ]);
    expect(scopes.get("")?.inventory.ofKind("apps/Deployment")).toMatchObject([{ name: "notes" }]);
  });

  test("a declared folder is closed", () => {
    const { scopes } = scopesOf({ "deploy/api.yaml": deployment("api") }, ["deploy"]);
    expect([...scopes].map(([name, { inventory }]) => [name, inventory.closed])).toEqual([["deploy", true]]);
  });
});

describe("what is not in sight leaves a scope open, with the reason", () => {
  test.each([
    ["https://git.example/base?ref=v1", "https://git.example/base is remote"],
    ["https://user:secret@git.example/base", "https://git.example/base is remote"],
    ["git@git.example:team/base.git", "git@git.example:team/base.git is remote"],
    ["github.com/team/base//deploy?ref=v1", "github.com/team/base//deploy is remote"],
    ["missing.yaml", "missing.yaml is not in sight"],
    ["../nowhere", "../nowhere is not in sight"],
    [".", ". leads back to it"],
  ])("%s", (entry, limit) => {
    const { kustomizations } = scopesOf({
      "a/kustomization.yaml": `resources: ["${entry}", api.yaml]\n`,
      "a/api.yaml": deployment("api"),
    });
    expect(kustomizations.scopes).toMatchObject([{ name: "a", closed: false, limits: [limit] }]);
  });

  test("a base that is remote in turn, named with the kustomization that says so", () => {
    const { kustomizations } = scopesOf({
      "base/kustomization.yaml": "bases: [https://git.example/x]\n",
      "prod/kustomization.yaml": "resources: [../base]\n",
    });
    expect(kustomizations.scopes).toMatchObject([
      { name: "prod", closed: false, limits: ["https://git.example/x is remote (base/kustomization.yaml)"] },
    ]);
  });

  test("a cycle is cut, and its files stay in the scope", () => {
    const { kustomizations } = scopesOf({
      "a/kustomization.yaml": "resources: [../b, api.yaml]\n",
      "a/api.yaml": deployment("api"),
      "b/kustomization.yaml": "resources: [../a, other.yaml]\n",
      "b/other.yaml": deployment("other"),
    });
    expect(kustomizations.scopes).toMatchObject([
      { name: "a", closed: false, limits: ["../a leads back to it (b/kustomization.yaml)"] },
    ]);
    expect([...(kustomizations.scopes[0]?.files ?? [])].sort()).toEqual([
      "a/api.yaml",
      "a/kustomization.yaml",
      "b/kustomization.yaml",
      "b/other.yaml",
    ]);
  });

  test("many kustomizations that all refer to each other end", () => {
    const names = Array.from({ length: 30 }, (_, index) => `k${index}`);
    const entries = names.map((name) => `../${name}`).join(", ");
    const files = Object.fromEntries(
      names.map((name) => [`${name}/kustomization.yaml`, `resources: [${entries}]\n`]),
    );
    const { kustomizations } = scopesOf(files);
    expect(kustomizations.scopes.every(({ closed }) => !closed)).toBe(true);
  });

  test("a ladder of bases that are each reached twice ends", () => {
    const files: Record<string, string> = { "r30/kustomization.yaml": "resources: [api.yaml]\n" };
    for (let index = 0; index < 30; index++)
      for (const side of ["l", "r"])
        files[`${side}${index}/kustomization.yaml`] =
          `resources: [../r${index + 1}, ../${index === 29 ? "r" : "l"}${index + 1}]\n`;
    files["r30/api.yaml"] = deployment("api");
    const { kustomizations } = scopesOf(files);
    expect(kustomizations.scopes.map(({ name }) => name)).toEqual(["l0", "r0"]);
  });

  test.each(["generators", "transformers", "helmCharts", "configurations"])("programs: %s", (field) => {
    const { kustomizations } = scopesOf({ "a/kustomization.yaml": `${field}: [x.yaml]\n` });
    expect(kustomizations.scopes).toMatchObject([
      { closed: false, limits: [`what its ${field} do is known only when it is rendered`] },
    ]);
  });
});

describe("what patches set", () => {
  const patched = (kustomization: string, more: Readonly<Record<string, string>> = {}) => {
    const { scopes } = scopesOf({
      "base/api.yaml": deployment("api"),
      "base/kustomization.yaml": "resources: [api.yaml]\nnamePrefix: x-\n",
      "prod/kustomization.yaml": `resources: [../base]\n${kustomization}`,
      ...more,
    });
    const scope = scopes.get("prod");
    const object = scopesOf({ "base/api.yaml": deployment("api") });
    expect(object.facts).toHaveLength(1);
    return {
      sets: (...path: (string | number)[]) => scope?.sets(SOURCE, () => OBJECT, path),
      holds: () => scope?.holds(SOURCE),
    };
  };
  const OBJECT = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "api" },
    spec: { template: { spec: { containers: [{ name: "side" }, { name: "web" }] } } },
  };
  const MERGE = `spec: {template: {spec: {containers: [{name: web, securityContext: {runAsNonRoot: true}}]}}}`;
  const NAMED = `{apiVersion: apps/v1, kind: Deployment, metadata: {name: api}, ${MERGE}}`;

  test.each([
    ["a file that names its target", "patches: [{path: patch.yaml}]\n", NAMED],
    ["a file for a target", "patches: [{path: patch.yaml, target: {kind: Deploy.*, name: x-a.*}}]\n", NAMED],
    ["inline", `patches: [{patch: "${NAMED}"}]\n`, ""],
    ["patchesStrategicMerge", "patchesStrategicMerge: [patch.yaml]\n", NAMED],
    [
      "JSON 6902",
      "patchesJson6902: [{target: {group: apps, version: v1, kind: Deployment, name: api}, path: patch.yaml}]\n",
      "[{op: add, path: /spec/template/spec/containers/1/securityContext/runAsNonRoot, value: true}]",
    ],
  ])("%s", (_form, kustomization, patch) => {
    const { sets } = patched(kustomization, { "prod/patch.yaml": patch });
    expect(sets(...container(1, "securityContext", "runAsNonRoot"))).toBe(true);
    expect(sets(...container(1, "securityContext"))).toBe(true);
    expect(sets(...container(0, "securityContext", "runAsNonRoot"))).toBe(false);
    expect(sets(...container(1, "securityContext", "privileged"))).toBe(false);
    expect(sets(...container(1, "image"))).toBe(false);
    expect(sets("metadata", "name")).toBe(false);
    expect(sets()).toBe(false);
  });

  test("a patch for something else sets nothing here", () => {
    for (const target of ["{kind: StatefulSet}", "{kind: Deployment, name: other}", "{group: batch}"]) {
      const { sets } = patched(`patches: [{path: patch.yaml, target: ${target}}]\n`, {
        "prod/patch.yaml": NAMED,
      });
      expect(sets(...container(1, "securityContext", "runAsNonRoot")), target).toBe(false);
    }
  });

  test("a pattern that would take for ever matches in doubt", () => {
    const { sets } = patched(`patches: [{path: patch.yaml, target: {name: "(a+)+b"}}]\n`, {
      "prod/patch.yaml": NAMED,
    });
    expect(sets(...container(1, "securityContext", "runAsNonRoot"))).toBe(true);
  });

  test("images and replicas are set too, and a deletion takes the resource away", () => {
    const { sets } = patched(
      'images: [{name: registry.example/web, newTag: "2"}]\nreplicas: [{name: api, count: 2}]\n',
    );
    expect(sets(...container(1, "image"))).toBe(true);
    expect(sets(...container(0, "image"))).toBe(false);
    expect(sets("spec", "replicas")).toBe(true);
    const deleted = patched(
      'patchesStrategicMerge: ["$patch: delete\\napiVersion: apps/v1\\nkind: Deployment\\nmetadata: {name: api}\\n"]\n',
    );
    expect(deleted.holds()).toBe(false);
  });
});

test("generated ConfigMaps and Secrets are in the scope, at their generator, with keys and without values", () => {
  const { scopes } = scopesOf({
    "a/kustomization.yaml": `namePrefix: p-
configMapGenerator: [{name: settings, literals: [LEVEL=info], files: [conf/app.ini, other=x.ini]}]
secretGenerator: [{name: made, envs: [secret.env]}]
`,
  });
  const inventory = scopes.get("a")?.inventory;
  expect(inventory?.find("ConfigMap", undefined, "p-settings")).toMatchObject({
    source: { file: "a/kustomization.yaml", base: ["configMapGenerator", 0] },
    data: { keys: ["LEVEL", "app.ini", "other"] },
  });
  expect(inventory?.find("Secret", undefined, "p-made")).toMatchObject({ data: { keys: [] } });
  expect(JSON.stringify(inventory?.facts.map(({ data }) => valueAt(data, ["keys"])))).not.toContain("info");
});
