import type { LiveIdentity, LiveRow } from "../posture/live-row";
import type { Difference, ObjectDrift } from "./difference";
import { differenceText } from "./difference-text";
import type { Drift } from "./drift";

/** Kinds of drift, the gravest first, with what each is called. */
const STATES: readonly (readonly [ObjectDrift["state"], string])[] = [
  ["differs", "Differs"],
  ["only-in-cluster", "Runs, but No Manifest Declares It"],
  ["not-applied", "Declared, but Not in the Cluster"],
  ["not-compared", "Not Compared"],
];

/** Drift as rows: by what became of each object, with what differs in security first; then what cannot be seen. */
export function driftRows({ objects, unseen }: Drift): LiveRow[] {
  const same = objects.filter(({ state }) => state === "same").length;
  const stranded = objects.filter(({ rollback }) => rollback?.possible === false && isWorthTelling(rollback));
  return [
    ...STATES.flatMap(([state, label]): LiveRow[] => {
      const rows = objects.filter((each) => each.state === state).map(objectRow);
      if (rows.length === 0) return [];
      return [
        {
          key: state,
          mark: "section",
          label,
          description: String(rows.length),
          ...(state === "differs" ? { expanded: true } : {}),
          rows: rows.sort((a, b) => Number(b.mark === "bad") - Number(a.mark === "bad")),
        },
      ];
    }),
    ...(stranded.length === 0
      ? []
      : [
          {
            key: "rollback",
            mark: "section" as const,
            label: "No Rollback",
            description: String(stranded.length),
            rows: stranded.map(
              ({ object, rollback }): LiveRow => ({
                key: nameOf(object),
                mark: "warn",
                label: nameOf(object),
                description: rollback?.why ?? "",
              }),
            ),
          },
        ]),
    {
      key: "same",
      mark: "good",
      label: same === 1 ? "1 object is as declared" : `${same} objects are as declared`,
    },
    ...unseen.map(
      ({ groupKind, problem }): LiveRow => ({
        key: `unseen ${groupKind}`,
        mark: "unknown",
        label: `Cannot see ${groupKind}`,
        description: problem.message,
      }),
    ),
  ];
}

/** That a Deployment is at its first revision is no news. */
function isWorthTelling({ why }: NonNullable<ObjectDrift["rollback"]>): boolean {
  return why !== "there was only one revision yet";
}

function objectRow({ object, state, differences, texts, note, rollback }: ObjectDrift): LiveRow {
  const security = differences.filter((each) => each.security).length;
  const identity: LiveIdentity = object;
  const path = differences[0]?.path ?? ["metadata", "name"];
  const undo = rollback?.possible === true ? [rollback.why] : [];
  return {
    key: nameOf(object),
    mark:
      state === "differs" && security > 0
        ? "bad"
        : state === "only-in-cluster" || state === "differs"
          ? "warn"
          : state === "not-applied"
            ? "hint"
            : "unknown",
    label: nameOf(object),
    description: [
      ...(state === "differs" ? [fieldsText(differences.length, security)] : []),
      ...(note === undefined ? [] : [note]),
    ].join(", "),
    tooltip: [nameOf(object), ...undo],
    ...(texts
      ? { action: { type: "diff", identity, texts } }
      : {
          action:
            state === "only-in-cluster"
              ? { type: "object", identity, path, rules: [] }
              : { type: "manifest", identity, path, rules: [] },
        }),
    ...(differences.length > 0
      ? {
          rows: [...differences]
            .sort((a, b) => Number(b.security) - Number(a.security))
            .map((each, index) => differenceRow(identity, each, index)),
        }
      : {}),
  };
}

function differenceRow(identity: LiveIdentity, difference: Difference, index: number): LiveRow {
  const { path, security } = difference;
  const text = differenceText(difference);
  return {
    key: `${index} ${path.join(".")}`,
    mark: security ? "bad" : "fact",
    label: path.join("."),
    description: text,
    tooltip: [path.join("."), text],
    action: { type: "manifest", identity, path, rules: [] },
  };
}

function fieldsText(all: number, security: number): string {
  const fields = all === 1 ? "1 field" : `${all} fields`;
  return security === 0 ? fields : `${fields}, ${security} of security`;
}

function nameOf({ kind, namespace, name }: ObjectDrift["object"]): string {
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}
