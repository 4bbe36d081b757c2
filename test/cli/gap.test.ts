import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rampart, workspace } from "./run-cli";

const deployment = (image: string, extra = "") => `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  replicas: ${extra === "" ? 1 : 3}
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      serviceAccountName: api
      containers:
        - name: api
          image: ${image}
${extra}`;
const account = (id: string) => `apiVersion: v1
kind: ServiceAccount
metadata:
  name: api
  namespace: shop
  annotations: {azure.workload.identity/client-id: ${id}}
`;
const secret = (interval: string, owner: string) => `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: db, namespace: shop${owner}}
spec: {refreshInterval: ${interval}, secretStoreRef: {name: vault}, target: {name: db}}
`;
const namespace = (level: string) => `apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: ${level}}}
`;
const SHARED = "11111111-1111-1111-1111-111111111111";

function shop(): string {
  return workspace({
    ".rampart.yaml":
      'environments:\n  dev: {paths: ["dev/**"], profile: dev}\n  prod: {paths: ["prod/**"], profile: prod}\n',
    "dev/api.yaml": deployment("registry.example/api:latest", ""),
    "dev/account.yaml": account(SHARED),
    "dev/secret.yaml": secret("24h", ""),
    "dev/namespace.yaml": namespace("baseline"),
    "prod/api.yaml": deployment(
      "registry.example/api:1.2.3",
      "          securityContext: {runAsNonRoot: true, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}\n          resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 64Mi}}\n",
    ),
    "prod/account.yaml": account(SHARED),
    "prod/secret.yaml": secret("1h", ", annotations: {owner: payments}"),
    "prod/namespace.yaml": namespace("restricted"),
  });
}

interface Row {
  readonly theme: string;
  readonly subject: string;
  readonly left?: string;
  readonly right?: string;
}

test("names what differs, theme by theme", async () => {
  const { stdout, status } = await rampart(shop(), ["gap", "dev", "prod", "--format", "json"]);
  expect(status).toBe(0);
  const rows: Row[] = JSON.parse(stdout).rows;
  const row = (theme: string, subject: string) =>
    rows.find((each) => each.theme === theme && each.subject === subject);
  expect(
    row("identity", "shared identity of ServiceAccount api azure.workload.identity/client-id"),
  ).toMatchObject({ left: SHARED, right: SHARED });
  expect(row("secrets", "ExternalSecret db")).toMatchObject({
    left: "store vault, refreshed every 24h, no owner",
    right: "store vault, refreshed every 1h, owned by payments",
  });
  expect(row("enforcement", "profile")).toMatchObject({ left: "dev", right: "prod" });
  expect(row("enforcement", "Pod Security enforced by namespaces")).toMatchObject({
    left: "baseline",
    right: "restricted",
  });
  expect(row("rollback", "Deployment api")).toMatchObject({ left: "moving tag", right: "by tag" });
  expect(row("workload", "Deployment api replicas")).toMatchObject({ left: "1", right: "3" });
  expect(row("controls", "workload/run-as-non-root on Deployment api")).toMatchObject({ left: "lacks it" });
  expect(row("refused", "workload/run-as-non-root on Deployment api")).toMatchObject({
    right: "prod blocks it",
  });
});

