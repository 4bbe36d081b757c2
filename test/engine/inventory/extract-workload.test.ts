import { expect, test } from "vitest";
import { extractFact } from "../../../engine/inventory/extract-fact";
import { resourcesOf } from "../../../engine/kubernetes/resource";

const pod = (container: object, spec: object = {}) => {
  const object = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "p" },
    spec: { ...spec, containers: [{ name: "c", ...container }] },
  };
  const [resource] = resourcesOf(object as never);
  if (!resource) throw new Error("no resource");
  return extractFact(resource);
};

test("of env values, commands and hooks a fact keeps nothing but paths below mounts and hosts", () => {
  const fact = pod({
    command: ["sh", "-c", "login --password=canary-command"],
    args: ["--token=canary-argument", "--key=/mnt/vault/key.pem", "/canary/elsewhere"],
    env: [
      { name: "A", value: "canary-value" },
      { name: "B", value: "postgres://user:canary-url@db/mnt/vault/x" },
      { name: "C", value: "/mnt/vault/folder/file" },
      { name: "D", value: "/mnt/vault/$(NAME)" },
    ],
    lifecycle: {
      preStop: { exec: { command: ["canary-hook"] } },
      postStart: {
        httpGet: { host: "10.0.0.1", port: 80, httpHeaders: [{ name: "A", value: "canary-header" }] },
      },
    },
    volumeMounts: [{ name: "v", mountPath: "/mnt/vault/" }],
  });
  expect(JSON.stringify(fact)).not.toContain("canary");
  const containers = ["spec", "containers", 0];
  expect(fact.data).toMatchObject({
    pods: [
      {
        containers: [
          {
            spec: { lifecycle: { postStart: { httpGet: { host: "10.0.0.1" } } } },
            files: [
              { file: "folder/file", mount: 0, path: [...containers, "env", 2, "value"] },
              { file: "key.pem", mount: 0, path: [...containers, "args", 1] },
            ],
          },
        ],
      },
    ],
  });
});

test("what admission judges is kept as written, wrong types included", () => {
  const spec = {
    hostNetwork: "yes",
    securityContext: { runAsUser: 0 },
    activeDeadlineSeconds: 60,
    schedulerName: "x",
  };
  const { data } = pod({ securityContext: [], restartPolicy: "Always", image: "a" }, spec);
  expect(data).toMatchObject({
    pods: [{ containers: [{ spec: { securityContext: [], restartPolicy: "Always" }, files: [] }] }],
  });
  expect((data as { pods: { spec: object }[] }).pods[0]?.spec).toEqual({
    hostNetwork: "yes",
    securityContext: { runAsUser: 0 },
    activeDeadlineSeconds: 60,
  });
});
