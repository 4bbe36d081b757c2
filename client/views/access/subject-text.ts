import { l10n } from "vscode";
import type { MatrixSubject } from "../../../cluster";

/** A subject as rows name it. */
export interface SubjectText {
  readonly label: string;
  /** `service account`, `user`, `group`. */
  readonly kind: string;
  readonly announced: string;
  /** A product icon. */
  readonly icon: string;
}

/** The words for a subject. */
export function subjectText(subject: MatrixSubject): SubjectText {
  switch (subject.kind) {
    case "ServiceAccount": {
      const label = `${subject.namespace}/${subject.name}`;
      return {
        label,
        kind: l10n.t("service account"),
        announced: l10n.t("Service account {0}", label),
        icon: "robot",
      };
    }
    case "User":
      return {
        label: subject.name,
        kind: l10n.t("user"),
        announced: l10n.t("User {0}", subject.name),
        icon: "person",
      };
    case "Group":
      return {
        label: subject.name,
        kind: l10n.t("group"),
        announced: l10n.t("Group {0}", subject.name),
        icon: "organization",
      };
  }
}

/** The part of an id that tells subjects apart. */
export function subjectKey(subject: MatrixSubject): string {
  const groups = subject.kind === "User" && subject.groups ? `\n${subject.groups.join("\n")}` : "";
  return `${subject.kind}/${encodeURIComponent(`${subjectText(subject).label}${groups}`)}`;
}
