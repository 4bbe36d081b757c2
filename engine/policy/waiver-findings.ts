import type { Finding } from "../finding";
import type { PolicyRule } from "../rules/rule";
import type { Waiver } from "./configuration";
import { configurationIdentity } from "./configuration-identity";
import { expiredWaiver, unusedWaiver } from "./policy-rules";
import { holdsOn } from "./waivers";

/**
 * The findings about waivers themselves, in the files that declare them.
 *
 * @param used the waivers that covered a finding
 * @param today `YYYY-MM-DD`
 */
export function waiverFindings(
  waivers: readonly Waiver[],
  used: ReadonlySet<Waiver>,
  today: string,
): { readonly file: string; readonly finding: Finding }[] {
  return waivers.flatMap((waiver) => {
    const subject = `${waiver.rule}${waiver.resource ? ` on ${waiver.resource}` : ""}`;
    if (!holdsOn(waiver, today)) {
      return [
        at(
          waiver,
          expiredWaiver,
          "expires",
          `the waiver of ${subject} expired on ${waiver.expires}; its owner is ${waiver.owner}`,
        ),
      ];
    }
    return used.has(waiver)
      ? []
      : [
          at(
            waiver,
            unusedWaiver,
            "rule",
            `the waiver of ${subject} covers no finding; its owner is ${waiver.owner}`,
          ),
        ];
  });
}

function at(
  waiver: Waiver,
  rule: PolicyRule,
  field: string,
  message: string,
): { readonly file: string; readonly finding: Finding } {
  const { file, index } = waiver.source;
  return {
    file,
    finding: {
      rule: rule.id,
      severity: rule.severity,
      message,
      resource: configurationIdentity(file),
      document: 0,
      base: [],
      path: ["waivers", index, field],
      target: "value",
      fixes: [],
      related: [],
    },
  };
}
