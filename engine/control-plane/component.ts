import type { Change } from "../fixes/fix";
import type { Path } from "../json";
import type { KubernetesMinor } from "../kubernetes/kubernetes-version";
import type { Container } from "../kubernetes/pod-template";
import type { Span } from "../yaml/text-position";

/** The components whose flags are read. */
export const COMPONENT_NAMES = [
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "etcd",
  "kube-proxy",
  "kubelet",
] as const;

/** A component of the control plane or the node. */
export type ComponentName = (typeof COMPONENT_NAMES)[number];

/** A place in the resource as a report names it. */
export interface Place {
  readonly path: Path;
  readonly target?: "key";
  /** A part of the string at `path`: offsets in its value. */
  readonly span?: Span;
}

/** A flag as it is declared, whatever declares it: an argument, an entry of `extraArgs`, a field of a configuration file. */
export interface Flag {
  /** Without dashes in front, `_` written as `-`. */
  readonly name: string;
  /** The text of the value; `undefined` where it is only known at run time. A flag without a value is `"true"`. */
  readonly value: string | undefined;
  readonly place: Place;
  /** Where the value stands in the string at `place.path`; `undefined` where it is no part of a string. */
  readonly valueSpan: Span | undefined;
  /** The places of the members, where the value is written as a list. */
  readonly memberPlaces?: readonly Place[];
  /** Gives the flag another value, in its own style. */
  set(value: string): readonly Change[];
  /** Takes the flag away. */
  remove(): readonly Change[];
}

/** A component with the flags that one source declares. */
export interface Component {
  readonly name: ComponentName;
  /** `pod`: its own command line; `kubeadm`: arguments that kubeadm adds to its own; `file`: its configuration file. */
  readonly source: "pod" | "kubeadm" | "file";
  /** In the order of their weight: of a flag with one value, the last counts. */
  readonly flags: readonly Flag[];
  /** How the source writes a flag: `--read-only-port`, `readOnlyPort`. */
  spell(flag: string): string;
  /** Where a missing flag belongs. */
  home(flag: string): Place;
  /** What the source passes without being asked, by flag. */
  readonly presets: Readonly<Record<string, string>>;
  /** Whether a flag that is not here is really absent: false where a variable or another file may bring it. */
  readonly isComplete: boolean;
  /** The version that the image or the kubeadm configuration names. */
  readonly version: KubernetesMinor | undefined;
  /** The container that runs it, where a pod does. */
  readonly container?: Container;
  /** Adds a flag, in the style of the others. */
  add(name: string, value: string): readonly Change[];
}

/** The flag of a name that counts, or `undefined`. */
export function flagOf(component: Component, name: string): Flag | undefined {
  return component.flags.findLast((flag) => flag.name === name);
}

/** Whether the component gets a flag, by declaration or from its source. */
export function hasFlag(component: Component, name: string): boolean {
  return flagOf(component, name) !== undefined || component.presets[name] !== undefined;
}

/** One member of a list flag. */
export interface ListMember {
  readonly value: string;
  readonly flag: Flag;
  readonly place: Place;
}

/** The members of a flag whose value is a comma-separated list; repeated flags add up. Unknown values yield none. */
export function listMembers(component: Component, name: string): ListMember[] {
  return component.flags
    .filter((flag) => flag.name === name)
    .flatMap((flag) => {
      if (flag.value === undefined) return [];
      let at = 0;
      return flag.value.split(",").map((raw, index): ListMember => {
        const start = at + (raw.length - raw.trimStart().length);
        at += raw.length + 1;
        const value = raw.trim();
        const base = flag.valueSpan?.start;
        const own = flag.memberPlaces?.[index];
        if (own) return { value, flag, place: own };
        return {
          value,
          flag,
          place:
            base === undefined
              ? flag.place
              : {
                  path: flag.place.path,
                  span: { start: base + start, end: base + start + value.length },
                },
        };
      });
    })
    .filter(({ value }) => value !== "");
}

/** Reads a flag's boolean as the components do (Go's `strconv.ParseBool`); `undefined` for anything else. */
export function parseFlagBoolean(value: string | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  if (/^(1|t|T|TRUE|true|True)$/.test(value)) return true;
  if (/^(0|f|F|FALSE|false|False)$/.test(value)) return false;
  return undefined;
}

/** The members of a list flag that hold: those that are declared, else those that the source passes by itself. */
export function effectiveMembers(component: Component, name: string): string[] {
  const declared = listMembers(component, name);
  return flagOf(component, name)
    ? declared.map(({ value }) => value)
    : (component.presets[name] ?? "").split(",").filter(Boolean);
}

/** The value of a flag that holds: the declared one, else that which the source passes by itself. */
export function effectiveValue(component: Component, name: string): string | undefined {
  const flag = flagOf(component, name);
  return flag ? flag.value : component.presets[name];
}
