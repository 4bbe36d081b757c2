import statements from "../docs/data/statements.json";

/** Live checks, by the name that statements use, and where each is made. */
export const LIVE_CHECKS: Readonly<Record<string, { readonly title: string; readonly path: string }>> = {
  permissions: { title: "live: the cluster view, `rampart can-i --context`", path: "cluster/checks.ts" },
  posture: { title: "live: `rampart posture`", path: "cluster/posture" },
  triage: { title: "live: `rampart triage`", path: "cluster/triage" },
  drift: { title: "live: `rampart drift`", path: "cluster/drift" },
  aks: { title: "live: `rampart posture --aks`", path: "cluster/aks" },
};

/** The only reasons for which a statement is not ours to check. */
export const WHY_NOT = ["OS patching", "application code", "training"] as const;

/** One thing that the texts behind this project ask for, in our own words, and how it is met. */
export interface Statement {
  /** The text and its section, or the layer of the mission. */
  readonly source: string;
  readonly says: string;
  /** Rules that find where it does not hold. */
  readonly rules?: readonly string[];
  /** Rules whose findings are put right by a fix. */
  readonly fixes?: readonly string[];
  /** Prefixes of snippets that write it right from the start. */
  readonly snippets?: readonly string[];
  /** Commands of the command line that answer it. */
  readonly commands?: readonly string[];
  /** Live checks that exist, by their names in `LIVE_CHECKS`. */
  readonly live?: readonly string[];
  readonly whyNot?: string;
}

/** Every statement, in the order of the texts. */
export const STATEMENTS: readonly Statement[] = statements;

/** Whether something that exists meets the statement, or a reason is given. */
export function isMet(statement: Statement): boolean {
  const { rules = [], fixes = [], snippets = [], commands = [], live = [], whyNot } = statement;
  return whyNot !== undefined || [rules, fixes, snippets, commands, live].some((list) => list.length > 0);
}

/** `docs/statements.md`: what the texts behind the project ask for, and what answers it. */
export function statementsPage(): string {
  const sections = [...new Set(STATEMENTS.map(({ source }) => source))].map((source) => {
    const rows = STATEMENTS.filter((each) => each.source === source).map(row);
    return `## ${source[0]?.toUpperCase()}${source.slice(1)}\n\n| statement | what answers it |\n|---|---|\n${rows.join("\n")}`;
  });
  const met = STATEMENTS.filter(isMet).length;
  return `# Statements\n\nWhat the two texts and the mission behind this project ask for, each in our own words, and what answers it: rules, fixes, snippets, commands, live checks, or why it is nothing that Rampart can check. ${met} of ${STATEMENTS.length} are answered. Generated; a test keeps it true.\n\n${sections.join("\n\n")}\n`;
}

function row(statement: Statement): string {
  const { rules = [], fixes = [], snippets = [], commands = [], live = [] } = statement;
  const answers = [
    ...rules.map((id) => `[\`${id}\`](rules/${id}.md)`),
    ...fixes.map((id) => `fix of [\`${id}\`](rules/${id}.md)`),
    ...snippets.map((prefix) => `snippet \`${prefix}\``),
    ...commands.map((command) => `\`rampart ${command}\``),
    ...live.map((name) => LIVE_CHECKS[name]?.title ?? name),
    ...(statement.whyNot === undefined ? [] : [`*not ours: ${statement.whyNot}*`]),
  ];
  return `| ${statement.says.replaceAll("|", "\\|")} | ${answers.join("<br>")} |`;
}
