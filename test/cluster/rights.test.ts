import { describe, expect, test } from "vitest";
import { liveFacts } from "../../cluster/listing/live-facts";
import {
  accessMatrix,
  boundSubjects,
  isSystemSubject,
  type MatrixSubject,
} from "../../cluster/matrix/access-matrix";
import { compareAnswers } from "../../cluster/matrix/compare-answers";
import { holdersOf } from "../../cluster/matrix/holders";
import { createLiveAccess } from "../../cluster/matrix/live-access";
import { DANGEROUS_PERMISSIONS } from "../../cluster/matrix/permissions";
import { rightsOf, sortedVerbs } from "../../cluster/matrix/rights";
import { narrowedRoleTexts, surplusSecretReads } from "../../cluster/matrix/secret-reads";
import { accessQuestionOf, questionOf } from "../../cluster/reviews/question";
import type { JsonObject } from "../../engine/json";

const RBAC = "rbac.authorization.k8s.io";
const API: MatrixSubject = { kind: "ServiceAccount", namespace: "shop", name: "api" };
const BOUND = { kind: "ServiceAccount", namespace: "shop", name: "api" };

function role(kind: "Role" | "ClusterRole", name: string, ...rules: JsonObject[]): JsonObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind,
    metadata: { name, ...(kind === "Role" ? { namespace: "shop" } : {}) },
    rules,
  };
}

function bind(
  namespace: string | undefined,
  name: string,
  roleKind: string,
  roleName: string,
  ...subjects: JsonObject[]
): JsonObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: namespace === undefined ? "ClusterRoleBinding" : "RoleBinding",
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    roleRef: { apiGroup: RBAC, kind: roleKind, name: roleName },
    subjects,
  };
}

const OBJECTS: readonly JsonObject[] = [
  { apiVersion: "v1", kind: "ServiceAccount", metadata: { namespace: "shop", name: "api" } },
  role(
    "Role",
    "worker",
    { apiGroups: ["", "apps"], resources: ["deployments", "pods/exec"], verbs: ["watch", "get"] },
    { apiGroups: [""], resources: ["pods/exec"], verbs: ["create"] },
    { apiGroups: [""], resources: ["configmaps"], verbs: ["get"], resourceNames: ["settings"] },
  ),
  role(
    "ClusterRole",
    "metrics",
    { nonResourceURLs: ["/metrics"], verbs: ["get"] },
    { apiGroups: ["*"], resources: ["*"], verbs: ["list"] },
  ),
  bind("shop", "workers", "Role", "worker", BOUND, { kind: "User", name: "ada" }),
  bind(undefined, "metrics", "ClusterRole", "metrics", BOUND, { kind: "Group", name: "watchers" }),
  bind("shop", "ghosts", "Role", "worker", { kind: "ServiceAccount", namespace: "shop", name: "gone" }),
];

function accessOf(objects: readonly JsonObject[] = OBJECTS, hidden: readonly string[] = []) {
  return createLiveAccess(
    liveFacts(objects),
    hidden.map((groupKind) => ({ groupKind, problem: { kind: "forbidden" as const, message: "no" } })),
  );
}

