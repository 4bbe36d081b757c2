import { expect, test } from "vitest";
import { judge } from "../../judge";

const RULE = "secrets/mounted-file-missing";
const classOf = (provider: string, parameters: string) => `apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: {name: db, namespace: shop}
spec:
  provider: ${provider}
  parameters:
${parameters}---
`;
const AZURE = classOf(
  "azure",
  "    objects: |\n      array:\n        - |\n          objectName: db-password\n          objectAlias: pw\n          objectType: secret\n",
);
const AWS = classOf(
  "aws",
  "    objects: |\n      - objectName: prod/db\n        objectType: secretsmanager\n",
);
const pod = (
  use: string,
  volume = "csi: {driver: secrets-store.csi.k8s.io, volumeAttributes: {secretProviderClass: db}}",
  mount = "mountPath: /mnt/vault",
) =>
  `apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
    - name: api
      image: a
${use}      volumeMounts: [{name: v, ${mount}}]
  volumes: [{name: v, ${volume}}]
`;
const env = (value: string) => `      env: [{name: PASSWORD_FILE, value: ${value}}]\n`;

test.each([
  [
    "an env value",
    AZURE + pod(env("/mnt/vault/db-password")),
    ["env", 0, "value"],
    'db-password in /mnt/vault, where SecretProviderClass "db" puts pw',
  ],
  [
    "an argument",
    AZURE + pod("      args: [--password-file=/mnt/vault/x]\n"),
    ["args", 0],
    "x in /mnt/vault",
  ],
  ["a command", AZURE + pod("      command: [cat, /mnt/vault/x]\n"), ["command", 1], "x in /mnt/vault"],
  ["a slash that AWS replaces", AWS + pod(env("/mnt/vault/prod/db")), ["env", 0, "value"], "puts prod_db"],
  [
    "a key of a ConfigMap",
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: shop}\ndata: {app.yaml: x}\n---\n${pod(env("/mnt/vault/app.yml"), "configMap: {name: c}")}`,
    ["env", 0, "value"],
    'ConfigMap "c" puts app.yaml',
  ],
  [
    "an item of a Secret",
    `apiVersion: v1\nkind: Secret\nmetadata: {name: c, namespace: shop}\nstringData: {a: x}\n---\n${pod(env("/mnt/vault/a"), "secret: {secretName: c, items: [{key: a, path: b}]}")}`,
    ["env", 0, "value"],
    'Secret "c" puts b',
  ],
])("%s names a file that is not there", (_name, text, at, message) => {
  expect(judge(RULE, text)).toMatchObject([
    { path: ["spec", "containers", 0, ...at], message: expect.stringContaining(message) },
  ]);
});

test.each([
  ["the alias", AZURE + pod(env("/mnt/vault/pw"))],
  ["the name that AWS writes", AWS + pod(env("/mnt/vault/prod_db"))],
  [
    "a folder of the file",
    classOf(
      "gcp",
      "    secrets: |\n      - resourceName: projects/p/secrets/s/versions/1\n        path: certs/tls.crt\n",
    ) + pod(env("/mnt/vault/certs")),
  ],
  ["the folder itself", AZURE + pod(env("/mnt/vault"))],
  ["another folder", AZURE + pod(env("/mnt/vault2/x"))],
  ["a sentence", AZURE + pod(env("read /mnt/vault/x"))],
  ["a class that is not in sight", pod(env("/mnt/vault/x"))],
  ["a list that cannot be read", classOf("azure", "    objects: nothing\n") + pod(env("/mnt/vault/x"))],
  [
    "versions, which become folders",
    AZURE.replace("objectType: secret", "objectVersionHistory: 2") + pod(env("/mnt/vault/x")),
  ],
  [
    "a single file by subPath",
    AZURE + pod(env("/mnt/vault/x"), undefined, "mountPath: /mnt/vault, subPath: pw"),
  ],
])("%s: nothing to report", (_name, text) => {
  expect(judge(RULE, text)).toEqual([]);
});

test("of mounts inside each other the inner one holds the file", () => {
  const text =
    AZURE +
    pod(env("/mnt/vault/x"))
      .replace("volumeMounts: [", "volumeMounts: [{name: e, mountPath: /mnt}, ")
      .replace("volumes: [", "volumes: [{name: e, emptyDir: {}}, ");
  expect(judge(RULE, text)).toHaveLength(1);
  const outer =
    AZURE +
    pod(env("/mnt/vault/in/x"))
      .replace("volumeMounts: [", "volumeMounts: [{name: e, mountPath: /mnt/vault/in}, ")
      .replace("volumes: [", "volumes: [{name: e, emptyDir: {}}, ");
  expect(judge(RULE, outer)).toEqual([]);
});
