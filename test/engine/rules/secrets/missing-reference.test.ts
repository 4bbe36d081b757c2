import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/missing-reference";
const closed = { closed: true };
const pod = (container: string, volumes = "[]") => `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
    - name: web
      image: registry.example/web:1.0.0
      ${container}
  volumes: ${volumes}
`;
const data = (kind: string, name: string, keys = "{password: aGk=}", namespace = "shop") => `---
apiVersion: v1
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}}
data: ${keys}
`;
const container = ["spec", "containers", 0];

test.each<[string, string, (string | number)[], string]>([
  [
    "env: [{name: A, value: x}, {name: B, valueFrom: {secretKeyRef: {name: db, key: p}}}]",
    "[]",
    [...container, "env", 1, "valueFrom", "secretKeyRef", "name"],
    'Secret "db"',
  ],
  [
    "env: [{name: B, valueFrom: {configMapKeyRef: {name: db, key: p}}}]",
    "[]",
    [...container, "env", 0, "valueFrom", "configMapKeyRef", "name"],
    'ConfigMap "db"',
  ],
  [
    "envFrom: [{secretRef: {name: db}}]",
    "[]",
    [...container, "envFrom", 0, "secretRef", "name"],
    'Secret "db"',
  ],
  [
    "envFrom: [{configMapRef: {name: db}}]",
    "[]",
    [...container, "envFrom", 0, "configMapRef", "name"],
    'ConfigMap "db"',
  ],
  [
    "tty: false",
    "[{name: v, secret: {secretName: db}}]",
    ["spec", "volumes", 0, "secret", "secretName"],
    'Secret "db"',
  ],
  [
    "tty: false",
    "[{name: v, configMap: {name: db}}]",
    ["spec", "volumes", 0, "configMap", "name"],
    'ConfigMap "db"',
  ],
  [
    "tty: false",
    "[{name: v, projected: {sources: [{secret: {name: db}}]}}]",
    ["spec", "volumes", 0, "projected", "sources", 0, "secret", "name"],
    'Secret "db"',
  ],
])("%s %s", (fields, volumes, path, what) => {
  const found = judge(id, pod(fields, volumes), closed);
  expect(found).toMatchObject([
    {
      rule: id,
      path,
      text: "db",
      message: `${what} does not exist in namespace "shop", and nothing in the scope makes it`,
    },
  ]);
});

test("a key that is not there", () => {
  const text =
    pod("env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: user}}}]") + data("Secret", "db");
  expect(judge(id, text, closed)).toMatchObject([
    {
      path: [...container, "env", 0, "valueFrom", "secretKeyRef", "key"],
      text: "user",
      message: 'Secret "db" has no key "user"',
    },
  ]);
});

test("one finding for a name, however often it is used", () => {
  const text = pod(
    "envFrom: [{secretRef: {name: db}}, {secretRef: {name: db}}]",
    "[{name: v, secret: {secretName: db}}]",
  );
  expect(judge(id, text, closed)).toMatchObject([
    { path: [...container, "envFrom", 0, "secretRef", "name"] },
  ]);
});

test("resources that make no Secrets do not keep the rule quiet by their names", () => {
  const role =
    "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: shop, namespace: shop}\nrules: []\n";
  expect(judge(id, pod("envFrom: [{secretRef: {name: shop-db}}]") + role, closed)).toMatchObject([
    { text: "shop-db" },
  ]);
});

test("a Secret of another namespace is another Secret", () => {
  expect(
    judge(id, pod("envFrom: [{secretRef: {name: db}}]") + data("Secret", "db", "{}", "other"), closed),
  ).toMatchObject([{ text: "db" }]);
});

const uses = pod("envFrom: [{secretRef: {name: db}}]");
const resource = (apiVersion: string, kind: string, name: string, spec: string) =>
  `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: shop}\nspec: ${spec}\n`;

test.each([
  ["open scope", uses, false],
  ["present", uses + data("Secret", "db"), true],
  ["optional", pod("envFrom: [{secretRef: {name: db, optional: true}}]"), true],
  [
    "ExternalSecret",
    uses + resource("external-secrets.io/v1", "ExternalSecret", "x", "{target: {name: db}}"),
    true,
  ],
  ["SealedSecret", uses + resource("bitnami.com/v1alpha1", "SealedSecret", "db", "{}"), true],
  [
    "secretObjects",
    uses +
      resource(
        "secrets-store.csi.x-k8s.io/v1",
        "SecretProviderClass",
        "x",
        "{secretObjects: [{secretName: db}]}",
      ),
    true,
  ],
  ["Certificate", uses + resource("cert-manager.io/v1", "Certificate", "x", "{secretName: db}"), true],
  [
    "ingress shim",
    uses +
      "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web, namespace: shop, annotations: {cert-manager.io/issuer: x}}\nspec: {tls: [{secretName: db}]}\n",
    true,
  ],
  [
    "an operator's database",
    pod("envFrom: [{secretRef: {name: shop-app}}]") +
      resource("postgresql.cnpg.io/v1", "Cluster", "shop", "{}"),
    true,
  ],
  [
    "the authority of the cluster",
    pod("tty: false", "[{name: v, configMap: {name: kube-root-ca.crt}}]"),
    true,
  ],
])("%s is quiet", (_, text, isClosed) => {
  expect(judge(id, text, { closed: isClosed })).toEqual([]);
});
