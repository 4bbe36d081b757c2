import { isObject } from "../../engine/json";
import type { Problem, ProblemKind } from "../problem";
import type { RawAnswer } from "./transport";

const KINDS: Readonly<Record<number, ProblemKind>> = {
  401: "login-expired",
  403: "forbidden",
  404: "not-found",
  410: "not-found",
  407: "unreachable",
  429: "throttled",
};

/**
 * Says what is wrong with an answer, in the words of the API server, or `undefined` for a good one. Pages of HTML come
 * from proxies and login pages that stand before the API server.
 */
export function answerProblem(answer: RawAnswer): Problem | undefined {
  const { status, contentType, text } = answer;
  if (/\bhtml\b/i.test(contentType) || /^\s*<(!doctype|html)/i.test(text))
    return {
      kind: "unreadable-answer",
      message: `a web page answered (status ${status}), not an API server: is there a proxy or a login page before it?`,
    };
  if (status >= 200 && status < 300) return undefined;
  const said = messageOf(text);
  const kind = KINDS[status] ?? (status >= 500 ? "unreachable" : "unreadable-answer");
  if (status === 401)
    return { kind, message: `the login was not accepted or has expired${said ? `: ${said}` : ""}` };
  if (status === 429) return { kind, message: "the API server asks to slow down (429): try again later" };
  return { kind, message: said || `the API server answered ${status}` };
}

function messageOf(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    const message = isObject(value) && typeof value.message === "string" ? value.message : "";
    return [...message.replace(/\p{Cc}+/gu, " ")].slice(0, 500).join("");
  } catch {
    return "";
  }
}
