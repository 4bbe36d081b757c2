import { describe, expect, test } from "vitest";
import { rampart, workspace } from "./run-cli";

const RBAC = `apiVersion: v1
kind: ServiceAccount
metadata: {name: api, namespace: shop}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: shop}
rules:
  - apiGroups: [""]
    resources: [secrets]
    resourceNames: [db]
    verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: api-reads, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects:
  - {kind: ServiceAccount, name: api}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: dangling, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: elsewhere}
subjects:
  - {kind: User, name: jane}
`;
const AS_API = "--as=system:serviceaccount:shop:api";

describe("can-i", () => {
  test.each([
    ["get", "secrets/db", 0, "yes"],
    ["get", "secrets/other", 1, "no"],
    ["list", "secrets", 1, "no"],
    ["get", "/version", 0, "yes"],
  ])("%s %s exits with %d", async (verb, resource, status, word) => {
    const result = await rampart(workspace({ "rbac.yaml": RBAC }), [
      "can-i",
      verb,
      resource,
      AS_API,
      "-n",
      "shop",
    ]);
    expect(result.status).toBe(status);
    expect(result.stdout.split("\n")[0]).toBe(word);
  });

  test("names the binding and the role that allow it", async () => {
    const { stdout } = await rampart(workspace({ "rbac.yaml": RBAC }), [
      "can-i",
      "get",
      "secrets/db",
      AS_API,
      "-n",
      "shop",
      "--format",
      "json",
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      answer: "allowed",
      by: ["RoleBinding shop/api-reads", "Role shop/reader"],
    });
  });

  test("is unknown, with status 3, where a binding names a role that is not in sight", async () => {
    const { status, stdout } = await rampart(workspace({ "rbac.yaml": RBAC }), [
      "can-i",
      "get",
      "pods",
      "--as=jane",
      "-n",
      "shop",
    ]);
    expect(status).toBe(3);
    expect(stdout).toContain("unknown");
  });

  test("answers a batch in order, each line in its own world", async () => {
    const questions = [
      {
        verb: "get",
        group: "",
        resource: "secrets",
        name: "db",
        namespace: "shop",
        user: "system:serviceaccount:shop:api",
      },
      {
        verb: "get",
        group: "",
        resource: "secrets",
        name: "db",
        namespace: "shop",
        user: "system:serviceaccount:shop:api",
        files: ["empty.yaml"],
      },
      { verb: "get", path: "/version", user: "system:anonymous", extra: true },
    ];
    const cwd = workspace({
      "m/rbac.yaml": RBAC,
      "m/empty.yaml": "# nothing\n",
      "q.jsonl": questions.map((each) => `${JSON.stringify(each)}\n`).join(""),
    });
    const { status, stdout } = await rampart(cwd, ["can-i", "--in", "m", "--batch", "q.jsonl"]);
    expect(status).toBe(0);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).answer),
    ).toEqual(["allowed", "denied", "allowed"]);
  });

  test.each([
    [["can-i", "get", "secrets"], "say who asks with --as"],
    [["can-i", "--as=x"], "say what to ask"],
    [["can-i", "--batch", "q.jsonl"], "--batch q.jsonl:1: not JSON"],
    [["can-i", "--batch", "none.jsonl"], "cannot be read: ENOENT"],
  ])("%j is refused with what to do", async (args, message) => {
    const { status, stderr } = await rampart(workspace({ "rbac.yaml": RBAC, "q.jsonl": "nope\n" }), args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

test("who-can lists the subjects of bindings", async () => {
  const cwd = workspace({
    "rbac.yaml": RBAC,
    "q.jsonl": `${JSON.stringify({ verb: "get", group: "", resource: "secrets", name: "db", namespace: "shop" })}\n`,
  });
  const { stdout } = await rampart(cwd, ["who-can", "get", "secrets/db", "-n", "shop"]);
  expect(stdout.split("\n")).toContain("ServiceAccount shop/api");
  expect(stdout).toContain("User jane (unknown: bound to a role that is not in sight)");
  const batch = await rampart(cwd, ["who-can", "--batch", "q.jsonl"]);
  expect(JSON.parse(batch.stdout).subjects).toContainEqual({
    kind: "ServiceAccount",
    name: "api",
    namespace: "shop",
  });
});

const NETWORK = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: c, image: "x/y:1"}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {containers: [{name: c, image: "x/y:1"}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
    - from: [{podSelector: {matchLabels: {app: web}}}]
      ports: [{port: 5432}]
`;

describe("reach", () => {
  test.each([
    [["shop/Pod/web", "shop/Pod/db", "--port", "5432/TCP"], 0],
    [["shop/web", "shop/db", "--port", "5432"], 0],
    [["shop/web", "shop/db", "--port", "22/TCP"], 1],
    [["203.0.113.7", "shop/db", "--port", "5432"], 1],
    [["shop/ghost", "shop/db", "--port", "5432"], 3],
    [["shop/web", "--dns"], 0],
  ])("%j exits with %d", async (args, status) => {
    expect((await rampart(workspace({ "network.yaml": NETWORK }), ["reach", ...args])).status).toBe(status);
  });

  test("names the policy that refuses", async () => {
    const { stdout } = await rampart(workspace({ "network.yaml": NETWORK }), [
      "reach",
      "shop/web",
      "shop/db",
      "--port",
      "22/TCP",
      "--format",
      "json",
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ answer: "denied", by: ["NetworkPolicy shop/db"] });
  });

  test.each([
    [["reach", "web", "shop/db", "--port", "80"], "an end is NAMESPACE/KIND/NAME"],
    [["reach", "shop/web", "shop/db"], "say the destination and its port"],
    [["reach", "shop/web", "shop/db", "--port", "http"], "a port from 1 to 65535"],
    [["reach", "shop/web", "shop/db", "--port", "80/ICMP"], "it takes TCP, UDP, SCTP"],
  ])("%j is refused with what to do", async (args, message) => {
    const { status, stderr } = await rampart(workspace({ "network.yaml": NETWORK }), args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
