import { styleText } from "node:util";
import { plainStyle, type Style } from "../engine/report/text";

const STYLES = {
  block: "red",
  warn: "yellow",
  hint: "cyan",
  bold: "bold",
  dim: "dim",
  link: "underline",
} as const;

/** Whether a stream gets colours: a terminal, and `NO_COLOR` is not set. */
export function hasColours(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb";
}

/** The style for a stream. */
export function styleFor(stream: NodeJS.WriteStream): Style {
  return hasColours(stream) ? (kind, text) => styleText(STYLES[kind], text) : plainStyle;
}

/** A progress line on standard error: only on a terminal, rewritten in place, gone when done. */
export function createProgress(label: string): { update(done: number, total: number): void; end(): void } {
  const isTerminal = process.stderr.isTTY === true;
  let shown = 0;
  return {
    update(done, total) {
      if (!isTerminal || total < 200 || (done !== total && done - shown < total / 100)) return;
      shown = done;
      process.stderr.write(`\r${label} ${done}/${total}`);
    },
    end() {
      if (isTerminal && shown > 0) process.stderr.write("\r\u001b[K");
    },
  };
}
