import { expect, test } from "vitest";
import { judge } from "../../judge";
import { binding, subject } from "./binding";

const id = "identity/system-masters";

test("a binding of the group", () => {
  expect(
    judge(id, binding("ClusterRoleBinding", "ClusterRole view", subject("Group", "system:masters"))),
  ).toMatchObject([{ rule: id, path: ["subjects", 0, "name"], range: "10:25-10:41", severity: "high" }]);
});

const awsAuth = (name: string) => `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: kube-system
data:
  mapRoles: |
    - rolearn: arn:aws:iam::111122223333:role/admin
      username: admin
      groups:
        - system:masters
`;

test("the account mapping of EKS is pointed at inside the text", () => {
  expect(judge(id, awsAuth("aws-auth"))).toMatchObject([
    { path: ["data", "mapRoles"], range: "11:11-11:25", text: "system:masters" },
  ]);
});

test.each([
  awsAuth("other"),
  binding("ClusterRoleBinding", "ClusterRole view", subject("User", "system:masters")),
  binding("ClusterRoleBinding", "ClusterRole view", subject("Group", "admins")),
])("is silent on %#", (text) => {
  expect(judge(id, text)).toEqual([]);
});
