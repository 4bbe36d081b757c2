import { expect, test } from "vitest";
import { judge } from "../../judge";
import { namespace, pod } from "./manifests";

const ID = "mesh/linkerd-default-policy";
const KEY = "config.linkerd.io/default-inbound-policy";

test.each([
  ["all-unauthenticated", "all-authenticated"],
  ["cluster-unauthenticated", "cluster-authenticated"],
])("%s", (value, stricter) => {
  const path = ["metadata", "annotations", KEY];
  for (const text of [
    namespace("shop", { annotations: { [KEY]: value } }),
    pod({}, { annotations: { [KEY]: value } }),
  ]) {
    const [found] = judge(ID, text);
    expect(found).toMatchObject({ path, text: value });
    expect(found?.finding.fixes).toMatchObject([{ safety: "harden", changes: [{ path, value: stricter }] }]);
  }
});

test.each(["deny", "all-authenticated", "audit"])("%s is quiet", (value) => {
  expect(judge(ID, namespace("shop", { annotations: { [KEY]: value } }))).toEqual([]);
});
