import { expect, test } from "vitest";
import { judge } from "../../judge";
import { account, binding } from "./binding";
import { plainAccount, pod, scope } from "./workload";

const id = "identity/default-service-account";

test("a pod that names no account is found at its name, with a fix", () => {
  const found = judge(id, pod("web"));
  expect(found).toMatchObject([
    { rule: id, path: ["spec", "serviceAccountName"], range: "4:9-4:12", text: "web", severity: "low" },
  ]);
  expect(found[0]?.finding.fixes).toMatchObject([
    {
      safety: "safe",
      changes: [{ op: "set", path: ["spec", "automountServiceAccountToken"], value: false }],
    },
  ]);
});

test("a named default account, and a bound one weighs more", () => {
  const text = scope(
    pod("web", "serviceAccountName: default"),
    binding("RoleBinding", "Role r", account("default")),
  );
  const found = judge(id, text);
  expect(found).toMatchObject([
    { path: ["spec", "serviceAccountName"], text: "default", severity: "medium" },
  ]);
  expect(found[0]?.finding.fixes).toEqual([]);
});

test.each([
  pod("web", "serviceAccountName: web"),
  pod("web", "automountServiceAccountToken: false"),
  scope(pod("web"), plainAccount("default", "automountServiceAccountToken: false")),
])("is silent on %#", (text) => {
  expect(judge(id, text)).toEqual([]);
});

test("the pod's own word counts before that of the account", () => {
  const text = scope(
    pod("web", "automountServiceAccountToken: true"),
    plainAccount("default", "automountServiceAccountToken: false"),
  );
  expect(judge(id, text)).toMatchObject([{ path: ["spec", "serviceAccountName"] }]);
});
