import { FILE_KINDS } from "../../kubernetes/classify";
import { mapsAt, numberAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { isSecret } from "./secret-evidence";

/** Files of environment variables that git does not ignore: what a generator or a pipeline copies from. */
export const literalInEnvFile = defineResourceRule({
  id: "secrets/literal-in-env-file",
  title: "Secret in clear in a file of environment variables",
  severity: "high",
  why: "The value lies in version control, for everybody who ever cloned it, and in whatever is made from the file.",
  remediation:
    "Change the credential, keep the file out of version control, and let an external secrets operator or the Secrets Store driver fetch it.",
  standards: { cis: ["5.4.1"], nsa: ["secrets-encryption"], mitre: ["T1552.001"], owasp: ["K08"] },
  noFix: "the credential has to be changed where it was issued",
  since: "0.1.0",
  appliesTo: [FILE_KINDS.envFile],
  check({ resource, report }) {
    for (const { index, value } of mapsAt(resource.object, "variables")) {
      const name = stringAt(value, "name") ?? "";
      if (!isSecret(name, stringAt(value, "value") ?? "")) continue;
      const at = { start: numberAt(value, "start") ?? 0, end: numberAt(value, "end") ?? 0 };
      report({ path: ["variables", index], at, message: `the file holds ${name} in clear` });
    }
  },
});
