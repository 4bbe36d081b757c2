import { Command } from "commander";
import type { Inventory } from "../../engine/inventory/inventory";
import { isObject, type JsonObject, type JsonValue } from "../../engine/json";
import { stringMapAt } from "../../engine/kubernetes/fields";
import { CLUSTER_DNS_PRESETS } from "../../engine/network/cluster-dns";
import type { Protocol } from "../../engine/network/endpoint";
import type { EndpointReference } from "../../engine/network/network";
import { reaches } from "../../engine/network/reaches";
import { resolvesDns } from "../../engine/network/resolves-dns";
import { createWorldLoader } from "../../workspace/world";
import { EXIT } from "../exit-status";
import { oneOf } from "../one-of";
import { type Answer, answerBatch, printAnswer, stringField, stringList } from "../questions";
import { collect } from "../scan-paths";
import { UsageError } from "../usage-error";

interface ReachOptions {
  readonly port?: string;
  readonly dns?: boolean;
  readonly clusterDns: string;
  readonly in: readonly string[];
  readonly batch?: string;
  readonly format: string;
}

const FORMATS = ["text", "json"] as const;
const PROTOCOLS: readonly Protocol[] = ["TCP", "UDP", "SCTP"];

/** `rampart reach FROM TO`: may one end open a connection to the other, by the policies of the manifests? */
export function reachCommand(exit: (status: number) => void): Command {
  return new Command("reach")
    .description("ask who reaches whom, of manifests taken as a cluster")
    .argument("[from]", "NAMESPACE/KIND/NAME, NAMESPACE/NAME, or an IP address")
    .argument("[to]", "the same")
    .option("--port <port>", "the port on the destination pod, such as 5432/TCP")
    .option("--dns", "ask whether FROM can resolve names")
    .option("--cluster-dns <preset>", CLUSTER_DNS_PRESETS.join(", "), "kube-dns")
    .option("--in <path>", "the manifests that are taken as the cluster; repeat for several", collect)
    .option("--batch <file>", "answer JSON Lines of questions; - for standard input")
    .option("--format <format>", FORMATS.join(", "), "text")
    .action(async (from: string | undefined, to: string | undefined, options: ReachOptions) => {
      const clusterDns = oneOf("--cluster-dns", options.clusterDns, CLUSTER_DNS_PRESETS);
      const loader = createWorldLoader(options.in ?? ["."], process.cwd());
      const answer = async (question: JsonObject) =>
        ask((await loader.load(stringList(question, "files"))).inventory, question, clusterDns);
      if (options.batch !== undefined) {
        await answerBatch(options.batch, async (question) => answer(question));
        exit(EXIT.ok);
        return;
      }
      exit(
        await printAnswer(
          await answer(argumentQuestion(from, to, options)),
          oneOf("--format", options.format, FORMATS),
        ),
      );
    });
}

function ask(inventory: Inventory, question: JsonObject, clusterDns: string): Answer {
  const from = endpointOf(question.from, "from");
  const protocol = oneOf(
    "protocol",
    (stringField(question, "protocol") ?? (question.dns === true ? "UDP" : "TCP")).toUpperCase(),
    PROTOCOLS,
  );
  if (question.dns === true) {
    if (protocol === "SCTP") throw new UsageError("DNS is asked over UDP or TCP");
    return resolvesDns(inventory, { from, protocol, clusterDns });
  }
  const { port } = question;
  if (typeof port !== "number" || !Number.isInteger(port) || port < 1 || port > 65_535)
    throw new UsageError("a question needs a port from 1 to 65535");
  return reaches(inventory, { from, to: endpointOf(question.to, "to"), port, protocol });
}

function endpointOf(value: JsonValue | undefined, field: string): EndpointReference {
  if (!isObject(value))
    throw new UsageError(`"${field}" takes {namespace, pod}, {namespace, labels} or {ip}`);
  const ip = stringField(value, "ip");
  if (ip !== undefined) return { ip };
  const namespace = stringField(value, "namespace") ?? "default";
  const pod = stringField(value, "pod");
  const kind = stringField(value, "kind");
  if (pod !== undefined) return { namespace, pod, ...(kind === undefined ? {} : { kind }) };
  return { namespace, labels: stringMapAt(value, "labels") };
}

function argumentQuestion(
  from: string | undefined,
  to: string | undefined,
  options: ReachOptions,
): JsonObject {
  if (from === undefined)
    throw new UsageError("say who reaches whom: FROM TO --port 5432/TCP; FROM --dns; or --batch FILE");
  if (options.dns)
    return {
      from: endpointArgument(from),
      dns: true,
      ...(options.port ? { protocol: options.port.replace(/^.*\//, "") } : {}),
    };
  if (to === undefined || options.port === undefined)
    throw new UsageError("reach: say the destination and its port: FROM TO --port 5432/TCP");
  const [port, protocol = "TCP"] = options.port.split("/");
  return { from: endpointArgument(from), to: endpointArgument(to), port: Number(port), protocol };
}

/** `NAMESPACE/KIND/NAME`, `NAMESPACE/NAME`, or an address. */
function endpointArgument(text: string): JsonObject {
  if (/^[0-9.]+(\/\d+)?$/.test(text) || /^[0-9a-fA-F]*:[0-9a-fA-F:.]+(\/\d+)?$/.test(text))
    return { ip: text.replace(/\/\d+$/, "") };
  const parts = text.split("/");
  const [namespace = "", second = "", third] = parts;
  if (parts.length < 2 || parts.length > 3 || parts.some((part) => part === ""))
    throw new UsageError(`${text}: an end is NAMESPACE/KIND/NAME, NAMESPACE/NAME, or an IP address`);
  return third === undefined ? { namespace, pod: second } : { namespace, kind: second, pod: third };
}
