import { expect, test } from "vitest";
import { judge } from "../../judge";
import { egress, policy } from "./manifests";

const ID = "network/allow-all-egress";

test.each([{}, { to: [] }])("%j allows everything", (rule) => {
  expect(judge(ID, egress(rule))).toMatchObject([
    {
      path: ["spec", "egress", 0],
      message: "every pod of the namespace may connect to everywhere on every port",
    },
  ]);
});

test("without policyTypes a rule isolates, so it allows too", () => {
  expect(judge(ID, policy({ egress: [{}] }))).toMatchObject([{ path: ["spec", "egress", 0] }]);
});

test.each([
  ["ports are named", egress({ ports: [{ port: 443 }] })],
  ["peers are named", egress({ to: [{ podSelector: {} }] })],
  ["nothing is allowed", egress()],
])("quiet where %s", (_case, text) => {
  expect(judge(ID, text)).toEqual([]);
});
