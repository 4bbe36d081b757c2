import { accountUser, type BindingEntry, bindingsOf, type ResourceName } from "../../engine/access";
import { nameOf } from "../../engine/access/can-i";
import { allows } from "../../engine/access/grants";
import { isSystemNamespace } from "../../engine/kubernetes/system-namespaces";
import type { LiveAccess } from "./live-access";
import { DANGEROUS_PERMISSIONS, type Permission } from "./permissions";

/** Who a row is about. */
export type MatrixSubject =
  | { readonly kind: "ServiceAccount"; readonly namespace: string; readonly name: string }
  | { readonly kind: "User"; readonly name: string; readonly groups?: readonly string[] }
  | { readonly kind: "Group"; readonly name: string };

/** Where a permission is held: in the whole cluster, in some namespaces, or for some objects by name. */
export interface Held {
  readonly answer: "allowed";
  readonly reach: "cluster" | "namespaces" | "names";
  /** Sorted; empty for the whole cluster. */
  readonly namespaces: readonly string[];
  /** One of the names, where it is held for some objects by name alone. */
  readonly name?: string;
  /** The binding that grants it first, and its role. */
  readonly by: readonly [binding: ResourceName, role: ResourceName];
}

/** What a row says to a column. Denied cells are absent. */
export type MatrixCell = Held | { readonly answer: "unknown"; readonly reason: string };

/** One subject with what it may do. */
export interface MatrixRow {
  readonly subject: MatrixSubject;
  /** A binding names this account, but it does not exist: nothing is denied or allowed to it. */
  readonly ghost: boolean;
  /** By column. */
  readonly cells: ReadonlyMap<Permission, MatrixCell>;
}

/** Subjects by permissions. */
export interface AccessMatrix {
  readonly permissions: readonly Permission[];
  /** Sorted: most held permissions first, then by name. */
  readonly rows: readonly MatrixRow[];
}

/** A permission that a role gives, and whether only for objects that it names. */
interface RoleGrant {
  readonly permission: Permission;
  /** One of the names; absent where it holds for all. */
  readonly name?: string;
}

/** A permission as it is being found. */
interface Found {
  readonly entry: BindingEntry;
  readonly reach: Held["reach"];
  readonly namespaces: Set<string>;
  readonly name: string | undefined;
}

/**
 * Works out the matrix of dangerous permissions from listed roles and bindings, without asking the cluster anything.
 *
 * @param subjects default: every account that exists or that a binding names
 * @param webhook the authorizer beside RBAC, from `otherAuthorizer`: every *no* about a user or group is *unknown* then
 */
export function accessMatrix(
  access: LiveAccess,
  subjects: readonly MatrixSubject[] = accountsOf(access),
  permissions: readonly Permission[] = DANGEROUS_PERMISSIONS,
  webhook?: string,
): AccessMatrix {
  const grantsOfRole = createRoleReader(permissions);
  const rows = subjects.map((subject): MatrixRow => {
    const ghost = isGhost(access, subject);
    return { subject, ghost, cells: ghost ? ghostCells(permissions) : cellsOf(subject) };
  });

  function cellsOf(subject: MatrixSubject): Map<Permission, MatrixCell> {
    const held = new Map<Permission, Found>();
    let hidden: BindingEntry | undefined;
    for (const entry of bindingsOf(access.world, askedAs(subject))) {
      if (!entry.role) {
        if (!access.world.complete) hidden ??= entry;
        continue;
      }
      for (const { permission, name } of grantsOfRole(entry)) {
        const { namespace } = entry;
        if (namespace !== undefined && permission.clusterScoped) continue;
        const reach = name !== undefined ? "names" : namespace === undefined ? "cluster" : "namespaces";
        const before = held.get(permission);
        if (before?.reach === "cluster") continue;
        if (!before || RANK[reach] > RANK[before.reach]) {
          const namespaces = new Set(namespace === undefined ? [] : [namespace]);
          held.set(permission, { entry, reach, namespaces, name });
        } else if (before.reach === reach && namespace !== undefined) before.namespaces.add(namespace);
      }
    }
    const cells = new Map<Permission, MatrixCell>();
    for (const permission of permissions) {
      const found = held.get(permission);
      if (found) cells.set(permission, heldCell(found));
      else if (access.blind)
        cells.set(permission, { answer: "unknown", reason: "not all bindings may be listed" });
      else if (hidden) cells.set(permission, { answer: "unknown", reason: hiddenRole(hidden) });
      else if (webhook !== undefined && subject.kind !== "ServiceAccount")
        cells.set(permission, {
          answer: "unknown",
          reason: `no role in sight allows it, but ${webhook} may`,
        });
    }
    return cells;
  }

  const ranked = rows.map((row) => ({ row, weight: weightOf(row), key: keyOf(row.subject) }));
  ranked.sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1));
  return { permissions, rows: ranked.map(({ row }) => row) };
}

