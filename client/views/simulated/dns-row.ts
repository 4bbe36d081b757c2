import { l10n } from "vscode";
import { goodLook } from "./answer-look";
import type { Answer } from "./answers";
import { makeRow, type Row } from "./row";

/** Whether a workload reaches the resolver that it uses. */
export function dnsRow(dns: Answer, parent: Row): Row {
  const { icon, word } = goodLook(dns);
  const label = l10n.t("DNS");
  const by = dns.by.map(({ text }) => text);
  return makeRow({
    parent,
    key: "dns",
    label,
    description: dns.answer === "allowed" ? word : `${word}: ${dns.reason}`,
    icon,
    tooltip: [`${label}: ${word}`, dns.reason, ...by],
    spoken: `${label}: ${word}, ${dns.reason}`,
    place: dns.by.find(({ place }) => place)?.place,
  });
}
