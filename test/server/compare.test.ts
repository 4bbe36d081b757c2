import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openFolder, type TestFolder } from "./folder";

const ROLE = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader, namespace: shop }
rules:
  - apiGroups: [""]
    resources: [configmaps]
    verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: readers, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
subjects: [{ kind: ServiceAccount, name: api }]
`;

const workload = (namespace: string, replicas: number) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: ${namespace} }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers: [{ name: api, image: "registry.example/api:1.2.3" }]
`;

const request = <Result>(folder: TestFolder, method: string, params: object = {}): Promise<Result> =>
  folder.client.connection.sendRequest<Result>(`rampart/compare/${method}`, {
    folder: folder.uriOf("").slice(0, -1),
    ...params,
  });

function git(folder: TestFolder, ...args: string[]): void {
  execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], {
    cwd: fileURLToPath(folder.uriOf("")),
    stdio: "ignore",
  });
}

/** Makes the folder a repository whose one commit holds everything. */
function commitAll(folder: TestFolder): void {
  rmSync(fileURLToPath(folder.uriOf(".git")), { recursive: true });
  git(folder, "init", "--initial-branch=main");
  git(folder, "add", ".");
  git(folder, "commit", "--message=all");
}

describe("rampart/compare/branch", () => {
  it("says what edits mean that are not even saved", async () => {
    const folder = await openFolder({ "access.yaml": ROLE });
    commitAll(folder);
    expect(await request(folder, "branch", { ref: "main" })).toEqual({
      markdown:
        "## What this change means\n\nNothing changes in permissions, exposure, reachability or controls.\n",
    });
    await folder.client.open(
      folder.uriOf("access.yaml"),
      ROLE.replace("[configmaps]", "[configmaps, secrets]"),
    );
    const { markdown } = await request<{ markdown: string }>(folder, "branch", { ref: "main" });
    expect(markdown).toContain(
      "### ⚠️ Permissions gained\n\n- ServiceAccount shop/api may get secrets in shop\n",
    );
  });

  it("says why it cannot", async () => {
    const folder = await openFolder({ "access.yaml": ROLE });
    commitAll(folder);
    expect(await request(folder, "branch", { ref: "nowhere" })).toEqual({
      problem: "nowhere: there is no such revision; fetch it first, with enough history",
    });
    expect(await request(folder, "branch", { ref: "--upload-pack=touch pwned" })).toEqual({
      problem: "--upload-pack=touch pwned: not a revision",
    });
    expect(await request(folder, "branch", { ref: "main", folder: "file:///nowhere" })).toEqual({
      problem: "the comparison failed; the output says where",
    });
  });
});

describe("rampart/compare/environments", () => {
  const FILES = {
    ".rampart.yaml":
      'environments:\n  dev: { paths: ["dev/**"], profile: dev }\n  prod: { paths: ["prod/**"] }\n',
    "dev/api.yaml": workload("shop", 1),
    "prod/api.yaml": workload("shop", 3),
  };

  it("names the environments and tells what differs, by theme", async () => {
    const folder = await openFolder(FILES);
    expect(await request(folder, "environmentNames")).toEqual(["dev", "prod"]);
    const { markdown } = await request<{ markdown: string }>(folder, "environments", {
      left: "dev",
      right: "prod",
    });
    expect(markdown).toMatch(/^## dev and prod: \d+ differences?\n/);
    expect(markdown).toMatch(/^### workload\n\n\| What \| dev \| prod \|\n\| --- \| --- \| --- \|\n/m);
    expect(markdown).toMatch(/^\| .*replicas.* \| 1 \| 3 \|$/m);
  });

  it("sees files that the client has not told of yet", async () => {
    const { "prod/api.yaml": later, ...files } = FILES;
    const folder = await openFolder(files);
    expect(await request(folder, "environmentNames")).toEqual(["dev"]);
    mkdirSync(fileURLToPath(folder.uriOf("prod")));
    writeFileSync(fileURLToPath(folder.uriOf("prod/api.yaml")), later);
    const { markdown } = await request<{ markdown: string }>(folder, "environments", {
      left: "dev",
      right: "prod",
    });
    expect(markdown).toMatch(/^\| .*replicas.* \| 1 \| 3 \|$/m);
  });

  it("says which environment is missing, and finds none without a configuration", async () => {
    const folder = await openFolder(FILES);
    expect(await request(folder, "environments", { left: "dev", right: "test" })).toEqual({
      problem: 'there is no environment "test" with files in it',
    });
    const plain = await openFolder({ "api.yaml": workload("shop", 1) });
    expect(await request(plain, "environmentNames")).toEqual([]);
  });
});
