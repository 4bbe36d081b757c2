import { fix, remove } from "../../fixes/change";
import { listAt, stringAt } from "../../kubernetes/fields";
import { parseAddress } from "../../network/address";
import { defineResourceRule } from "../define-rule";

/** Source: core/v1 `ServiceSpec.clusterIP`; the cluster assigns one where it is absent. */
export const hardCodedClusterIp = defineResourceRule({
  id: "network/hard-coded-cluster-ip",
  title: "Service has a hard-coded cluster IP",
  severity: "low",
  why: "The address belongs to one cluster's range: elsewhere the Service is refused or takes an address that another one needs. Clients that know the address go round the name, and with it round what policies and mesh say of it.",
  remediation: "Leave `clusterIP` out, and let clients use the Service's name.",
  waive: "The cluster's DNS Service, whose address kubelets are configured with.",
  fixable: true,
  since: "0.1.0",
  appliesTo: ["Service"],
  check({ resource, report }) {
    const address = stringAt(resource.object, "spec", "clusterIP");
    const listed = listAt(resource.object, "spec", "clusterIPs");
    const first = listed.findIndex((each) => typeof each === "string" && parseAddress(each) !== undefined);
    const isDns = resource.namespace === "kube-system" && /dns/.test(resource.name ?? "");
    if (isDns) return;
    const hasAddress = address !== undefined && parseAddress(address) !== undefined;
    if (!hasAddress && first < 0) return;
    report({
      path: hasAddress ? ["spec", "clusterIP"] : ["spec", "clusterIPs", first],
      message: `cluster IP ${hasAddress ? address : String(listed[first])} is written down`,
      fixes: [
        fix(
          "unsafe",
          "Let the cluster assign the address",
          ...(hasAddress ? [remove(["spec", "clusterIP"])] : []),
          ...(first >= 0 ? [remove(["spec", "clusterIPs"])] : []),
        ),
      ],
    });
  },
});
