import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/external-secret-refresh";
const external = (spec: string) => `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: db
spec:
  ${spec}
`;

test.each([
  ['refreshInterval: "0"', ["spec", "refreshInterval"], '"0"'],
  ["refreshInterval: 0s", ["spec", "refreshInterval"], "0s"],
  ["refreshInterval: 0h0m0s", ["spec", "refreshInterval"], "0h0m0s"],
  ["refreshPolicy: CreatedOnce", ["spec", "refreshPolicy"], "CreatedOnce"],
])("%s", (spec, path, text) => {
  expect(judge(id, external(spec))).toMatchObject([{ rule: id, path, text, severity: "medium" }]);
});

test("the fix sets an hour, in the cluster kind below its template", () => {
  const text = external("externalSecretSpec: {refreshInterval: 0s}").replace(
    "kind: External",
    "kind: ClusterExternal",
  );
  expect(judge(id, text)[0]?.finding.fixes[0]).toMatchObject({
    safety: "harden",
    changes: [{ op: "set", path: ["spec", "externalSecretSpec", "refreshInterval"], value: "1h" }],
  });
});

test.each(["refreshInterval: 1h", "refreshInterval: 10s", "target: {name: db}", "refreshPolicy: Periodic"])(
  "%s is not",
  (spec) => {
    expect(judge(id, external(spec))).toEqual([]);
  },
);
