import { describe, expect, test } from "vitest";
import { liveFacts } from "../../cluster/listing/live-facts";
import { accessMatrix } from "../../cluster/matrix/access-matrix";
import { askAccess, askWhoCan } from "../../cluster/matrix/ask-access";
import { createLiveAccess } from "../../cluster/matrix/live-access";
import { otherAuthorizer } from "../../cluster/matrix/other-authorizer";
import { surplusSecretReads } from "../../cluster/matrix/secret-reads";
import defaultRbac from "../../engine/access/default-rbac.json";
import type { JsonObject } from "../../engine/json";

const RBAC = "rbac.authorization.k8s.io";
const account = (namespace: string, name: string, annotations = {}): JsonObject => ({
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: { namespace, name, annotations },
});
const role = (namespace: string | undefined, name: string, ...rules: JsonObject[]): JsonObject => ({
  apiVersion: `${RBAC}/v1`,
  kind: namespace === undefined ? "ClusterRole" : "Role",
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  rules,
});
const rule = (resources: string[], verbs: string[], more: JsonObject = {}): JsonObject => ({
  apiGroups: [""],
  resources,
  verbs,
  ...more,
});
const bind = (
  namespace: string | undefined,
  kind: string,
  name: string,
  subject: JsonObject,
): JsonObject => ({
  apiVersion: `${RBAC}/v1`,
  kind: namespace === undefined ? "ClusterRoleBinding" : "RoleBinding",
  metadata: { name: `bind-${name}`, ...(namespace === undefined ? {} : { namespace }) },
  roleRef: { apiGroup: RBAC, kind, name },
  subjects: [subject],
});
const sa = (namespace: string, name: string): JsonObject => ({ kind: "ServiceAccount", namespace, name });

function accessOf(objects: JsonObject[], hidden: string[] = []) {
  const facts = liveFacts(objects);
  return createLiveAccess(
    facts,
    hidden.map((groupKind) => ({ groupKind, problem: { kind: "forbidden" as const, message: "no" } })),
  );
}

const OBJECTS = [
  account("shop", "api"),
  account("shop", "idle"),
  role("shop", "reader", rule(["secrets"], ["get", "list"])),
  role(undefined, "executor", rule(["pods/exec", "nodes"], ["create", "patch"])),
  role(undefined, "one-secret", rule(["secrets"], ["get"], { resourceNames: ["db"] })),
  bind("shop", "Role", "reader", sa("shop", "api")),
  bind("shop", "ClusterRole", "executor", sa("shop", "api")),
  bind("stage", "ClusterRole", "executor", sa("shop", "api")),
  bind(undefined, "ClusterRole", "one-secret", sa("shop", "api")),
  bind(undefined, "ClusterRole", "executor", sa("shop", "ghost")),
];

