import { Command } from "commander";
import {
  type AccessQuestion,
  type AccessSubject,
  type AccessWorld,
  canI,
  createAccessWorld,
  type WhoCanAnswer,
  whoCan,
} from "../../engine/access";
import type { JsonObject } from "../../engine/json";
import { type KubernetesMinor, parseKubernetesVersion } from "../../engine/kubernetes/kubernetes-version";
import { createWorldLoader } from "../../workspace/world";
import { EXIT } from "../exit-status";
import { askLive, type LiveAccessOptions, liveWhoCan } from "../live-access";
import { addLiveOptions, asksCluster, withCluster } from "../live-cluster";
import { oneOf } from "../one-of";
import { answerBatch, printAnswer, stringField, stringList } from "../questions";
import { resolveResource } from "../resource-argument";
import { collect } from "../scan-paths";
import { UsageError } from "../usage-error";
import { writeOutput } from "../write-output";

interface AccessOptions extends LiveAccessOptions {
  readonly as?: string;
  readonly asGroup?: readonly string[];
  readonly subresource?: string;
  readonly namespace?: string;
  readonly allNamespaces?: boolean;
  readonly in: readonly string[];
  readonly batch?: string;
  readonly kubernetesVersion?: string;
  readonly format: string;
}

const FORMATS = ["text", "json"] as const;

function addAccessOptions(command: Command): Command {
  return command
    .option("--subresource <name>", "such as log, exec, token")
    .option("-n, --namespace <name>", "the namespace; absent: default")
    .option("-A, --all-namespaces", "ask about all namespaces")
    .option("--in <path>", "the manifests that are taken as the cluster; repeat for several", collect)
    .option("--batch <file>", "answer JSON Lines of questions; - for standard input")
    .option("--kubernetes-version <version>", "whose default roles hold, such as 1.33")
    .option("--format <format>", FORMATS.join(", "), "text");
}

/** A question to a cluster goes by its listed roles, which asks no review, unless `--confirm` says so. */
function addLiveAccessOptions(command: Command): Command {
  return addLiveOptions(command)
    .option("--confirm", "let the cluster itself answer, by a review, which it audits")
    .option("--max-reviews <count>", "the most reviews that this call may ask", "200")
    .option("--reviews-per-second <count>", "how fast reviews are asked", "5");
}

/** `rampart can-i VERB RESOURCE[/NAME]`: may a subject do this, by the manifests and the default roles? */
export function canICommand(exit: (status: number) => void): Command {
  return addLiveAccessOptions(addAccessOptions(new Command("can-i")))
    .description("ask who may do what, of manifests taken as a cluster or of a live one")
    .argument("[verb]", "such as get, list, create")
    .argument("[resource]", "RESOURCE, RESOURCE.GROUP, RESOURCE/NAME, or a path such as /metrics")
    .option("--as <subject>", "a user, or system:serviceaccount:NAMESPACE:NAME")
    .option("--as-group <group>", "a group; repeat for several", collect)
    .action(async (verb: string | undefined, resource: string | undefined, options: AccessOptions) => {
      if (asksCluster(options)) {
        exit(await runLiveCanI(verb, resource, options));
        return;
      }
      const ask = createAsker(options);
      if (options.batch !== undefined) {
        await answerBatch(options.batch, async (question) => ({
          ...canI(await ask(question), { ...questionOf(question), ...subjectOf(question) }),
        }));
        exit(EXIT.ok);
        return;
      }
      if (options.as === undefined)
        throw new UsageError("can-i: say who asks with --as, such as --as=system:serviceaccount:shop:api");
      const subject = { user: options.as, ...(options.asGroup ? { groups: options.asGroup } : {}) };
      const answer = canI(await ask({}), { ...argumentQuestion(verb, resource, options), ...subject });
      exit(
        await printAnswer(
          {
            ...answer,
            by: answer.by.map(
              ({ kind, name, namespace }) => `${kind} ${namespace ? `${namespace}/` : ""}${name}`,
            ),
          },
          oneOf("--format", options.format, FORMATS),
        ),
      );
    });
}

/** `rampart who-can VERB RESOURCE[/NAME]`: the subjects of bindings that may do this. */
export function whoCanCommand(exit: (status: number) => void): Command {
  return addLiveOptions(addAccessOptions(new Command("who-can")))
    .description("list the subjects that may do something, of manifests taken as a cluster or of a live one")
    .argument("[verb]", "such as get, list, create")
    .argument("[resource]", "RESOURCE, RESOURCE.GROUP, RESOURCE/NAME, or a path such as /metrics")
    .action(async (verb: string | undefined, resource: string | undefined, options: AccessOptions) => {
      if (asksCluster(options)) {
        exit(await runLiveWhoCan(verb, resource, options));
        return;
      }
      const ask = createAsker(options);
      if (options.batch !== undefined) {
        await answerBatch(options.batch, async (question) => ({
          ...whoCan(await ask(question), questionOf(question)),
        }));
        exit(EXIT.ok);
        return;
      }
      const answer = whoCan(await ask({}), argumentQuestion(verb, resource, options));
      exit(await printWhoCan(answer, options.format));
    });
}

