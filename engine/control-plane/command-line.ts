import { append, remove, set } from "../fixes/change";
import type { Change } from "../fixes/fix";
import type { JsonValue, Path } from "../json";
import { listAt, mapsAt, stringAt } from "../kubernetes/fields";
import { parseKubernetesVersion } from "../kubernetes/kubernetes-version";
import { CONTAINER_LISTS, type Container, type PodTemplate } from "../kubernetes/pod-template";
import { shellCommands } from "./command-words";
import { COMPONENT_NAMES, type Component, type ComponentName, type Flag, type Place } from "./component";

/** A word of a command line, with the place where it is written. */
interface Word {
  readonly value: string;
  readonly isDynamic: boolean;
  readonly place: Place;
  /** Where the word's text begins in the string at the place; `undefined` where quotes hide it. */
  readonly start: number | undefined;
  replace(text: string): Change;
  /** What takes the words away together. */
  readonly drop: (last: Word) => readonly Change[];
}

/** Flags that stand alone: what follows them is never their value (Go's pflag). */
const BOOLEAN_FLAGS = new Set([
  "allow-privileged",
  "anonymous-auth",
  "authentication-token-webhook",
  "auto-tls",
  "client-cert-auth",
  "contention-profiling",
  "enable-bootstrap-token-auth",
  "enable-debugging-handlers",
  "enable-logs-handler",
  "kubelet-https",
  "leader-elect",
  "make-iptables-util-chains",
  "peer-auto-tls",
  "peer-client-cert-auth",
  "profiling",
  "protect-kernel-defaults",
  "rotate-certificates",
  "rotate-server-certificates",
  "seccomp-default",
  "service-account-extend-token-expiration",
  "service-account-lookup",
  "use-service-account-credentials",
]);

/** Programs that only start another one. */
const STARTERS = new Set([
  "go-runner",
  "hyperkube",
  "tini",
  "dumb-init",
  "exec",
  "env",
  "nsenter",
  "sudo",
  "--",
]);
const SHELLS = new Set(["sh", "bash", "ash", "dash"]);

/** The components that the containers of a pod run, with their flags. */
export function componentsOfPod(pod: PodTemplate): Component[] {
  return pod.containers
    .filter(({ list }) => list !== CONTAINER_LISTS[2])
    .flatMap((container) => componentOf(pod, container) ?? []);
}

