import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, serviceAccount } from "./cloud-account";
import { scope } from "./workload";

const id = "identity/aws-node-role";
const daemon = deployment({ account: "aws-node" })
  .replace("kind: Deployment", "kind: DaemonSet")
  .replace("name: web", "name: aws-node");
const arn = "eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/cni";

test("an account without a role", () => {
  expect(judge(id, scope(daemon, serviceAccount("", "", "aws-node")))).toMatchObject([
    {
      rule: id,
      path: ["spec", "template", "spec", "serviceAccountName"],
      text: "aws-node",
      severity: "medium",
    },
  ]);
});

test.each([
  daemon,
  scope(daemon, serviceAccount(arn, "", "aws-node")),
  scope(daemon.replace("name: aws-node", "name: other"), serviceAccount("", "", "aws-node")),
])("is silent on %#", (text) => {
  expect(judge(id, text)).toEqual([]);
});
