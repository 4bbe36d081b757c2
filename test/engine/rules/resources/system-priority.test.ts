import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/system-priority";
const pod = "priorityClassName: system-node-critical";

test("an application with the system's priority is reported", () => {
  expect(places(rule, workload({ namespace: "shop", pod }))).toEqual([
    "spec.template.spec.priorityClassName system-node-critical",
  ]);
});

test.each([
  { namespace: "kube-system", pod },
  { namespace: "linkerd-system", pod },
  { pod },
  { namespace: "shop", kind: "DaemonSet", pod },
  { namespace: "shop", pod: "priorityClassName: front" },
])("%j is quiet", (parts) => {
  expect(places(rule, workload(parts))).toEqual([]);
});
