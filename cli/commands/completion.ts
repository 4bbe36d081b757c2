import { Argument, Command } from "commander";
import { COMMANDS } from "../command-table";
import { EXIT } from "../exit-status";
import { writeOutput } from "../write-output";

/** A command as far as a shell completes it. */
interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly { readonly flag: string; readonly description: string }[];
}

const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;

/** `rampart completion SHELL`: a script that completes commands and options; values are completed as files. */
export function completionCommand(exit: (status: number) => void): Command {
  return new Command("completion")
    .description("print a completion script for a shell")
    .addArgument(new Argument("<shell>", "the shell").choices(SHELLS))
    .action(async (shell: (typeof SHELLS)[number]) => {
      await writeOutput(undefined, SCRIPTS[shell](await completedCommands()));
      exit(EXIT.ok);
    });
}

async function completedCommands(): Promise<CompletedCommand[]> {
  const commands: CompletedCommand[] = [];
  for (const load of Object.values(COMMANDS)) {
    const makeCommand = await load();
    const command = makeCommand(() => {});
    const options = [...command.options, ...command.commands.flatMap((child) => child.options)].flatMap(
      ({ long, description }) => (long ? [{ flag: long, description }] : []),
    );
    commands.push({ name: command.name(), description: command.description(), options });
  }
  return commands;
}

const SCRIPTS: Readonly<Record<(typeof SHELLS)[number], (commands: readonly CompletedCommand[]) => string>> =
  {
    bash: bashScript,
    zsh: zshScript,
    fish: fishScript,
    powershell: powershellScript,
  };

function bashScript(commands: readonly CompletedCommand[]): string {
  const cases = commands.map(
    ({ name, options }) => `    ${name}) words="${options.map(({ flag }) => flag).join(" ")}" ;;`,
  );
  return `# bash completion of rampart: source <(rampart completion bash)
_rampart() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(" ")}" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
  if [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _rampart rampart kube-rampart
`;
}

function zshScript(commands: readonly CompletedCommand[]): string {
  const list = commands.map(({ name, description }) => `    '${name}:${zshText(description)}'`);
  const cases = commands.map(({ name, options }) => {
    const flags = options.map(({ flag, description }) => `'${flag}[${zshText(description)}]'`);
    return `    ${name}) _arguments ${[...flags, "'*:file:_files'"].join(" ")} ;;`;
  });
  return `#compdef rampart kube-rampart
# zsh completion of rampart: source <(rampart completion zsh)
_rampart() {
  local -a commands
  commands=(
${list.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join("\n")}
  esac
}
compdef _rampart rampart kube-rampart
`;
}

function zshText(text: string): string {
  return text.replace(/[[\]:'\\]/g, " ");
}

function fishScript(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, description, options }) => [
    `complete -c rampart -n __fish_use_subcommand -a ${name} -d '${fishText(description)}'`,
    ...options.map(
      (option) =>
        `complete -c rampart -n '__fish_seen_subcommand_from ${name}' -l ${option.flag.slice(2)} -d '${fishText(option.description)}'`,
    ),
  ]);
  return `# fish completion of rampart: rampart completion fish | source\n${lines.join("\n")}\n`;
}

function fishText(text: string): string {
  return text.replace(/[\\']/g, (character) => `\\${character}`);
}

function powershellScript(commands: readonly CompletedCommand[]): string {
  const table = commands.map(
    ({ name, options }) => `    '${name}' = @(${options.map(({ flag }) => `'${flag}'`).join(", ")})`,
  );
  return `# PowerShell completion of rampart: rampart completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName rampart, kube-rampart -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $commands = @{
${table.join("\n")}
  }
  $words = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
  $isCommand = $words.Count -lt 2 -or ($words.Count -eq 2 -and $wordToComplete -ne '')
  $candidates = if ($isCommand) { $commands.Keys } else { $commands[$words[1]] }
  $candidates | Where-Object { $_ -like "$wordToComplete*" } | Sort-Object |
    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
`;
}