test("names a vault and the identity that reads it where both environments use the same", async () => {
  const provider = (vault: string) => `apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: {name: db, namespace: shop}
spec:
  provider: azure
  parameters: {keyvaultName: ${vault}, tenantId: t, clientID: ${SHARED}}
`;
  const budget = (bound: string) =>
    `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: api, namespace: shop}\nspec: {selector: {matchLabels: {app: api}}, ${bound}}\n`;
  const files = {
    ".rampart.yaml":
      'environments:\n  dev: {paths: ["dev/**"], profile: dev}\n  prod: {paths: ["prod/**"], profile: prod}\n',
    "dev/vault.yaml": provider("shop-vault"),
    "prod/vault.yaml": provider("shop-vault"),
    "dev/budget.yaml": budget("maxUnavailable: 100%"),
    "prod/budget.yaml": budget("minAvailable: 2"),
  };
  const rows = async (changed: Readonly<Record<string, string>>): Promise<Row[]> =>
    JSON.parse(
      (await rampart(workspace({ ...files, ...changed }), ["gap", "dev", "prod", "--format", "json"])).stdout,
    ).rows;
  const subjects = ({ theme, subject, left, right }: Row) => [theme, subject, left, right];
  expect((await rows({})).map(subjects)).toEqual(
    expect.arrayContaining([
      ["identity", "shared identity of SecretProviderClass db clientID", SHARED, SHARED],
      ["secrets", "shared vault of SecretProviderClass db keyvaultName", "shop-vault", "shop-vault"],
      ["workload", "PodDisruptionBudget api", "maxUnavailable 100%", "minAvailable 2"],
    ]),
  );
  expect(
    (await rows({ "prod/vault.yaml": provider("shop-prod") })).map(({ subject }) => subject),
  ).not.toContain("shared vault of SecretProviderClass db keyvaultName");
});

test("the document keeps reasons and fails where a difference has none", async () => {
  const cwd = shop();
  await rampart(cwd, ["gap", "dev", "prod", "--write", "gap.json"]);
  const bare = await rampart(cwd, ["gap", "dev", "prod", "--check", "gap.json"]);
  expect(bare.status).toBe(1);
  const document = JSON.parse(readFileSync(join(cwd, "gap.json"), "utf8"));
  for (const row of document.rows) row.reason = "known";
  writeFileSync(join(cwd, "gap.json"), JSON.stringify(document));
  expect(await rampart(cwd, ["gap", "dev", "prod", "--check", "gap.json"])).toMatchObject({
    status: 0,
    stdout: "Every difference is documented\n",
  });
  writeFileSync(join(cwd, "prod/secret.yaml"), secret("2h", ", annotations: {owner: payments}"));
  const changed = await rampart(cwd, ["gap", "dev", "prod", "--check", "gap.json"]);
  expect(changed.status).toBe(1);
  expect(changed.stdout).toContain("ExternalSecret db");
  await rampart(cwd, ["gap", "dev", "prod", "--write", "gap.json"]);
  const rewritten: { rows: { subject: string; reason: string }[] } = JSON.parse(
    readFileSync(join(cwd, "gap.json"), "utf8"),
  );
  expect(rewritten.rows.filter(({ reason }) => reason === "").map(({ subject }) => subject)).toEqual([
    "ExternalSecret db",
  ]);
});

test("HTML stands alone", async () => {
  const { stdout } = await rampart(shop(), ["gap", "dev", "prod", "--format", "html"]);
  expect(stdout).toMatch(/^<!doctype html>/);
  expect(stdout).not.toMatch(/<script|<img|<link/);
});

test.each([["gap", "dev", "prod"], ["diff", "HEAD"], ["waivers"], ["export", "psa"]])(
  "%s goes by no configuration that is right only in parts",
  async (...args) => {
    const cwd = shop();
    writeFileSync(
      join(cwd, ".rampart.yaml"),
      `${readFileSync(join(cwd, ".rampart.yaml"), "utf8")}waivers:\n  - {rule: x, owner: "", reason: r, expires: 2999-01-01}\n`,
    );
    const { status, stderr } = await rampart(cwd, args);
    expect(status).toBe(2);
    expect(stderr).toContain('.rampart.yaml:5: "waivers.0" lacks "owner"');
  },
);

test.each([
  [["gap", "dev", "qa"], 'there is no environment "qa"'],
  [["gap", "dev", "prod", "--check", "none.json"], "none.json: cannot be read: ENOENT"],
])("%j is refused with what to do", async (args, message) => {
  const { status, stderr } = await rampart(shop(), args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});
