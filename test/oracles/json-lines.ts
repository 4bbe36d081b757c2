import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** What an oracle says to one question: the library's result, or the error it returned. */
export type Answer<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly error: string };

/** A child process that answers one JSON object a line. */
export interface JsonLinesProcess {
  /** Asks any number of questions at once; answers come in the order of the questions. Rejects if the process ends. */
  ask<Result>(questions: readonly object[]): Promise<Answer<Result>[]>;
  /** Closes the input and resolves when the process has ended. Safe to call twice. */
  stop(): Promise<void>;
}

interface RawAnswer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

interface Waiting {
  readonly resolve: (answer: RawAnswer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts a process that reads questions and writes answers as JSON Lines, matched by `id`.
 * @param file absolute path of the binary
 * @throws (from `ask`) if the process cannot be started or ends with questions open; carries its standard error
 */
export function startJsonLines(file: string, args: readonly string[] = []): JsonLinesProcess {
  const child = spawn(file, args, { stdio: ["pipe", "pipe", "pipe"] });
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let errors = "";
  let ended: Error | undefined;

  const fail = (error: Error): void => {
    ended = error;
    for (const each of waiting.values()) {
      each.reject(error);
    }
    waiting.clear();
  };
  const closed = new Promise<void>((resolve) => {
    child.on("error", (error) => {
      fail(error);
      resolve();
    });
    child.on("close", (code, signal) => {
      fail(new Error(`${file} ended (${code ?? signal}): ${errors.trim()}`));
      resolve();
    });
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  // A process that dies while it is written to is reported by "close", with its own words.
  child.stdin.on("error", () => undefined);
  createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY }).on("line", (line) => {
    const answer = JSON.parse(line) as RawAnswer;
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    asker?.resolve(answer);
  });

  const askOne = async <Result>(question: object): Promise<Answer<Result>> => {
    if (ended !== undefined) {
      throw ended;
    }
    const id = nextId++;
    const answer = await new Promise<RawAnswer>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      child.stdin.write(`${JSON.stringify({ ...question, id })}\n`);
    });
    return answer.error === undefined
      ? { ok: true, result: answer.result as Result }
      : { ok: false, error: answer.error };
  };

  return {
    ask: (questions) => Promise.all(questions.map((question) => askOne(question))) as never,
    stop: async () => {
      child.stdin.end();
      await closed;
    },
  };
}
