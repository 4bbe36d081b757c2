import { fix, set } from "../../fixes/change";
import type { Path } from "../../json";
import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** An absent interval is one hour. Source: External Secrets Operator, API reference, `refreshInterval`, `refreshPolicy`. */
export const externalSecretRefresh = defineResourceRule({
  id: "secrets/external-secret-refresh",
  title: "ExternalSecret is never refreshed",
  severity: "medium",
  why: "The value is fetched once. After a rotation in the vault the workload goes on with the old credential, which is revoked or, worse, must stay valid.",
  remediation: "Set refreshInterval to the time in which a rotation has to arrive, such as 1h.",
  standards: { mitre: ["T1552"], owasp: ["K08"] },
  fixable: true,
  since: "0.1.0",
  appliesTo: ["external-secrets.io/ExternalSecret", "external-secrets.io/ClusterExternalSecret"],
  check({ resource, report }) {
    const spec: Path = resource.kind === "ExternalSecret" ? ["spec"] : ["spec", "externalSecretSpec"];
    const policy = stringAt(resource.object, ...spec, "refreshPolicy");
    if (policy === "CreatedOnce") {
      report({
        path: [...spec, "refreshPolicy"],
        message: "refreshPolicy CreatedOnce fetches the value once and never again",
      });
      return;
    }
    const interval = stringAt(resource.object, ...spec, "refreshInterval");
    if (policy === "OnChange" || interval === undefined || !/^(?:0(?:ns|us|µs|ms|s|m|h)?)+$/.test(interval))
      return;
    const path = [...spec, "refreshInterval"];
    report({
      path,
      message: `refreshInterval "${interval}" fetches the value once and never again`,
      fixes: [fix("harden", "Refresh every hour; rotated values reach the workload", set(path, "1h"))],
    });
  },
});
