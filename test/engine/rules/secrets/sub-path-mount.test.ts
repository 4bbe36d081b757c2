import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/sub-path-mount";
const pod = (mount: string, volume: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.0.0
      volumeMounts:
        - {name: v, mountPath: /etc/v, ${mount}}
  volumes:
    - {name: v, ${volume}}
`;

test.each([
  ["subPath: password", "secret: {secretName: db}", "subPath", "low"],
  ["subPathExpr: $(A)", "csi: {driver: secrets-store.csi.k8s.io}", "subPathExpr", "low"],
  ["subPath: a", "projected: {sources: [{secret: {name: db}}]}", "subPath", "low"],
  ["subPath: token", "projected: {sources: [{serviceAccountToken: {path: token}}]}", "subPath", "high"],
])("%s of %s", (mount, volume, field, severity) => {
  expect(judge(id, pod(mount, volume))).toMatchObject([
    { rule: id, path: ["spec", "containers", 0, "volumeMounts", 0, field], severity },
  ]);
});

test.each([
  ["readOnly: true", "secret: {secretName: db}"],
  ["subPath: a", "configMap: {name: c}"],
  ["subPath: a", "emptyDir: {}"],
])("%s of %s is not", (mount, volume) => {
  expect(judge(id, pod(mount, volume))).toEqual([]);
});
