import { l10n, window } from "vscode";
import { editConfiguration, type PlannedEdit } from "../edit-configuration";
import type { Services } from "../services";
import { startOrTell } from "../start-or-tell";

/** What is waived, as the server's code action says it. */
interface Target {
  readonly uri: string;
  readonly rule: string;
  readonly resource?: string;
  readonly path?: string;
  /** `YYYY-MM-DD`: what is proposed. */
  readonly expires: string;
}

/** Under this key the owner is remembered who was named last. */
const LAST_OWNER = "waiver.owner";
const STEPS = 3;

/**
 * Waives a finding: asks for owner, reason and date, and writes the waiver into the nearest `.rampart.yaml`.
 *
 * @param target what is waived; nothing happens without it
 */
export async function waive(services: Services, target?: unknown): Promise<void> {
  if (!isTarget(target)) return;
  const { context } = services;
  const title = l10n.t("Waive {0}", target.rule);
  const owner = await ask(title, 1, {
    prompt: l10n.t("Who answers for it? A team or a person."),
    value: context.workspaceState.get(LAST_OWNER, ""),
    problem: (text) => (text === "" ? l10n.t("A waiver has an owner.") : undefined),
  });
  if (owner === undefined) return;
  const reason = await ask(title, 2, {
    prompt: l10n.t("Why is it accepted?"),
    problem: (text) => (text === "" ? l10n.t("A waiver has a reason.") : undefined),
  });
  if (reason === undefined) return;
  const expires = await ask(title, 3, {
    prompt: l10n.t("Until when? The finding comes back on the day after."),
    value: target.expires,
    problem: dateProblem,
  });
  if (expires === undefined) return;
  await context.workspaceState.update(LAST_OWNER, owner);
  await write(services, { ...target, owner, reason, expires });
}

interface Step {
  readonly prompt: string;
  readonly value?: string;
  problem(text: string): string | undefined;
}

/** Asks for one line; resolves without white space around it, or with `undefined` where the user gives up. */
async function ask(
  title: string,
  step: number,
  { prompt, value = "", problem }: Step,
): Promise<string | undefined> {
  const answer = await window.showInputBox({
    title: `${title} (${step}/${STEPS})`,
    prompt,
    value,
    ignoreFocusOut: true,
    validateInput: (text) => problem(text.trim()),
  });
  return answer?.trim();
}

function dateProblem(text: string): string | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // A day that does not exist, such as the 30th of February, is moved to another one.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
    return l10n.t("Write the day as YYYY-MM-DD.");
  return text < new Date().toISOString().slice(0, 10) ? l10n.t("That day is over.") : undefined;
}

async function write(
  services: Services,
  waiver: Target & { readonly owner: string; readonly reason: string },
): Promise<void> {
  const client = await startOrTell(services);
  if (!client) return;
  const planned = await client.sendRequest<PlannedEdit | null>("rampart/waive", waiver);
  if (!planned || !(await editConfiguration(client, planned)))
    void window.showErrorMessage(
      l10n.t("The waiver could not be written: .rampart.yaml cannot be edited as it is now."),
    );
}

function isTarget(target: unknown): target is Target {
  return (
    typeof target === "object" &&
    target !== null &&
    "uri" in target &&
    "rule" in target &&
    "expires" in target &&
    typeof target.uri === "string" &&
    typeof target.rule === "string" &&
    typeof target.expires === "string"
  );
}
