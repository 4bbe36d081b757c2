import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/whole-secret-mounted";
const pod = (volume: string) => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  volumes: [{name: v, ${volume}}]
  containers: [{name: web, image: "registry.example/web:1.0.0"}]
`;

test("without items", () => {
  expect(judge(id, pod("secret: {secretName: db}"))).toMatchObject([
    { rule: id, path: ["spec", "volumes", 0, "secret", "secretName"], range: "5:44-5:46", text: "db" },
  ]);
});

test.each(["secret: {secretName: db, items: [{key: a, path: a}]}", "configMap: {name: db}", "secret: db"])(
  "%s is not",
  (volume) => {
    expect(judge(id, pod(volume))).toEqual([]);
  },
);
