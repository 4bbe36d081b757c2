import { booleanAt } from "../kubernetes/fields";
import type { Container, PodTemplate } from "../kubernetes/pod-template";
import {
  dropsAllCapabilities,
  effectiveNonRoot,
  effectiveSeccompType,
  effectiveUser,
  isPrivileged,
  needsPrivilegeEscalation,
} from "../workload/effective-security";
import { fix, set } from "./change";
import { dropAllCapabilities } from "./drop-all-capabilities";
import type { Change, Fix } from "./fix";
import { readOnlyRoot } from "./read-only-root";
import { seccompRuntimeDefault } from "./seccomp-runtime-default";

/** How the title of every such fix begins; what may break follows. */
export const HARDEN_CONTAINER_TITLE = "Harden this container";

/** A part of the hardening: what it changes, and which images cannot bear it. */
interface Part {
  readonly changes: readonly Change[];
  readonly breaks?: string;
}

const known = new WeakMap<Container, Fix>();

/**
 * The preferred fix of a container: everything of the restricted standard and a read-only root file system at once,
 * with an `emptyDir` for `/tmp`. What is written already is kept, right or wrong: contradicting it is a decision, and
 * has a fix of its own. Without changes where nothing is missing.
 */
export function hardenContainerFix(pod: PodTemplate, container: Container): Fix {
  const before = known.get(container);
  if (before) return before;
  const parts = [
    nonRoot(pod, container),
    noEscalation(pod, container),
    readOnly(pod, container),
    noCapabilities(pod, container),
    seccomp(pod, container),
  ];
  const breaks = parts.flatMap((part) => part?.breaks ?? []);
  const warning = breaks.length > 0 ? ` (may break an image that ${either(breaks)})` : "";
  const hardening = fix(
    "harden",
    `${HARDEN_CONTAINER_TITLE}${warning}`,
    ...parts.flatMap((part) => part?.changes ?? []),
  );
  known.set(container, hardening);
  return hardening;
}

/** `a`, `a or b`, `a, b or c`. */
function either(choices: readonly string[]): string {
  return [choices.slice(0, -1).join(", "), ...choices.slice(-1)].filter((part) => part !== "").join(" or ");
}

function nonRoot(pod: PodTemplate, container: Container): Part | undefined {
  const user = effectiveUser(pod, container);
  if (effectiveNonRoot(pod, container) !== undefined || user === 0) return undefined;
  return {
    changes: [set(container.at("securityContext", "runAsNonRoot"), true)],
    ...(user === undefined ? { breaks: "runs as root" } : {}),
  };
}

function noEscalation(pod: PodTemplate, container: Container): Part | undefined {
  const written = booleanAt(container.spec, "securityContext", "allowPrivilegeEscalation");
  if (pod.isWindows || written !== undefined || needsPrivilegeEscalation(container)) return undefined;
  return {
    changes: [set(container.at("securityContext", "allowPrivilegeEscalation"), false)],
    breaks: "relies on setuid",
  };
}

function readOnly(pod: PodTemplate, container: Container): Part | undefined {
  const written = booleanAt(container.spec, "securityContext", "readOnlyRootFilesystem");
  if (pod.isWindows || written !== undefined) return undefined;
  return { changes: readOnlyRoot(pod, container), breaks: "writes outside /tmp" };
}

function noCapabilities(pod: PodTemplate, container: Container): Part | undefined {
  if (pod.isWindows || isPrivileged(container) || dropsAllCapabilities(container)) return undefined;
  return { changes: [dropAllCapabilities(container)], breaks: "needs capabilities" };
}

function seccomp(pod: PodTemplate, container: Container): Part | undefined {
  if (pod.isWindows || isPrivileged(container)) return undefined;
  if (effectiveSeccompType(pod, container) !== undefined) return undefined;
  return { changes: [seccompRuntimeDefault(pod, container)] };
}
