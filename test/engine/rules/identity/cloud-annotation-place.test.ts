import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, serviceAccount } from "./cloud-account";

const id = "identity/cloud-annotation-place";
const arn = "eks.amazonaws.com/role-arn";

test.each([
  [{ annotations: `${arn}: x` }, ["metadata", "annotations", arn]],
  [{ podAnnotations: `${arn}: x` }, ["spec", "template", "metadata", "annotations", arn]],
])("%j", (meta, path) => {
  expect(judge(id, deployment(meta))).toMatchObject([{ rule: id, path, text: arn, severity: "medium" }]);
});

test.each([serviceAccount(`${arn}: x`), deployment({ podAnnotations: "iam.gke.io/other: x" })])(
  "is silent on %#",
  (text) => {
    expect(judge(id, text)).toEqual([]);
  },
);