describe("all that a subject may do", () => {
  test("stands by place and resource, the dangerous first, with the binding that gives it", () => {
    const { places, doubt } = rightsOf(accessOf(), API);
    expect(doubt).toBeUndefined();
    const binding = { kind: "ClusterRoleBinding", name: "metrics" };
    const worker = {
      binding: { kind: "RoleBinding", name: "workers", namespace: "shop" },
      role: { kind: "Role", name: "worker", namespace: "shop" },
    };
    const [everywhere, shop, ...others] = places;
    expect(others).toEqual([]);
    expect(everywhere).toEqual({
      resources: [
        {
          resource: "*",
          verbs: ["list"],
          grants: [{ verbs: ["list"], names: [], binding, role: { kind: "ClusterRole", name: "metrics" } }],
          dangers: ["reads-secrets"],
        },
        {
          resource: "/metrics",
          verbs: ["get"],
          grants: [{ verbs: ["get"], names: [], binding, role: { kind: "ClusterRole", name: "metrics" } }],
          dangers: [],
        },
      ],
    });
    expect(shop?.namespace).toBe("shop");
    expect(shop?.resources.map(({ resource, verbs }) => [resource, verbs])).toEqual([
      ["pods/exec", ["get", "watch", "create"]],
      ["configmaps", []],
      ["deployments", ["get", "watch"]],
      ["deployments.apps", ["get", "watch"]],
      ["pods.apps/exec", ["get", "watch"]],
    ]);
    expect(shop?.resources[0]).toMatchObject({
      dangers: ["enters-pods"],
      grants: [{ verbs: ["get", "watch", "create"], names: [], ...worker }],
    });
    expect(shop?.resources[1]?.grants).toEqual([{ verbs: ["get"], names: ["settings"], ...worker }]);
  });

  test("is in doubt where bindings or roles are hidden, or the account does not exist", () => {
    expect(rightsOf(accessOf(OBJECTS, [`${RBAC}/RoleBinding`]), API).doubt).toBe(
      "not all bindings may be listed",
    );
    const withoutRoles = OBJECTS.filter(({ kind }) => kind !== "Role");
    expect(rightsOf(accessOf(withoutRoles, [`${RBAC}/Role`]), API).doubt).toBe(
      'Role "worker" may not be read',
    );
    expect(rightsOf(accessOf(), { kind: "ServiceAccount", namespace: "shop", name: "gone" })).toEqual({
      places: [],
      doubt: "the account does not exist",
    });
  });

  test("sorts verbs as people read them", () => {
    expect(sortedVerbs(["use", "delete", "bind", "get", "*", "get", "create"])).toEqual([
      ...["*", "get", "create", "delete", "bind", "use"],
    ]);
  });
});

describe("who may do something", () => {
  test("comes with every binding that gives it; accounts that are not there stand last", () => {
    const exec = { verb: "create", group: "", resource: "pods", subresource: "exec", namespace: "shop" };
    const { holders, doubt } = holdersOf(accessOf(), exec);
    const given = (name: string) => ({
      binding: { kind: "RoleBinding", name, namespace: "shop" },
      role: { kind: "Role", name: "worker", namespace: "shop" },
    });
    expect(holders).toEqual([
      {
        subject: { kind: "ServiceAccount", name: "api", namespace: "shop" },
        ghost: false,
        grants: [given("workers")],
      },
      { subject: { kind: "User", name: "ada" }, ghost: false, grants: [given("workers")] },
      {
        subject: { kind: "ServiceAccount", name: "gone", namespace: "shop" },
        ghost: true,
        grants: [given("ghosts")],
      },
    ]);
    expect(doubt).toBeUndefined();
    expect(holdersOf(accessOf(), exec, "Azure RBAC").doubt).toContain("Azure RBAC");
  });
});

describe("subjects", () => {
  test("of bindings are users and groups; those of Kubernetes itself are told apart", () => {
    expect(boundSubjects(accessOf())).toEqual([
      { kind: "User", name: "ada" },
      { kind: "Group", name: "watchers" },
    ]);
    const isSystem = (kind: "User" | "Group", name: string) =>
      isSystemSubject({ kind, name } as MatrixSubject);
    expect(isSystem("Group", "system:masters")).toBe(true);
    expect(isSystem("Group", "system:authenticated")).toBe(false);
    expect(isSystem("Group", "system:serviceaccounts:shop")).toBe(false);
    expect(isSystem("User", "system:kube-scheduler")).toBe(true);
    expect(isSystem("User", "system:anonymous")).toBe(false);
    expect(isSystem("User", "system:serviceaccount:shop:api")).toBe(false);
    expect(isSystemSubject({ kind: "ServiceAccount", namespace: "kube-system", name: "any" })).toBe(true);
    expect(isSystemSubject(API)).toBe(false);
  });

  test("hold by name alone what a role limits so, and the matrix says one of the names", () => {
    const named = [
      ...OBJECTS,
      role("Role", "one", {
        apiGroups: [""],
        resources: ["secrets"],
        verbs: ["get"],
        resourceNames: ["db", "tls"],
      }),
      bind("shop", "one", "Role", "one", BOUND),
    ];
    const getSecrets = DANGEROUS_PERMISSIONS.filter(({ text }) => text === "get secrets");
    const [row] = accessMatrix(accessOf(named), [API], getSecrets).rows;
    expect([...(row?.cells.values() ?? [])]).toEqual([
      {
        answer: "allowed",
        reach: "names",
        namespaces: ["shop"],
        name: "db",
        by: [
          { kind: "RoleBinding", name: "one", namespace: "shop" },
          { kind: "Role", name: "one", namespace: "shop" },
        ],
      },
    ]);
  });
});

