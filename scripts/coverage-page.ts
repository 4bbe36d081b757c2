import controls from "../docs/data/controls.json";
import leftOut from "../docs/data/left-out.json";
import { notExportedReason } from "../engine/export/enforcement";
import { rules } from "../engine/rules/registry";

/** A row of the catalogue of controls: what it is and how other tools call it. */
interface Control {
  readonly key: string;
  readonly section: string;
  readonly control: string;
  readonly ids: Readonly<Record<string, string | undefined>>;
}

/** The only reasons for which a control may be left out. */
export const LEFT_OUT_REASONS = [
  "needs image contents",
  "needs a live node",
  "contradicts FACTS.md",
] as const;

/** Every control with the rules that decide it. */
export function coverage(): readonly {
  readonly control: Control;
  readonly rules: readonly string[];
  readonly leftOut: string | undefined;
}[] {
  const reasons: Readonly<Record<string, string>> = leftOut;
  return (controls as readonly Control[]).map((control) => ({
    control,
    rules: rules.filter((rule) => rule.controls?.includes(control.key)).map(({ id }) => id),
    leftOut: reasons[control.key],
  }));
}

const TOOLS = [
  "kube-linter",
  "checkov",
  "trivy",
  "kubescape",
  "kube-score",
  "polaris",
  "kubeaudit",
  "kubesec",
  "kics",
  "kyverno",
  "gatekeeper",
];

/** `docs/coverage.md`: each control of the catalogue against our rules and each tool. */
export function coveragePage(): string {
  const all = coverage();
  const covered = all.filter(({ rules: own }) => own.length > 0).length;
  const sections = [...new Set(all.map(({ control }) => control.section))].map((section) => {
    const rows = all.filter(({ control }) => control.section === section).map(row);
    return `## ${section}\n\n| control | Rampart | ${TOOLS.join(" | ")} |\n|---|---|${TOOLS.map(() => "---").join("|")}|\n${rows.join("\n")}`;
  });
  const totals = TOOLS.map((tool) => `${tool} ${all.filter(({ control }) => control.ids[tool]).length}`).join(
    ", ",
  );
  return `# Coverage\n\n${covered} of ${all.length} controls that the best manifest scanners check are decided by a rule (${totals}); ${all.length - covered} are left out, each for the reason given. Generated from the rules; a test runs the examples of every rule. What the cluster itself can enforce, and why not the rest, [stands at the end](#enforcement-by-the-cluster-itself).\n\n${sections.join("\n\n")}\n\n${enforcementSection()}\n`;
}

/** The rules that are not exported as admission policies, by the reason. */
function enforcementSection(): string {
  const byReason = new Map<string, string[]>();
  for (const rule of rules) {
    const reason = notExportedReason(rule);
    if (reason !== undefined) byReason.set(reason, [...(byReason.get(reason) ?? []), rule.id]);
  }
  const left = [...byReason.values()].flat().length;
  const rows = [...byReason]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([reason, ids]) => `| ${reason} | ${ids.map((id) => `[${id}](rules/${id}.md)`).join("<br>")} |`);
  return `## Enforcement by the cluster itself\n\n${rules.length - left} of ${rules.length} rules are exported as [admission policies](enforcement.md), every Pod Security check among them. The other ${left} are not:\n\n| because | rules |\n|---|---|\n${rows.join("\n")}`;
}

function row({ control, rules: own, leftOut: reason }: ReturnType<typeof coverage>[number]): string {
  const ours =
    own.length > 0 ? own.map((id) => `[${id}](rules/${id}.md)`).join("<br>") : `*${reason ?? "open"}*`;
  const cells = TOOLS.map((tool) => (control.ids[tool] ?? "").replaceAll("|", "\\|"));
  return `| ${control.control.replaceAll("|", "\\|")} | ${ours} | ${cells.join(" | ")} |`;
}
