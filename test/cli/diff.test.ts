import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rampart, workspace } from "./run-cli";

const git = (cwd: string, ...args: string[]) =>
  execFileSync(
    "git",
    ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main", ...args],
    { cwd, stdio: "pipe" },
  );

const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec:
  containers:
    - name: c
      image: registry.example/c:1.0.0
      ports: [{containerPort: 8080}]
`;
const role = (resources: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: r, namespace: shop}
rules:
  - {apiGroups: [""], resources: [${resources}], verbs: [get]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: b, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}
subjects: [{kind: ServiceAccount, name: api, namespace: shop}]
`;
const denyIngress = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress]}
`;
const ingress = (host: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec:
  tls: [{hosts: [${host}], secretName: tls}]
  rules:
    - host: ${host}
      http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
`;

function repository(): string {
  const cwd = workspace({
    "pods.yaml": `${pod("web")}---\n${pod("db")}`,
    "role.yaml": role("configmaps"),
    "deny.yaml": denyIngress,
    "ingress.yaml": ingress("www.example.com"),
  });
  git(cwd, "init", "-q");
  git(cwd, "add", "-A");
  git(cwd, "commit", "-q", "-m", "first");
  git(cwd, "checkout", "-q", "-b", "work");
  return cwd;
}

interface Difference {
  readonly theme: string;
  readonly change: string;
  readonly weakens: boolean;
  readonly text: string;
}

async function differences(cwd: string): Promise<Difference[]> {
  return JSON.parse((await rampart(cwd, ["diff", "main", "--format", "json"])).stdout).differences;
}

test("says what a change means, by theme", async () => {
  const cwd = repository();
  expect(await differences(cwd)).toEqual([]);
  writeFileSync(join(cwd, "role.yaml"), role("configmaps, secrets"));
  writeFileSync(join(cwd, "ingress.yaml"), ingress("admin.example.com"));
  rmSync(join(cwd, "deny.yaml"));
  const found = await differences(cwd);
  const texts = (theme: string, change: string) =>
    found.filter((each) => each.theme === theme && each.change === change).map(({ text }) => text);
  expect(texts("permission", "gained")).toEqual(["ServiceAccount shop/api may get secrets in shop"]);
  expect(texts("permission", "lost")).toEqual([]);
  expect(texts("exposure", "gained")).toEqual(["host admin.example.com through Ingress shop/web"]);
  expect(texts("exposure", "lost")).toEqual(["host www.example.com through Ingress shop/web"]);
  expect(texts("reachability", "gained")).toEqual([
    "Pod shop/db reaches Pod shop/web on 8080/TCP",
    "Pod shop/web reaches Pod shop/db on 8080/TCP",
    "addresses outside reach Pod shop/db on 8080/TCP by policy",
    "addresses outside reach Pod shop/web on 8080/TCP by policy",
  ]);
  expect(texts("control", "lost").join("\n")).toContain("(identity/read-secrets)");
  expect(found.filter(({ weakens }) => weakens).map(({ theme }) => theme)).toContain("permission");
});

test("--fail-on-new fails where security is weakened, and only there", async () => {
  const cwd = repository();
  expect((await rampart(cwd, ["diff", "main", "--fail-on-new"])).status).toBe(0);
  writeFileSync(join(cwd, "role.yaml"), role("configmaps, secrets"));
  expect((await rampart(cwd, ["diff", "main"])).status).toBe(0);
  expect((await rampart(cwd, ["diff", "main", "--fail-on-new"])).status).toBe(1);
  git(cwd, "commit", "-q", "-a", "-m", "second");
  writeFileSync(join(cwd, "role.yaml"), role("configmaps"));
  const narrowed = await rampart(cwd, ["diff", "HEAD", "--fail-on-new"]);
  expect(narrowed.status).toBe(0);
  expect(narrowed.stdout).toContain("Permissions lost\n  - ServiceAccount shop/api may get secrets in shop");
});

test("prints Markdown for a pull request", async () => {
  const cwd = repository();
  writeFileSync(join(cwd, "role.yaml"), role("configmaps, secrets"));
  const { stdout } = await rampart(cwd, ["diff", "main", "--format", "markdown"]);
  expect(stdout).toContain("### ⚠️ Permissions gained\n\n- ServiceAccount shop/api may get secrets in shop");
});

test("a pod that is new brings no connections of its own", async () => {
  const cwd = repository();
  writeFileSync(join(cwd, "new.yaml"), pod("new"));
  expect((await differences(cwd)).filter(({ theme }) => theme === "reachability")).toEqual([]);
});
