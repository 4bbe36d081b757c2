import { isObject, type JsonObject, type JsonValue, type Path } from "../json";
import { listAt, mapsAt, stringAt } from "../kubernetes/fields";

/** Which resources a patch is for. Absent parts match everything. */
export interface PatchTarget {
  /** `undefined` where the patch does not say; `""` is the core group. */
  readonly group: string | undefined;
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** Whether name, kind, group and namespace are regular expressions, as in `target`. */
  readonly isPattern: boolean;
  readonly labelSelector: string | undefined;
}

/** A patch of a kustomization, as far as it can be read. */
export interface VisiblePatch {
  readonly target: PatchTarget;
  /** A strategic merge patch. */
  readonly merge?: JsonObject;
  /** The pointers of a JSON 6902 patch, as paths; list indices are strings still. */
  readonly pointers?: readonly (readonly string[])[];
  /** What it does cannot be read: it may set anything in its target. */
  readonly isOpaque?: true;
}

/** The resource that a patch may be for: its identity, with every name that a patch may call it by. */
export interface PatchedResource {
  readonly group: string;
  readonly kind: string;
  readonly names: readonly string[];
  readonly namespaces: readonly (string | undefined)[];
  readonly labels: Readonly<Record<string, string>>;
}

/** Whether a patch is for a resource. In doubt it is. */
export function isPatchFor({ target }: VisiblePatch, resource: PatchedResource): boolean {
  const matches = (wanted: string | undefined, values: readonly string[]) => {
    if (wanted === undefined || wanted === "") return true;
    return target.isPattern ? values.some(anchored(wanted)) : values.includes(wanted);
  };
  return (
    (target.group === undefined || (target.group === "" && !target.isPattern)
      ? target.group === undefined || resource.group === ""
      : matches(target.group, [resource.group])) &&
    matches(target.kind, [resource.kind]) &&
    matches(target.name, resource.names) &&
    (target.namespace === undefined ||
      resource.namespaces.some((each) => each === undefined || matches(target.namespace, [each]))) &&
    (target.labelSelector === undefined || mayMatch(target.labelSelector, resource.labels))
  );
}