describe("another authorizer beside RBAC", () => {
  test("leaves every no about users and groups open, not about accounts", () => {
    const exec = DANGEROUS_PERMISSIONS.filter(({ text }) => text === "delete namespaces");
    const ada = { kind: "User", name: "ada" } as const;
    const { rows } = accessMatrix(accessOf(), [ada, API], exec, "Azure RBAC");
    const cellOf = (kind: string) => [
      ...(rows.find(({ subject }) => subject.kind === kind)?.cells.values() ?? []),
    ];
    expect(cellOf("User")).toEqual([
      { answer: "unknown", reason: "no role in sight allows it, but Azure RBAC may" },
    ]);
    expect(cellOf("ServiceAccount")).toEqual([]);
  });
});

describe("an answer of the cluster beside the one that was worked out", () => {
  test.each([
    ["allowed", "allowed", "agrees"],
    ["denied", "denied", "agrees"],
    ["allowed", "denied", "refused"],
    ["denied", "allowed", "granted"],
    ["unknown", "denied", "settled"],
    ["denied", "unknown", "unanswered"],
  ] as const)("%s, then %s: %s", (listed, confirmed, comparison) => {
    expect(compareAnswers({ answer: listed }, { answer: confirmed })).toBe(comparison);
  });
});

describe("questions", () => {
  test.each([
    { verb: "create", group: "", resource: "pods", subresource: "exec", namespace: "shop" },
    { verb: "patch", group: "apps", resource: "deployments", namespace: "", name: "api" },
    { verb: "*", group: "*", resource: "*", namespace: "" },
  ])("of the evaluator and of the view say the same: %j", (question) => {
    expect(accessQuestionOf(questionOf(question))).toEqual(question);
  });

  test("about a URL have no namespace", () => {
    expect(questionOf({ verb: "get", path: "/metrics" })).toEqual({
      verb: "get",
      resource: "/metrics",
      namespace: "",
    });
    expect(accessQuestionOf({ verb: "get", resource: "/metrics", namespace: "" })).toEqual({
      verb: "get",
      path: "/metrics",
    });
  });
});

describe("a role that gives Secrets", () => {
  const reader = [
    ...OBJECTS.slice(0, 1),
    role("Role", "reader", { apiGroups: [""], resources: ["secrets", "pods"], verbs: ["get", "list"] }),
    bind("shop", "readers", "Role", "reader", BOUND),
  ];

  test("is written as it is and as it would suffice", () => {
    const access = accessOf(reader);
    const facts = liveFacts(reader);
    const [read] = surplusSecretReads(access, facts);
    const texts = read && narrowedRoleTexts(access, facts, read);
    expect(texts?.before).toContain("resources:\n      - secrets\n      - pods\n");
    expect(texts?.after).toBe(texts?.before.replace("      - secrets\n", ""));
  });

  test("by a wildcard cannot be narrowed", () => {
    const wild = [
      ...reader.slice(0, 1),
      role("Role", "reader", { apiGroups: ["*"], resources: ["*"], verbs: ["*"] }),
      ...reader.slice(2),
    ];
    const access = accessOf(wild);
    const facts = liveFacts(wild);
    const [read] = surplusSecretReads(access, facts);
    expect(read && narrowedRoleTexts(access, facts, read)).toBeUndefined();
    expect(read?.role.name).toBe("reader");
  });
});
