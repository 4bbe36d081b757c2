import { describe, expect, it } from "vitest";
import type {
  SimulatedConnection,
  SimulatedDetail,
  SimulatedNamespace,
  SimulatedPlace,
  SimulatedScope,
  SimulatedWorkload,
} from "../../server/requests/simulated-protocol";
import { openFolder, type TestFolder } from "./folder";

const workload = (name: string, port: number, account: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      serviceAccountName: ${account}
      containers:
        - name: main
          image: registry.example/${name}:1.2.3
          ports: [{ containerPort: ${port} }]
`;

const POLICIES = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Ingress]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api-to-db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: api } } }]
      ports: [{ port: 5432 }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db-egress, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Egress]
  egress: []
`;

const ACCESS = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: { pod-security.kubernetes.io/enforce: restricted }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: api, namespace: shop }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader, namespace: shop }
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: readers, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
subjects: [{ kind: ServiceAccount, name: api }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: elsewhere }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: not-in-sight }
subjects: [{ kind: ServiceAccount, name: api, namespace: shop }]
`;

const FILES = {
  "api.yaml": workload("api", 8080, "api"),
  "db.yaml": workload("db", 5432, "default"),
  "policies.yaml": POLICIES,
  "access.yaml": ACCESS,
};

const request = <Result>(folder: TestFolder, method: string, params?: object): Promise<Result> =>
  folder.client.connection.sendRequest<Result>(`rampart/simulated/${method}`, params);

/** Where a place is: the file and its 1-based line. */
const lineOf = (folder: TestFolder, place: SimulatedPlace | undefined) =>
  place && `${folder.nameOf(place.uri)}:${place.range.start.line + 1}`;

async function open(files: Readonly<Record<string, string>> = FILES) {
  const folder = await openFolder(files);
  const scopes = await request<SimulatedScope[]>(folder, "scopes");
  const scope = { folder: scopes[0]?.folder, scope: scopes[0]?.scope };
  return { folder, scopes, scope, shop: { ...scope, namespace: "shop" } };
}

describe("the simulated cluster", () => {
  it("has the scopes of the workspace, and none where there is nothing to deploy", async () => {
    const { folder, scopes } = await open({
      ...FILES,
      "prod/kustomization.yaml": "namespace: prod\nresources: [web.yaml]\n",
      "prod/web.yaml": workload("web", 80, "web").replace("  namespace: shop\n", ""),
    });
    expect(scopes).toEqual([
      { folder: folder.uriOf("").slice(0, -1), scope: "prod", closed: true, workloads: 1 },
      { folder: folder.uriOf("").slice(0, -1), scope: "", closed: false, workloads: 2 },
    ]);
    const names = await request<SimulatedNamespace[]>(folder, "namespaces", scopes[0]);
    expect(names.map(({ name }) => name)).toEqual(["prod"]);
    expect(
      (await open({ "notes.yaml": "title: none\n", "kustomization.yaml": "resources: []\n" })).scopes,
    ).toEqual([]);
  });

  it("shows how a namespace stands", async () => {
    const { folder, scope } = await open();
    const [shop, ...others] = await request<SimulatedNamespace[]>(folder, "namespaces", scope);
    expect(others).toEqual([]);
    expect({ ...shop, place: lineOf(folder, shop?.place) }).toEqual({
      name: "shop",
      place: "access.yaml:4",
      workloads: 2,
      deniesByDefault: { ingress: true, egress: false },
      podSecurity: "restricted",
    });
  });

  it("shows workloads with their accounts and isolation", async () => {
    const { folder, shop } = await open();
    const workloads = await request<SimulatedWorkload[]>(folder, "workloads", shop);
    expect(workloads.map((each) => ({ ...each, place: lineOf(folder, each.place) }))).toEqual([
      {
        kind: "Deployment",
        name: "api",
        place: "api.yaml:4",
        account: "api",
        isolated: { ingress: true, egress: false },
        dangerous: 1,
        mountsToken: true,
      },
      {
        kind: "Deployment",
        name: "db",
        place: "db.yaml:4",
        account: "default",
        isolated: { ingress: true, egress: true },
        dangerous: 0,
        mountsToken: true,
      },
    ]);
  });

  it("tells what a workload may do, by which binding, and what is unknown", async () => {
    const { folder, shop } = await open();
    const detail = await request<SimulatedDetail>(folder, "workload", {
      ...shop,
      kind: "Deployment",
      name: "api",
    });
    expect(lineOf(folder, detail.account.place)).toBe("access.yaml:9");
    expect(
      detail.rights.map(({ gains, namespace, answer, by }) => ({
        gains,
        namespace,
        answer,
        by: by.map(({ text, place }) => `${text} @ ${lineOf(folder, place)}`),
      })),
    ).toEqual([
      {
        gains: "reads the values of Secrets",
        namespace: "shop",
        answer: "allowed",
        by: ['RoleBinding "readers" @ access.yaml:23', 'Role "reader" @ access.yaml:15'],
      },
      {
        gains: 'whatever ClusterRole "not-in-sight" allows',
        namespace: undefined,
        answer: "unknown",
        by: ['ClusterRoleBinding "elsewhere" @ access.yaml:28'],
      },
    ]);
    expect(detail.deniedRights).toBeGreaterThan(10);
    expect(detail.isolatedBy.ingress.map(({ text }) => text)).toEqual(["NetworkPolicy shop/default-deny"]);
    expect(detail.dns).toMatchObject({ answer: "allowed" });
  });

  it("tells whom a workload reaches and who reaches it", async () => {
    const { folder, shop } = await open();
    const ask = async (name: string, direction: string) => {
      const found = await request<SimulatedConnection[]>(folder, "connections", {
        ...shop,
        kind: "Deployment",
        name,
        direction,
      });
      return found.map(({ answer, end, port, by, place }) =>
        [answer, end, port, by.map(({ text }) => text).join(), lineOf(folder, place) ?? ""].join(" | "),
      );
    };
    expect(await ask("api", "reaches")).toEqual([
      "allowed | addresses outside | 443/TCP |  | ",
      "allowed | the cloud's metadata endpoint | 80/TCP |  | ",
      "allowed | Deployment shop/db | 5432/TCP | NetworkPolicy shop/api-to-db | db.yaml:4",
    ]);
    expect(await ask("db", "reached")).toEqual([
      "allowed | Deployment shop/api | 5432/TCP | NetworkPolicy shop/api-to-db | api.yaml:4",
      "denied | addresses outside | 5432/TCP | NetworkPolicy shop/api-to-db,NetworkPolicy shop/default-deny | ",
    ]);
    expect(await ask("db", "reaches")).toEqual([
      "denied | addresses outside | 443/TCP | NetworkPolicy shop/db-egress | ",
      "denied | the cloud's metadata endpoint | 80/TCP | NetworkPolicy shop/db-egress | ",
      "denied | Deployment shop/api | 8080/TCP | NetworkPolicy shop/db-egress | api.yaml:4",
    ]);
    const detail = await request<SimulatedDetail>(folder, "workload", {
      ...shop,
      kind: "Deployment",
      name: "db",
    });
    expect(detail.dns.answer).toBe("denied");
  });

  it("follows what is typed", async () => {
    const { folder, shop } = await open();
    await folder.open("policies.yaml");
    await folder.client.change(
      folder.uriOf("policies.yaml"),
      POLICIES.replace("app: api }", "app: web }"),
      2,
    );
    await folder.client.pull(folder.uriOf("policies.yaml"));
    const reached = await request<SimulatedConnection[]>(folder, "connections", {
      ...shop,
      kind: "Deployment",
      name: "db",
      direction: "reached",
    });
    expect(reached.map(({ answer }) => answer)).toEqual(["denied", "denied"]);
  });

  it("says that something has changed, once somebody has asked", async () => {
    const folder = await openFolder(FILES);
    let told = 0;
    const changed = () =>
      new Promise<void>((resolve) => {
        folder.client.connection.onNotification("rampart/simulated/changed", () => {
          told++;
          resolve();
        });
      });
    void changed();
    await folder.open("policies.yaml");
    await folder.client.change(folder.uriOf("policies.yaml"), POLICIES.replace("5432", "5433"), 2);
    await folder.client.pull(folder.uriOf("policies.yaml"));
    expect(told).toBe(0);
    await request(folder, "scopes");
    const next = changed();
    await folder.client.change(folder.uriOf("policies.yaml"), POLICIES, 3);
    await folder.client.pull(folder.uriOf("policies.yaml"));
    await next;
    await folder.client.change(folder.uriOf("policies.yaml"), `# a comment\n${POLICIES}`, 4);
    await folder.client.pull(folder.uriOf("policies.yaml"));
    expect(told).toBe(1);
  });

  it("answers empty for what is no longer there", async () => {
    const { folder, scope, shop } = await open();
    expect(await request(folder, "namespaces", { ...scope, scope: "gone" })).toEqual([]);
    expect(await request(folder, "workload", { ...shop, kind: "Deployment", name: "gone" })).toBeNull();
    expect(await request(folder, "workloads", { ...shop, folder: "file:///nowhere" })).toEqual([]);
  });
});
