import { mapsAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { PROVIDER_CLASS } from "./provider-class";

/** An opinion: many programs need the Secret. */
export const syncedSecret = defineResourceRule({
  id: "secrets/synced-secret",
  title: "Vault values are copied into a Secret",
  severity: "low",
  why: "The copy lies in etcd and is readable by everybody who may read Secrets of the namespace; the volume alone would keep it out of both.",
  remediation: "Let the program read the mounted file and remove secretObjects.",
  standards: { mitre: ["T1552.007"], owasp: ["K08"] },
  opinion: true,
  controls: ["secretproviderclass-content-secretobjects-sync-usepodidentity-objects-csi-volume-not-readonly"],
  since: "0.1.0",
  appliesTo: [PROVIDER_CLASS],
  check({ resource, report }) {
    for (const { index, value } of mapsAt(resource.object, "spec", "secretObjects")) {
      const name = stringAt(value, "secretName");
      if (name)
        report({
          path: ["spec", "secretObjects", index, "secretName"],
          message: `values of the vault are copied into Secret "${name}"`,
        });
    }
  },
});