describe("the matrix of dangerous permissions", () => {
  const cell = (name: string, text: string, objects = OBJECTS, hidden: string[] = []) => {
    const { rows } = accessMatrix(accessOf(objects, hidden));
    const row = rows.find(({ subject }) => subject.name === name);
    return [...(row?.cells ?? [])].find(([permission]) => permission.text === text)?.[1];
  };

  test("tells where each is held, and by which binding", () => {
    expect(cell("api", "list secrets")).toEqual({
      answer: "allowed",
      reach: "namespaces",
      namespaces: ["shop"],
      by: [
        { kind: "RoleBinding", name: "bind-reader", namespace: "shop" },
        { kind: "Role", name: "reader", namespace: "shop" },
      ],
    });
    expect(cell("api", "create pods/exec")).toMatchObject({
      reach: "namespaces",
      namespaces: ["shop", "stage"],
    });
  });

  test("takes what holds in a namespace for more than single names", () => {
    expect(cell("api", "get secrets")).toMatchObject({ reach: "namespaces", namespaces: ["shop"] });
    const named = [account("shop", "api"), ...OBJECTS.slice(4, 5), ...OBJECTS.slice(8, 9)];
    expect(cell("api", "get secrets", named)).toMatchObject({ answer: "allowed", reach: "names" });
  });

  test("gives no kind of the cluster by a RoleBinding, and leaves denied cells out", () => {
    expect(cell("api", "patch nodes")).toBeUndefined();
    expect(cell("idle", "get secrets")).toBeUndefined();
  });

  test("says of an account that is bound but not there that nothing is known", () => {
    expect(cell("ghost", "create pods/exec")).toEqual({
      answer: "unknown",
      reason: "the account does not exist",
    });
  });

  test("takes nothing for denied where bindings or roles are hidden", () => {
    expect(cell("idle", "get secrets", OBJECTS, [`${RBAC}/RoleBinding`])).toMatchObject({
      answer: "unknown",
      reason: expect.stringContaining("not all bindings"),
    });
    const withoutRole = OBJECTS.filter((each) => each.kind !== "ClusterRole");
    expect(cell("api", "create pods", withoutRole, [`${RBAC}/ClusterRole`])).toMatchObject({
      answer: "unknown",
      reason: expect.stringContaining('gives ClusterRole "one-secret"'),
    });
    expect(cell("api", "create pods", withoutRole)).toBeUndefined();
  });

  test("of 300 accounts and 40 permissions takes a blink", () => {
    const objects: JsonObject[] = [...(defaultRbac.items as JsonObject[])];
    for (let at = 0; at < 300; at++) {
      objects.push(account(`ns-${at % 200}`, `account-${at}`));
      objects.push(role(`ns-${at % 200}`, `role-${at}`, rule(["secrets", "pods"], ["get", "create"])));
      const kind = at % 3 === 0 ? "ClusterRole" : "Role";
      const name = at % 3 === 0 ? "edit" : `role-${at}`;
      const binding = bind(`ns-${at % 200}`, kind, name, sa(`ns-${at % 200}`, `account-${at}`));
      objects.push({ ...binding, metadata: { namespace: `ns-${at % 200}`, name: `binding-${at}` } });
    }
    const facts = liveFacts(objects);
    // Runs warm, as in an editor that has shown one before; the figure is printed, not judged.
    accessMatrix(createLiveAccess(facts, []));
    const start = process.cpuUsage();
    const { rows, permissions } = accessMatrix(createLiveAccess(facts, []));
    const { user, system } = process.cpuUsage(start);
    const elapsed = (user + system) / 1_000;
    process.stdout.write(
      `matrix: ${rows.length} accounts × ${permissions.length} permissions in ${elapsed.toFixed(1)} ms of one processor\n`,
    );
    expect(rows.filter(({ subject }) => subject.name.startsWith("account-"))).toHaveLength(300);
    expect(permissions.length).toBeGreaterThanOrEqual(40);
    const first = rows.find(({ subject }) => subject.name === "account-0");
    expect([...(first?.cells ?? [])].map(([{ text }]) => text)).toEqual(
      expect.arrayContaining(["impersonate serviceaccounts", "create serviceaccounts/token", "get secrets"]),
    );
  });
});

describe("a question about listed roles", () => {
  const SECRETS = { verb: "get", group: "", resource: "secrets", namespace: "shop" };

  test("is answered with the binding that grants it", () => {
    expect(
      askAccess(accessOf(OBJECTS), { kind: "ServiceAccount", namespace: "shop", name: "api" }, SECRETS),
    ).toEqual({
      answer: "allowed",
      reason: 'RBAC: allowed by RoleBinding "bind-reader/shop" of Role "reader" to ServiceAccount "api/shop"',
      by: [
        { kind: "RoleBinding", name: "bind-reader", namespace: "shop" },
        { kind: "Role", name: "reader", namespace: "shop" },
      ],
    });
  });

  test("is unknown about a ghost, and about a user where another authorizer stands", () => {
    const access = accessOf(OBJECTS);
    expect(
      askAccess(access, { kind: "ServiceAccount", namespace: "shop", name: "ghost" }, SECRETS),
    ).toMatchObject({
      answer: "unknown",
      reason: "the service account shop/ghost does not exist",
    });
    const ada = { kind: "User", name: "ada" } as const;
    expect(askAccess(access, ada, SECRETS).answer).toBe("denied");
    expect(askAccess(access, ada, SECRETS, "Azure RBAC")).toMatchObject({ answer: "unknown" });
    const idle = { kind: "ServiceAccount", namespace: "shop", name: "idle" } as const;
    expect(askAccess(access, idle, SECRETS, "Azure RBAC").answer).toBe("denied");
  });

  test("who can: subjects, ghosts apart", () => {
    expect(
      askWhoCan(accessOf(OBJECTS), { verb: "create", group: "", resource: "pods", subresource: "exec" }),
    ).toEqual({
      subjects: [],
      unknown: [],
      ghosts: [{ kind: "ServiceAccount", namespace: "shop", name: "ghost" }],
    });
    expect(askWhoCan(accessOf(OBJECTS), SECRETS, "Azure RBAC")).toMatchObject({
      subjects: [{ kind: "ServiceAccount", namespace: "shop", name: "api" }],
      doubt: "Azure RBAC may allow it to others",
    });
  });

  test.each([
    ["https://shop-1.hcp.westeurope.azmk8s.io:443", "Azure RBAC"],
    ["https://ABC.gr7.eu-west-1.eks.amazonaws.com", "the EKS authorizer"],
    ["https://azmk8s.io.example.com", undefined],
    ["https://127.0.0.1:6443", undefined],
    [undefined, undefined],
  ])("the authorizer beside RBAC of %s is %s", (server, authorizer) => {
    expect(otherAuthorizer(server)).toBe(authorizer);
  });
});

