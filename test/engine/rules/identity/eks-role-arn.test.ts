import { expect, test } from "vitest";
import { judge } from "../../judge";
import { serviceAccount } from "./cloud-account";

const id = "identity/eks-role-arn";
const account = (arn: string) => serviceAccount(`eks.amazonaws.com/role-arn: "${arn}"`);

test.each([
  "role/web",
  "arn:aws:iam::1234:role/web",
  "arn:aws:iam::111122223333:user/web",
  "arn:aws:sts::111122223333:assumed-role/web",
  "",
])("%j is malformed", (arn) => {
  expect(judge(id, account(arn))).toMatchObject([
    {
      rule: id,
      path: ["metadata", "annotations", "eks.amazonaws.com/role-arn"],
      text: `"${arn}"`,
      severity: "medium",
    },
  ]);
});

test.each([
  "arn:aws:iam::111122223333:role/web",
  "arn:aws-cn:iam::111122223333:role/team/web@x",
  `\${ROLE_ARN}`,
])("%s is not", (arn) => {
  expect(judge(id, account(arn))).toEqual([]);
});
