import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "identity/account-secrets";
const account = (...secrets: string[]) => `apiVersion: v1
kind: ServiceAccount
metadata:
  name: ci
secrets:
${secrets.map((name) => `  - name: ${name}`).join("\n")}
`;

test("a token Secret, also one that the cluster named", () => {
  const found = judge(id, account("registry", "ci-token-x7k2p", "ci-token"));
  expect(found).toMatchObject([
    { rule: id, path: ["secrets", 1, "name"], range: "7:11-7:25", text: "ci-token-x7k2p" },
    { path: ["secrets", 2, "name"], text: "ci-token" },
  ]);
  expect(found[0]?.finding.fixes[0]?.changes).toEqual([{ op: "remove", path: ["secrets", 1] }]);
  expect(judge(id, account("ci-token"))[0]?.finding.fixes[0]?.changes).toEqual([
    { op: "remove", path: ["secrets"] },
  ]);
});

test("other Secrets are not", () => {
  expect(judge(id, account("registry", "ci-dockercfg-a1b2c"))).toEqual([]);
});