describe("Secrets that an account reads and does not need", () => {
  const deployment = (annotations: JsonObject = {}): JsonObject => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { namespace: "shop", name: "api" },
    spec: {
      template: {
        metadata: { annotations },
        spec: {
          serviceAccountName: "api",
          containers: [
            { name: "api", env: [{ name: "P", valueFrom: { secretKeyRef: { name: "db", key: "p" } } }] },
          ],
        },
      },
    },
  });
  const reads = (objects: JsonObject[]) => surplusSecretReads(accessOf(objects), liveFacts(objects));
  const base = [
    account("shop", "api"),
    role("shop", "reader", rule(["secrets", "configmaps"], ["get", "list"]), rule(["pods"], ["get"])),
    bind("shop", "Role", "reader", sa("shop", "api")),
  ];

  test("are all it may read, since mounted ones need no right; the diff takes them out", () => {
    const [read, ...others] = reads([...base, deployment()]);
    expect(others).toEqual([]);
    expect(read).toMatchObject({
      account: { namespace: "shop", name: "api" },
      binding: { kind: "RoleBinding", name: "bind-reader", namespace: "shop" },
      role: { kind: "Role", name: "reader", namespace: "shop" },
      namespace: "shop",
      verbs: ["get", "list"],
      names: [],
      workloads: ["Deployment shop/api"],
      mounted: ["db"],
      advice: expect.stringContaining("apply the narrowed role"),
    });
    const changes = read?.diff?.split("\n").filter((line) => /^[-+] /.test(line));
    expect(changes).toEqual(["-      - secrets"]);
  });

  test("keep what is declared: get by name, never list", () => {
    const [read] = reads([...base, deployment({ "kube-rampart/reads-secrets": "db" })]);
    const added = read?.diff?.split("\n").filter((line) => /^\+ /.test(line));
    expect(added?.join("\n")).toContain("resourceNames:\n+      - db\n+    verbs:\n+      - get");
    expect(reads([...base, deployment({ "kube-rampart/reads-secrets": "*" })])).toEqual([]);
    const exact = role("shop", "reader", rule(["secrets"], ["get"], { resourceNames: ["db"] }));
    expect(
      reads([base[0] ?? {}, exact, base[2] ?? {}, deployment({ "kube-rampart/reads-secrets": "db, other" })]),
    ).toEqual([]);
  });

  test("of a default or shared role lead to a copy of the role", () => {
    const edit = {
      ...role(undefined, "edit", rule(["secrets"], ["get", "create"])),
      metadata: { name: "edit", labels: { "kubernetes.io/bootstrapping": "rbac-defaults" } },
    };
    const [read] = reads([
      account("shop", "api"),
      edit,
      bind("shop", "ClusterRole", "edit", sa("shop", "api")),
    ]);
    expect(read?.advice).toBe("bind this copy instead: the role is a default of Kubernetes");
    expect(read?.diff).toMatch(/^\+kind: Role$/m);
    expect(read?.diff).toMatch(/^\+ {2}name: edit-without-secrets$/m);
    expect(read?.diff).toMatch(/^- {6}- get$/m);
  });

  test("of a wildcard have no diff", () => {
    const [read] = reads([
      account("shop", "api"),
      role("shop", "all", rule(["*"], ["*"])),
      bind("shop", "Role", "all", sa("shop", "api")),
    ]);
    expect(read).toMatchObject({ verbs: ["get", "list", "watch"] });
    expect(read).not.toHaveProperty("diff");
  });
});
