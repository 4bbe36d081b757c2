import type { Rule, Standards } from "../engine/rules/rule";

const NAMES: Readonly<Record<keyof Standards, string>> = {
  pss: "Pod Security Standards",
  cis: "CIS Kubernetes",
  nsa: "NSA/CISA",
  mitre: "MITRE ATT&CK",
  owasp: "OWASP Kubernetes Top Ten",
};

/** The standards that a rule serves, as one line; empty where it serves none. */
export function standardsLine({ standards }: Rule): string {
  return (Object.keys(NAMES) as (keyof Standards)[])
    .flatMap((key) => (standards?.[key]?.length ? [`${NAMES[key]}: ${standards[key].join(", ")}`] : []))
    .join(" · ");
}
