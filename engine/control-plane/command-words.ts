import type { Span } from "../yaml/text-position";

/** A word of a shell text. */
export interface ShellWord extends Span {
  /** The word without its quotes. */
  readonly value: string;
  /** Whether the shell fills something in: a variable, a command. */
  readonly isDynamic: boolean;
  /** Whether the word as written is its value: no quotes, no backslashes. */
  readonly isPlain: boolean;
}

/**
 * The simple commands of a shell text, each as its words: enough to find the flags of a component that is started by
 * `sh -c`. Quotes, backslashes, line continuations, comments and the operators between commands are understood;
 * nothing is expanded.
 */
export function shellCommands(text: string): ShellWord[][] {
  const commands: ShellWord[][] = [];
  let words: ShellWord[] = [];
  let at = 0;
  const endCommand = () => {
    if (words.length > 0) commands.push(words);
    words = [];
  };
  while (at < text.length) {
    const char = text[at] ?? "";
    if (char === "\\" && text[at + 1] === "\n") at += 2;
    else if (char === "\n" || char === ";" || char === "|" || char === "&" || char === "(" || char === ")") {
      endCommand();
      at += 1;
    } else if (/\s/.test(char)) at += 1;
    else if (char === "#") {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end;
    } else {
      const word = readWord(text, at);
      words.push(word);
      at = Math.max(word.end, at + 1);
    }
  }
  endCommand();
  return commands;
}

function readWord(text: string, start: number): ShellWord {
  let at = start;
  let value = "";
  let quote = "";
  let isDynamic = false;
  let isPlain = true;
  for (; at < text.length; at += 1) {
    const char = text[at] ?? "";
    if (quote === "" && /[\s;|&()]/.test(char)) break;
    if (quote === "" && (char === "'" || char === '"')) {
      quote = char;
      isPlain = false;
    } else if (char === quote) quote = "";
    else if (char === "\\" && quote !== "'") {
      isPlain = false;
      at += 1;
      if (text[at] !== "\n") value += text[at] ?? "";
    } else if (char === "$" && quote !== "'" && text[at + 1] === "(") {
      const end = text.indexOf(")", at);
      isDynamic = true;
      value += text.slice(at, end < 0 ? text.length : end + 1);
      at = end < 0 ? text.length : end;
    } else {
      if (quote !== "'" && (char === "$" || char === "`")) isDynamic = true;
      value += char;
    }
  }
  return { start, end: Math.min(at, text.length), value, isDynamic, isPlain };
}
