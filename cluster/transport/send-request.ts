import {
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
  request as requestHttp,
} from "node:http";
import { request as requestHttps } from "node:https";
import { createGunzip } from "node:zlib";
import { clusterError } from "../problem";
import type { AdmittedCall } from "./live-call";
import type { RawAnswer } from "./transport";

/** Where and how a call is sent. */
export interface Wire {
  readonly protocol: "http" | "https";
  readonly options: RequestOptions;
  /** Milliseconds until the whole answer must be there. */
  readonly timeoutMs: number;
  /** The server's name in messages. */
  readonly name: string;
}

/** The most that is read of one answer, in bytes, unpacked. */
const MAX_ANSWER = 128 * 1024 * 1024;

/**
 * Sends one admitted call over HTTP and reads the answer to its end.
 *
 * @throws ClusterError `timeout`, `cancelled`, `unreadable-answer` (too large, cut off); Node's own error where the
 *   connection failed
 */
export function sendRequest(wire: Wire, call: AdmittedCall, signal?: AbortSignal): Promise<RawAnswer> {
  if (signal?.aborted) return Promise.reject(cancelled());
  return new Promise((resolve, reject) => {
    const send = wire.protocol === "https" ? requestHttps : requestHttp;
    const request: ClientRequest = send({
      ...wire.options,
      method: call.method,
      headers: {
        ...wire.options.headers,
        accept: call.accept,
        ...(call.body === undefined
          ? {}
          : { "content-type": "application/json", "content-length": Buffer.byteLength(call.body) }),
      },
    });
    let isOver = false;
    const settle = (outcome: () => void) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
      outcome();
    };
    const giveUp = (error: Error) =>
      settle(() => {
        request.destroy();
        reject(error);
      });
    const cancel = () => giveUp(cancelled());
    const timer = setTimeout(
      () => giveUp(clusterError("timeout", `${wire.name} did not answer within ${wire.timeoutMs / 1_000} s`)),
      wire.timeoutMs,
    );
    signal?.addEventListener("abort", cancel, { once: true });
    request.on("error", giveUp);
    request.once("response", (response) => {
      readAnswer(response, wire.name).then((answer) => settle(() => resolve(answer)), giveUp);
    });
    request.end(call.body);
  });
}

async function readAnswer(response: IncomingMessage, name: string): Promise<RawAnswer> {
  const isPacked = response.headers["content-encoding"] === "gzip";
  const stream = isPacked ? response.pipe(createGunzip()) : response;
  if (isPacked) response.once("error", (error) => stream.destroy(error));
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ANSWER) throw clusterError("unreadable-answer", `${name} answered too much`);
    chunks.push(chunk);
  }
  if (!response.complete) throw clusterError("unreachable", `${name} cut its answer off`);
  const seconds = Number(response.headers["retry-after"]);
  return {
    status: response.statusCode ?? 0,
    contentType: response.headers["content-type"] ?? "",
    ...(Number.isFinite(seconds) && response.headers["retry-after"] ? { retryAfter: seconds } : {}),
    text: Buffer.concat(chunks).toString("utf8"),
  };
}

function cancelled(): Error {
  return clusterError("cancelled", "cancelled before the cluster answered");
}
