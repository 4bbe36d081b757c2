/*
 * Pieces of CEL that many policies share. A container is called `c` in conditions, a volume `v`.
 */

/** A string of CEL, raw: backslashes stand for themselves. The text must not hold a single quote. */
export function quote(text: string): string {
  if (text.includes("'") || text.includes("\n")) throw new Error(`not quotable in CEL: ${text}`);
  return text.includes("\\") ? `r'${text}'` : `'${text}'`;
}

/** A list of strings of CEL. */
export function listOf(texts: Iterable<string>): string {
  return `[${[...texts].map(quote).join(", ")}]`;
}

/** How an offence names the container `c`. */
export const CONTAINER = `'container ' + string(c.?name.orValue('?'))`;

/** The containers that a condition on `c` holds for, as offences; `list` is the name of a variable. */
export function containersWhere(condition: string, list: "containers" | "servers" = "containers"): string {
  return `variables.${list}.filter(c, ${condition}).map(c, ${CONTAINER})`;
}

/** The volumes that a condition on `v` holds for, as offences. */
export function volumesWhere(condition: string): string {
  return `variables.volumes.filter(v, ${condition}).map(v, 'volume ' + string(v.?name.orValue('?')))`;
}

/** A list that holds a text where a condition holds, else nothing. */
export function when(condition: string, offence: string): string {
  return `((${condition}) ? [${quote(offence)}] : [])`;
}

/** Flattens an expression that gives a list of lists of strings; strings that hold a line break fall apart. */
export function flat(lists: string): string {
  return `${lists}.map(l, l.join('\\n')).join('\\n').split('\\n').filter(l, l != '')`;
}

/** For each container, what an expression on `c` lists: a list of strings. */
export function perContainer(list: string, of: "containers" | "servers" = "containers"): string {
  return flat(`variables.${of}.map(c, ${list})`);
}

/** A field of the container's security context as an optional. */
export function own(field: string): string {
  return `c.?securityContext.?${field}`;
}

/** A field of the pod's security context as an optional. */
export function inherited(field: string): string {
  return `variables.podSpec.?securityContext.?${field}`;
}

/** The field of the container's security context, else the pod's, as an optional. */
export function effective(field: string): string {
  return `${own(field)}.or(${inherited(field)})`;
}

/** Whether the container `c` is privileged. */
export const IS_PRIVILEGED = `${own("privileged")}.orValue(false) == true`;

/** The capabilities that the container `c` adds. */
export const ADDED = `${own("capabilities")}.?add.orValue([])`;

/** The capabilities that the container `c` drops. */
export const DROPPED = `${own("capabilities")}.?drop.orValue([])`;

/** Whether the pod runs on Windows. */
export const IS_WINDOWS = `variables.podSpec.?os.?name.orValue('') == 'windows'`;

/** Whether the pod has a user namespace of its own. */
export const HAS_USER_NAMESPACE = `variables.podSpec.?hostUsers.orValue(true) == false`;

/** Whether the pod shares the node's network. */
export const IS_HOST_NETWORK = `variables.podSpec.?hostNetwork.orValue(false) == true`;

/** Whether the pod or one of its containers is a host process of Windows. */
export const IS_HOST_PROCESS = `(${inherited("windowsOptions")}.?hostProcess.orValue(false) == true || variables.containers.exists(c, ${own("windowsOptions")}.?hostProcess.orValue(false) == true))`;

/** The command and arguments of the container `c`. */
export const WORDS = `(c.?command.orValue([]) + c.?args.orValue([]))`;

/**
 * The offences of a map in the security contexts of the pod and its containers.
 *
 * @param condition on `s`, the map
 */
export function partsWhere(field: string, condition: string): string {
  const forPod = `${inherited(field)}.hasValue() && [${inherited(field)}.value()].exists(s, ${condition})`;
  const forContainer = `${own(field)}.hasValue() && [${own(field)}.value()].exists(s, ${condition})`;
  return `${when(forPod, "the pod")} + ${containersWhere(forContainer)}`;
}

/** A field that may be absent or null, as the API server keeps some empty lists: the list, or an empty one. */
export function listAt(field: string): string {
  return `(${field}.orValue([]) == null ? [] : ${field}.orValue([]))`;
}

/** The images that a condition on `i` (see `variables.images`) holds for, as offences. */
export function imagesWhere(condition: string): string {
  return `variables.images.filter(i, ${condition}).map(i, i.owner)`;
}

/** Keys of the object's own annotations that a condition on `k` holds for; `variables.notes[k]` is the value. */
export function notesWhere(condition: string): string {
  return `variables.notes.filter(k, ${condition}).map(k, 'annotation ' + k)`;
}

/** The source of a regular expression of ours as RE2 reads it. */
export function pattern(expression: RegExp): string {
  return quote(`${expression.ignoreCase ? "(?i)" : ""}${expression.source.replaceAll("\\/", "/")}`);
}