/** Something of every component's name, or what may part one in a shell's text. */
const HINT = /kube|etcd|["'\\]/;

/** Whether a container may run a component at all: nearly none do, and looking closer takes its time. */
function mayRun({ labels }: PodTemplate, { image, spec }: Container): boolean {
  const isHint = (text: JsonValue | undefined) => typeof text === "string" && HINT.test(text);
  return (
    isHint(image) ||
    isHint(labels.component) ||
    isHint(labels["k8s-app"]) ||
    listAt(spec, "command").some(isHint) ||
    listAt(spec, "args").some(isHint)
  );
}

function componentOf(pod: PodTemplate, container: Container): Component | undefined {
  if (!mayRun(pod, container)) return undefined;
  const line = findCommandLine(pod, container);
  if (!line || (line.name === "etcd" && !isControlPlaneEtcd(pod))) return undefined;
  const { name, words, home } = line;
  const flags = readFlags(name, words);
  const fromEnvironment = name === "etcd" ? environmentFlags(container) : [];
  const names = new Set(flags.map((flag) => flag.name));
  return {
    name,
    source: "pod",
    flags: [...fromEnvironment, ...flags],
    spell: (flag) => `--${flag}`,
    home: () => home.place,
    presets: {},
    isComplete:
      !words.some((word) => word.isDynamic && !word.value.startsWith("-")) &&
      !(names.has("config") && name !== "kube-apiserver") &&
      !names.has("config-dir") &&
      !(name === "etcd" && (names.has("config-file") || listAt(container.spec, "envFrom").length > 0)),
    version: name === "etcd" ? undefined : versionOfImage(container.image),
    container,
    add: (flag, value) => home.add(`--${flag}=${value}`),
  };
}

function versionOfImage(image: string | undefined): number | undefined {
  const tag = /:([^:/@]+)(?:@.*)?$/.exec(image ?? "")?.[1];
  return tag === undefined ? undefined : parseKubernetesVersion(tag);
}

/** An application's own etcd is not the cluster's. */
function isControlPlaneEtcd(pod: PodTemplate): boolean {
  return (
    pod.resource.kind === "Pod" ||
    pod.resource.namespace === "kube-system" ||
    pod.labels.tier === "control-plane"
  );
}

interface Home {
  readonly place: Place;
  add(text: string): readonly Change[];
}

interface CommandLine {
  readonly name: ComponentName;
  readonly words: readonly Word[];
  readonly home: Home;
}

function componentName(word: string | undefined, afterHyperkube = false): ComponentName | undefined {
  const base = (word ?? "").slice((word ?? "").lastIndexOf("/") + 1);
  return COMPONENT_NAMES.find((name) => name === base || (afterHyperkube && name === `kube-${base}`));
}

function findCommandLine(pod: PodTemplate, container: Container): CommandLine | undefined {
  const command = listWords(container, "command");
  const words = [...command, ...listWords(container, "args")];
  const inShell = shellCommandLine(words);
  if (inShell) return inShell;
  const list = listAt(container.spec, "args").length > 0 || command.length === 0 ? "args" : "command";
  const home = listHome(container, list);
  // A line that begins with a flag names no program: `--kubelet-service=kube-system/kubelet` is another one's business.
  const startsWithFlag = words[0]?.value.startsWith("-") ?? true;
  const direct = startsWithFlag
    ? -1
    : words.findIndex(
        ({ value }, index) =>
          !value.startsWith("-") &&
          componentName(value, /hyperkube$/.test(words[index - 1]?.value ?? "")) !== undefined,
      );
  const before = words.slice(0, Math.max(0, direct));
  const isStarted = before.every(
    ({ value }) => value.startsWith("-") || STARTERS.has(value.slice(value.lastIndexOf("/") + 1)),
  );
  const afterHyperkube = /hyperkube$/.test(words[direct - 1]?.value ?? "");
  const name = direct >= 0 && isStarted ? componentName(words[direct]?.value, afterHyperkube) : undefined;
  if (name) return { name, words: words.slice(direct + 1), home };
  if (command.length > 0 && !command[0]?.value.startsWith("-")) return undefined;
  const byImage = componentName(imageName(container.image)) ?? componentOfLabel(pod, container);
  return byImage && words.every(({ value }, index) => index > 0 || value.startsWith("-"))
    ? { name: byImage, words, home }
    : undefined;
}

function imageName(image: string | undefined): string {
  const name = (image ?? "").replace(/@.*$/, "").replace(/:[^:/]+$/, "");
  return name.slice(name.lastIndexOf("/") + 1).replace(/-(amd64|arm64|arm|ppc64le|s390x)$/, "");
}

/** Static pods of the control plane carry the label `component`. */
function componentOfLabel(pod: PodTemplate, container: Container): ComponentName | undefined {
  const label = pod.labels.component ?? pod.labels["k8s-app"];
  const name = componentName(label);
  return name && (container.name === name || pod.containers.length === 1) ? name : undefined;
}

function listHome(container: Container, list: "command" | "args"): Home {
  const path = container.at(list);
  return { place: { path, target: "key" }, add: (text) => [append(path, text)] };
}

function listWords(container: Container, list: "command" | "args"): Word[] {
  return listAt(container.spec, list).flatMap((item: JsonValue, index): Word[] => {
    if (typeof item !== "string") return [];
    const path: Path = container.at(list, index);
    return [
      {
        value: item,
        isDynamic: item.includes("$("),
        place: { path },
        start: 0,
        replace: (text) => set(path, text),
        drop: (last) => (last.place.path === path ? [remove(path)] : [remove(path), remove(last.place.path)]),
      },
    ];
  });
}

function shellCommandLine(words: readonly Word[]): CommandLine | undefined {
  const shell = words[0]?.value ?? "";
  if (!SHELLS.has(shell.slice(shell.lastIndexOf("/") + 1))) return undefined;
  const option = words.findIndex(({ value }) => /^-[a-z]*c$/.test(value));
  const script = option < 0 ? undefined : words[option + 1];
  if (!script) return undefined;
  const { path } = script.place;
  const text = script.value;
  for (const command of shellCommands(text)) {
    const at = command.findIndex(({ value }) => componentName(value) !== undefined);
    const name = componentName(command[at]?.value);
    const isStarted = command
      .slice(0, Math.max(0, at))
      .every(({ value }) => value.startsWith("-") || value.includes("=") || STARTERS.has(value));
    if (!name || !isStarted) continue;
    const splice = (start: number, end: number, by: string) =>
      set(path, text.slice(0, start) + by + text.slice(end));
    const end = command.at(-1)?.end ?? text.length;
    return {
      name,
      words: command.slice(at + 1).map(
        (word): Word => ({
          value: word.value,
          isDynamic: word.isDynamic || word.value.includes("$("),
          place: { path, span: { start: word.start, end: word.end } },
          start: word.isPlain ? word.start : undefined,
          replace: (by) => splice(word.start, word.end, by),
          drop: (last) => [splice(word.start, (last.place.span ?? word).end, "")],
        }),
      ),
      home: {
        place: { path, span: { start: command[at]?.start ?? 0, end: command[at]?.end ?? 0 } },
        add: (by) => [splice(end, end, ` ${by}`)],
      },
    };
  }
  return undefined;
}

function readFlags(component: ComponentName, words: readonly Word[]): Flag[] {
  const pattern = component === "etcd" ? /^--?([A-Za-z][\w-]*)(=|$)/ : /^--([A-Za-z][\w-]*)(=|$)/;
  const flags: Flag[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as Word;
    const match = pattern.exec(word.value);
    if (!match) continue;
    const written = match[1] ?? "";
    const name = written.replaceAll("_", "-");
    if (match[2] === "=") {
      flags.push(joinedFlag(word, name, word.value.slice(0, match[0].length)));
      continue;
    }
    const next = words[at + 1];
    if (!next || next.value.startsWith("-") || BOOLEAN_FLAGS.has(name)) {
      flags.push(bareFlag(word, name));
      continue;
    }
    flags.push(splitFlag(word, next, name));
    at += 1;
  }
  return flags;
}

/** `--name=value` in one word. */
function joinedFlag(word: Word, name: string, prefix: string): Flag {
  const from = word.start === undefined ? undefined : word.start + prefix.length;
  return {
    name,
    value: word.isDynamic ? undefined : word.value.slice(prefix.length),
    place: word.place,
    valueSpan:
      from === undefined ? undefined : { start: from, end: from + word.value.length - prefix.length },
    set: (value) => [word.replace(prefix + value)],
    remove: () => word.drop(word),
  };
}

/** `--name`, which stands for true. */
function bareFlag(word: Word, name: string): Flag {
  return {
    name,
    value: "true",
    place: word.place,
    valueSpan: undefined,
    set: (value) => [word.replace(`${word.value}=${value}`)],
    remove: () => word.drop(word),
  };
}

/** `--name value` in two words. */
function splitFlag(word: Word, next: Word, name: string): Flag {
  return {
    name,
    value: next.isDynamic ? undefined : next.value,
    place: next.place,
    valueSpan:
      next.start === undefined ? undefined : { start: next.start, end: next.start + next.value.length },
    set: (value) => [next.replace(value)],
    remove: () => word.drop(next),
  };
}

/** etcd reads every flag from the environment too, where its own command line does not name it. */
function environmentFlags(container: Container): Flag[] {
  return mapsAt(container.spec, "env").flatMap(({ index, value }): Flag[] => {
    const variable = stringAt(value, "name") ?? "";
    if (!/^ETCD_[A-Z_]+$/.test(variable)) return [];
    const path = container.at("env", index, "value");
    const text = stringAt(value, "value");
    return [
      {
        name: variable.slice("ETCD_".length).toLowerCase().replaceAll("_", "-"),
        value: text?.includes("$(") ? undefined : text,
        place: { path },
        valueSpan: text === undefined ? undefined : { start: 0, end: text.length },
        set: (by) => [set(path, by)],
        remove: () => [remove(container.at("env", index))],
      },
    ];
  });
}
