import type { Command } from "commander";

/** Makes a command; `exit` is called once with the exit status. */
export type MakeCommand = (exit: (status: number) => void) => Command;

/** The commands in the order of the help, each loaded when it is called: what is not needed is not even looked at. */
export const COMMANDS: Readonly<Record<string, () => Promise<MakeCommand>>> = {
  scan: async () => (await import("./commands/scan")).scanCommand,
  fix: async () => (await import("./commands/fix")).fixCommand,
  rules: async () => (await import("./commands/rules")).rulesCommand,
  "can-i": async () => (await import("./commands/can-i")).canICommand,
  "who-can": async () => (await import("./commands/can-i")).whoCanCommand,
  reach: async () => (await import("./commands/reach")).reachCommand,
  diff: async () => (await import("./commands/diff")).diffCommand,
  gap: async () => (await import("./commands/gap")).gapCommand,
  posture: async () => (await import("./commands/posture")).postureCommand,
  triage: async () => (await import("./commands/triage")).triageCommand,
  drift: async () => (await import("./commands/drift")).driftCommand,
  waivers: async () => (await import("./commands/waivers")).waiversCommand,
  export: async () => (await import("./commands/export")).exportCommand,
  init: async () => (await import("./commands/init")).initCommand,
  completion: async () => (await import("./commands/completion")).completionCommand,
  lsp: async () => (await import("./commands/lsp")).lspCommand,
};
