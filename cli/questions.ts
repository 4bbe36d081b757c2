import { readFile } from "node:fs/promises";
import { isObject, type JsonObject, type JsonValue } from "../engine/json";
import { EXIT } from "./exit-status";
import { readStandardInput } from "./read-standard-input";
import { UsageError } from "./usage-error";
import { writeOutput } from "./write-output";

/** An answer to a question, as every question of the command line gives it. */
export interface Answer {
  readonly answer: "allowed" | "denied" | "unknown";
  readonly reason: string;
  readonly by: readonly JsonValue[];
}

/** The exit status of an answer: yes, no, unknown. */
export function statusOf({ answer }: Answer): number {
  return answer === "allowed" ? EXIT.ok : answer === "denied" ? EXIT.found : EXIT.unknown;
}

/**
 * Answers a batch of questions: JSON Lines in, one JSON object a line out, in the same order.
 *
 * @param file the file of questions; `-` for standard input
 * @param answer answers one question; its UsageError becomes one that names the line
 * @throws UsageError for a file that cannot be read and for a line that is no question
 */
export async function answerBatch(
  file: string,
  answer: (question: JsonObject) => Promise<object>,
): Promise<void> {
  const text = await readBatch(file);
  const lines: string[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const at = `${file}:${index + 1}`;
    let question: unknown;
    try {
      question = JSON.parse(line);
    } catch {
      throw new UsageError(`--batch ${at}: not JSON; each line is one question`);
    }
    if (!isObject(question)) throw new UsageError(`--batch ${at}: not a JSON object`);
    try {
      lines.push(`${JSON.stringify(await answer(question))}\n`);
    } catch (error) {
      if (error instanceof UsageError) throw new UsageError(`--batch ${at}: ${error.message}`);
      throw error;
    }
  }
  await writeOutput(undefined, lines.join(""));
}

async function readBatch(file: string): Promise<string> {
  if (file !== "-") {
    return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`--batch ${file}: cannot be read: ${error.code ?? error.message}`);
    });
  }
  return readStandardInput();
}

/** The strings of a list in a question; `undefined` where the field is absent. */
export function stringList(question: JsonObject, field: string): string[] | undefined {
  const value = question[field];
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new UsageError(`"${field}" takes a list of strings`);
  return value.filter((item) => typeof item === "string");
}

/** A string of a question; `undefined` where it is absent. Throws UsageError for another type. */
export function stringField(question: JsonObject, field: string): string | undefined {
  const value = question[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new UsageError(`"${field}" takes a string`);
  return value;
}

/** Prints an answer for people or as JSON and returns its exit status. */
export async function printAnswer(answer: Answer, format: "text" | "json"): Promise<number> {
  const by = answer.by.map((each) => (typeof each === "string" ? each : JSON.stringify(each)));
  const text = [
    answer.answer === "allowed" ? "yes" : answer.answer === "denied" ? "no" : "unknown",
    ...(answer.reason ? [`  ${answer.reason}`] : []),
    ...by.map((each) => `  by ${each}`),
  ].join("\n");
  await writeOutput(undefined, format === "json" ? `${JSON.stringify(answer)}\n` : `${text}\n`);
  return statusOf(answer);
}
