import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "admission/system-namespace";

test.each(["kube-system", "kube-public", "kube-node-lease"])(
  "an application in %s is reported",
  (namespace) => {
    expect(places(rule, workload({ namespace }))).toEqual([`metadata.namespace ${namespace}`]);
  },
);

test.each([
  { namespace: "kube-system", name: "ebs-csi-controller" },
  { namespace: "kube-system", pod: "priorityClassName: system-cluster-critical" },
  { namespace: "shop" },
  {},
])("%j is quiet", (parts) => {
  expect(places(rule, workload(parts))).toEqual([]);
});