const RANK: Readonly<Record<Held["reach"], number>> = { names: 0, namespaces: 1, cluster: 2 };

/** The accounts that exist, and those that bindings name. Sorted by namespace and name. */
export function accountsOf({ world, accounts }: LiveAccess): MatrixSubject[] {
  const keys = new Set(accounts);
  for (const { subject } of world.entries)
    if (subject.kind === "ServiceAccount") keys.add(`${subject.namespace ?? ""}/${subject.name}`);
  return [...keys].sort().map((key) => {
    const slash = key.indexOf("/");
    return { kind: "ServiceAccount", namespace: key.slice(0, slash), name: key.slice(slash + 1) };
  });
}

/** The users and groups that bindings name, in the order in which they are named first. */
export function boundSubjects({ world }: LiveAccess): MatrixSubject[] {
  const found = new Map<string, MatrixSubject>();
  for (const { subject } of world.entries) {
    const { kind, name } = subject;
    if (kind !== "ServiceAccount") found.set(`${kind} ${name}`, { kind, name });
  }
  return [...found.values()];
}

/** Groups of Kubernetes' own that hold people or workloads: what is bound to them concerns everybody. */
const OF_EVERYBODY = /^system:(authenticated|unauthenticated|serviceaccounts(:.+)?)$/;

/** Whether a subject is a part of the control plane, whose rights are Kubernetes' own business. */
export function isSystemSubject(subject: MatrixSubject): boolean {
  if (subject.kind === "ServiceAccount") return isSystemNamespace(subject.namespace);
  if (subject.kind === "Group") return subject.name.startsWith("system:") && !OF_EVERYBODY.test(subject.name);
  return /^system:(?!anonymous$|serviceaccount:)/.test(subject.name);
}

/** A subject as somebody who asks: an account has its groups, a group stands for itself. */
export function askedAs(subject: MatrixSubject): {
  readonly user: string;
  readonly groups?: readonly string[];
} {
  if (subject.kind === "Group") return { user: "", groups: [subject.name] };
  if (subject.kind === "ServiceAccount") return { user: accountUser(subject.namespace, subject.name) };
  return { user: subject.name, ...(subject.groups ? { groups: subject.groups } : {}) };
}

/** Whether a subject is an account that does not exist, though somebody binds it. */
export function isGhost({ accounts }: LiveAccess, subject: MatrixSubject): boolean {
  return (
    subject.kind === "ServiceAccount" &&
    accounts !== undefined &&
    !accounts.has(`${subject.namespace}/${subject.name}`)
  );
}

/** Reads each role once, however many are bound to it. */
function createRoleReader(permissions: readonly Permission[]): (entry: BindingEntry) => readonly RoleGrant[] {
  const known = new Map<unknown, readonly RoleGrant[]>();
  return ({ role }) => {
    if (!role) return [];
    const before = known.get(role);
    if (before) return before;
    const grants = permissions.flatMap((permission): RoleGrant[] => {
      let named: string | undefined;
      for (const { rule } of role.rules) {
        if (allows(rule, permission.question)) return [{ permission }];
        const [name] = rule.resourceNames;
        if (name && allows(rule, { ...permission.question, name })) named ??= name;
      }
      return named === undefined ? [] : [{ permission, name: named }];
    });
    known.set(role, grants);
    return grants;
  };
}

function heldCell({ entry, reach, namespaces, name }: Found): Held {
  const { binding, role } = entry;
  return {
    answer: "allowed",
    reach,
    namespaces: [...namespaces].sort(),
    ...(name === undefined ? {} : { name }),
    by: [nameOf(binding), role ? nameOf(role.fact) : { kind: entry.roleKind, name: entry.roleName }],
  };
}

function ghostCells(permissions: readonly Permission[]): Map<Permission, MatrixCell> {
  return new Map(
    permissions.map((each) => [each, { answer: "unknown", reason: "the account does not exist" }]),
  );
}

function hiddenRole({ binding, roleKind, roleName }: BindingEntry): string {
  return `${nameOf(binding).kind} "${binding.name}" gives ${roleKind} "${roleName}", which may not be read`;
}

function weightOf({ cells }: MatrixRow): number {
  let sum = 0;
  for (const cell of cells.values())
    if (cell.answer === "allowed") sum += cell.reach === "cluster" ? 1_000 : 1;
  return sum;
}

function keyOf(subject: MatrixSubject): string {
  return subject.kind === "ServiceAccount"
    ? `${subject.kind} ${subject.namespace}/${subject.name}`
    : `${subject.kind} ${subject.name}`;
}