async function runLiveCanI(
  verb: string | undefined,
  resource: string | undefined,
  options: AccessOptions,
): Promise<number> {
  return await withCluster(options, async (cluster) => {
    const ask = askLive(cluster, options);
    if (options.batch !== undefined) {
      await answerBatch(options.batch, async (question) => {
        const { user, groups } = subjectOf(question);
        const subject = user === "" ? undefined : { user, ...(groups ? { groups } : {}) };
        return await ask(questionOf(question), subject);
      });
      return EXIT.ok;
    }
    const subject =
      options.as === undefined
        ? undefined
        : { user: options.as, ...(options.asGroup ? { groups: options.asGroup } : {}) };
    const answer = await ask(argumentQuestion(verb, resource, options, cluster.namespace), subject);
    return await printAnswer(
      {
        ...answer,
        by: answer.by.map(
          ({ kind, name, namespace }) => `${kind} ${namespace ? `${namespace}/` : ""}${name}`,
        ),
      },
      oneOf("--format", options.format, FORMATS),
    );
  });
}

async function runLiveWhoCan(
  verb: string | undefined,
  resource: string | undefined,
  options: AccessOptions,
): Promise<number> {
  return await withCluster(options, async (cluster) => {
    const ask = liveWhoCan(cluster);
    if (options.batch !== undefined) {
      await answerBatch(options.batch, async (question) => ({ ...(await ask(questionOf(question))) }));
      return EXIT.ok;
    }
    const answer = await ask(argumentQuestion(verb, resource, options, cluster.namespace));
    return await printWhoCan(answer, options.format);
  });
}

async function printWhoCan(
  answer: WhoCanAnswer & { readonly ghosts?: WhoCanAnswer["subjects"]; readonly doubt?: string },
  format: string,
): Promise<number> {
  const named = ({ kind, namespace, name }: WhoCanAnswer["subjects"][number]) =>
    `${kind} ${namespace ? `${namespace}/` : ""}${name}`;
  const lines = [
    ...answer.subjects.map(named),
    ...answer.unknown.map((each) => `${named(each)} (unknown: bound to a role that is not in sight)`),
    ...(answer.ghosts ?? []).map((each) => `${named(each)} (does not exist: whoever creates it may)`),
  ];
  const text =
    oneOf("--format", format, FORMATS) === "json"
      ? JSON.stringify(answer)
      : [
          ...(lines.length > 0 ? lines : ["nobody"]),
          ...(answer.doubt ? [`unknown: ${answer.doubt}`] : []),
        ].join("\n");
  await writeOutput(undefined, `${text}\n`);
  if (answer.subjects.length > 0) return EXIT.ok;
  return answer.unknown.length > 0 || answer.doubt !== undefined ? EXIT.unknown : EXIT.found;
}

/** Gives the world of a question: its own `files`, else everything under `--in`. Worlds are made once. */
function createAsker(options: AccessOptions): (question: JsonObject) => Promise<AccessWorld> {
  const minor: KubernetesMinor | undefined =
    options.kubernetesVersion === undefined ? undefined : parseKubernetesVersion(options.kubernetesVersion);
  if (options.kubernetesVersion !== undefined && minor === undefined)
    throw new UsageError(`--kubernetes-version ${options.kubernetesVersion}: write it as 1.37`);
  const loader = createWorldLoader(options.in ?? ["."], process.cwd());
  const made = new WeakMap<object, AccessWorld>();
  return async (question) => {
    const { inventory, problems } = await loader.load(stringList(question, "files"));
    for (const { file, message } of made.has(inventory) ? [] : problems)
      process.stderr.write(`rampart: ${file}: ${message}\n`);
    const known =
      made.get(inventory) ??
      createAccessWorld(inventory.facts, minor === undefined ? {} : { kubernetesVersion: minor });
    made.set(inventory, known);
    return known;
  };
}

function questionOf(question: JsonObject): AccessQuestion {
  const verb = stringField(question, "verb");
  if (verb === undefined) throw new UsageError('a question needs "verb"');
  const fields = ["group", "resource", "subresource", "name", "namespace", "path"] as const;
  const given = fields.flatMap((field) => {
    const value = stringField(question, field);
    return value === undefined ? [] : [[field, value] as const];
  });
  return { verb, ...Object.fromEntries(given) };
}

function subjectOf(question: JsonObject): AccessSubject {
  const groups = stringList(question, "groups");
  return { user: stringField(question, "user") ?? "", ...(groups ? { groups } : {}) };
}

function argumentQuestion(
  verb: string | undefined,
  resource: string | undefined,
  options: AccessOptions,
  usual = "default",
): AccessQuestion {
  if (verb === undefined || resource === undefined)
    throw new UsageError("say what to ask: VERB RESOURCE, such as get secrets; or --batch FILE");
  if (resource.startsWith("/")) return { verb, path: resource };
  const namespace = options.allNamespaces ? "" : (options.namespace ?? usual);
  return { verb, ...resolveResource(resource, options.subresource, namespace) };
}