/** Patterns that cannot take long on any text: no quantified group, few quantifiers. */
const MANY_QUANTIFIERS = /\)\s*[*+?{]|(?:[*+{].*){4}/;

function anchored(pattern: string): (value: string) => boolean {
  if (pattern.length > 200 || MANY_QUANTIFIERS.test(pattern)) return () => true;
  try {
    const expression = new RegExp(`^(?:${pattern})$`);
    return (value) => expression.test(value);
  } catch {
    return () => true;
  }
}

/** Whether labels may satisfy a selector in its text form: `a=b`, `a!=b`, `a`; other forms may always match. */
function mayMatch(selector: string, labels: Readonly<Record<string, string>>): boolean {
  if (/[()]/.test(selector)) return true;
  return selector.split(",").every((part) => {
    const [key = "", value] = part.split(/!?==?/).map((each) => each.trim());
    if (value === undefined) return key.startsWith("!") || Object.hasOwn(labels, key);
    return part.includes("!=") ? labels[key] !== value : labels[key] === value;
  });
}

/** Whether a patch deletes its target. */
export function isDeletion({ merge }: VisiblePatch): boolean {
  return merge?.$patch === "delete";
}

/** What names a resource is not what a patch sets. */
const IDENTITY: ReadonlySet<string> = new Set(["apiVersion", "kind"]);

/**
 * Whether a patch sets the value at a path, something in it, or the whole that it is part of. The resource itself
 * (an empty path) is only set by a deletion.
 *
 * @param object the resource before the patch, for the names of list items
 */
export function setsPath(patch: VisiblePatch, object: JsonValue | undefined, path: Path): boolean {
  if (patch.isOpaque || isDeletion(patch)) return true;
  if (path.length === 0) return false;
  if (patch.pointers)
    return patch.pointers.some((pointer) => {
      const shared = Math.min(pointer.length, path.length);
      if (pointer.length === 0) return true;
      return pointer.every(
        (segment, index) => index >= shared || segment === "-" || segment === String(path[index]),
      );
    });
  return patch.merge !== undefined && mergeSets(patch.merge, object, path, true);
}

/** The members that tell list items apart, by the list's name. Source: `patchMergeKey` in the Kubernetes API types. */
const MERGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ["name"],
  initContainers: ["name"],
  ephemeralContainers: ["name"],
  env: ["name"],
  volumes: ["name"],
  imagePullSecrets: ["name"],
  ports: ["containerPort", "port"],
  volumeMounts: ["mountPath"],
  volumeDevices: ["devicePath"],
  hostAliases: ["ip"],
  topologySpreadConstraints: ["topologyKey"],
  webhooks: ["name"],
  secrets: ["name"],
};

function mergeSets(
  patch: JsonValue | undefined,
  object: JsonValue | undefined,
  path: Path,
  isRoot: boolean,
  listName = "",
): boolean {
  const [segment, ...rest] = path;
  if (segment === undefined) return true;
  if (!isObject(patch) && !Array.isArray(patch)) return true;
  if (Array.isArray(patch)) {
    const item = Array.isArray(object) && typeof segment === "number" ? object[segment] : undefined;
    const keys = MERGE_KEYS[listName];
    if (!keys || !isObject(item)) return true;
    const same = patch.filter((each) => {
      const key = keys.find((one) => isObject(each) && each[one] !== undefined);
      return key !== undefined && isObject(each) && each[key] === item[key];
    });
    const replaces = patch.some((each) => isObject(each) && each.$patch === "replace");
    return replaces || same.some((each) => mergeSets(withoutKeys(each, keys), item, rest, false));
  }
  if (patch.$patch !== undefined) return true;
  if (isRoot && IDENTITY.has(String(segment))) return false;
  if (
    isRoot &&
    segment === "metadata" &&
    (rest.length === 0 || rest[0] === "name" || rest[0] === "namespace")
  )
    return false;
  if (typeof segment === "number" || !Object.hasOwn(patch, segment)) return false;
  const next = isObject(object) ? object[segment] : undefined;
  return mergeSets(patch[segment], next, rest, false, segment);
}

/** An item without what only names it: a patch that names a container sets nothing in it yet. */
function withoutKeys(item: JsonValue, keys: readonly string[]): JsonValue {
  if (!isObject(item)) return item;
  return Object.fromEntries(Object.entries(item).filter(([key]) => !keys.includes(key)));
}

/** Reads a strategic merge patch: the resource that it names is its target, unless one is given. */
export function readMergePatch(value: JsonValue | undefined, target?: PatchTarget): VisiblePatch | undefined {
  if (!isObject(value)) return undefined;
  const apiVersion = stringAt(value, "apiVersion");
  const slash = apiVersion?.indexOf("/") ?? -1;
  return {
    target: target ?? {
      group: apiVersion === undefined ? undefined : slash < 0 ? "" : apiVersion.slice(0, slash),
      kind: stringAt(value, "kind"),
      name: stringAt(value, "metadata", "name"),
      namespace: stringAt(value, "metadata", "namespace"),
      isPattern: false,
      labelSelector: undefined,
    },
    merge: value,
  };
}

/** Reads a JSON 6902 patch: a list of operations. What a `move` takes away counts as set too. */
export function readJsonPatch(value: JsonValue | undefined, target: PatchTarget): VisiblePatch | undefined {
  if (!Array.isArray(value)) return undefined;
  const pointers = mapsAt({ operations: value }, "operations")
    .filter(({ value: operation }) => stringAt(operation, "op") !== "test")
    .flatMap(({ value: operation }) => [
      stringAt(operation, "path"),
      stringAt(operation, "op") === "move" ? stringAt(operation, "from") : undefined,
    ])
    .filter((pointer) => pointer !== undefined);
  return { target, pointers: pointers.map(parsePointer) };
}

/** Source: RFC 6901. */
function parsePointer(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Reads the `target` of an entry of `patches` or `patchesJson6902`. */
export function readPatchTarget(value: JsonObject): PatchTarget {
  return {
    group: stringAt(value, "group"),
    kind: stringAt(value, "kind"),
    name: stringAt(value, "name"),
    namespace: stringAt(value, "namespace"),
    isPattern: true,
    labelSelector: stringAt(value, "labelSelector"),
  };
}

/** The targets of a kustomization's `replacements`, read as patches of the fields that they name. */
export function readReplacement(replacement: JsonObject): VisiblePatch[] {
  return mapsAt(replacement, "targets").map(({ value }) => {
    const select = isObject(value.select) ? value.select : {};
    return {
      target: readPatchTarget(select),
      pointers: listAt(value, "fieldPaths").flatMap((path) =>
        typeof path === "string" ? [untilCondition(path)] : [],
      ),
    };
  });
}

/** `spec.containers.[name=web].image` sets something in `spec.containers`: the part before the first condition. */
function untilCondition(path: string): string[] {
  const segments = path.match(/\[[^\]]*\]|[^.]+/g) ?? [];
  const end = segments.findIndex((segment) => segment.startsWith("[") || segment === "*");
  return end < 0 ? segments : segments.slice(0, end);
}
