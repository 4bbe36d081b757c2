import { randomBytes } from "node:crypto";
import { l10n } from "vscode";
import type * as ClusterModule from "../../cluster";
import type { AccessMatrix, Danger, MatrixCell, Permission, ResourceRights, Rights } from "../../cluster";
import { dangerText } from "../views/access/danger-text";
import { shortPermission } from "../views/access/short-permission";
import { subjectText } from "../views/access/subject-text";

/** What stands above a table. */
export interface PageHead {
  readonly title: string;
  /** One sentence: where from, and when. */
  readonly origin: string;
}

/** The matrix of dangerous permissions as a page: a table and nothing that runs. */
export function matrixPage(head: PageHead, { permissions, rows }: AccessMatrix): string {
  const groups = groupsOf(permissions);
  const dangers = groups
    .map(
      ([danger, { length }]) => `<th scope="colgroup" colspan="${length}">${text(dangerText(danger))}</th>`,
    )
    .join("");
  const names = permissions
    .map(
      ({ text: full }) =>
        `<th scope="col" class="turned" title="${text(full)}"><span>${text(shortPermission(full))}</span></th>`,
    )
    .join("");
  const body = rows.map(({ subject, ghost, cells }) => {
    const { label } = subjectText(subject);
    const note = ghost ? ` <em>${text(l10n.t("does not exist"))}</em>` : "";
    const answers = permissions.map((permission) => cellOf(cells.get(permission), permission)).join("");
    return `<tr><th scope="row">${text(label)}${note}</th>${answers}</tr>`;
  });
  const legend = l10n.t(
    "all: in the whole cluster; a number: in so many namespaces; name: for objects by name alone; ?: unknown; empty: denied.",
  );
  return page(
    head,
    `<p>${text(legend)}</p>
<table><caption>${text(l10n.t("{0} subjects, {1} permissions", rows.length, permissions.length))}</caption>
<colgroup><col></colgroup>${groups.map(([, { length }]) => `<colgroup span="${length}"></colgroup>`).join("")}
<thead><tr><td></td>${dangers}</tr><tr><th scope="col">${text(l10n.t("Subject"))}</th>${names}</tr></thead>
<tbody>${body.join("\n")}</tbody></table>`,
  );
}

/** What one subject may do as a page: verbs by resources, a table for each place. */
export function rightsPage(
  head: PageHead,
  { places, doubt }: Rights,
  { sortedVerbs }: Pick<typeof ClusterModule, "sortedVerbs">,
): string {
  const tables = places.map(({ namespace, resources }) => {
    const verbs = sortedVerbs([
      ...["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"],
      ...resources.flatMap(({ grants }) => grants.flatMap((grant) => grant.verbs)),
    ]).filter((verb) => verb !== "*");
    const columns = verbs.map((verb) => `<th scope="col">${text(verb)}</th>`).join("");
    const rows = resources.map(
      (each) =>
        `<tr><th scope="row">${text(each.resource)}${warning(each)}</th>${verbs
          .map((verb) => rightCell(each, verb))
          .join("")}<td class="by">${text(bindingsOf(each))}</td></tr>`,
    );
    const place = namespace === undefined ? l10n.t("Everywhere") : l10n.t("Namespace {0}", namespace);
    return `<table><caption>${text(place)}</caption>
<thead><tr><th scope="col">${text(l10n.t("Resource"))}</th>${columns}<th scope="col">${text(l10n.t("Given by"))}</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table>`;
  });
  const note =
    doubt === undefined ? "" : `<p><strong>${text(l10n.t("There may be more: {0}", doubt))}</strong></p>`;
  return page(
    head,
    `${note}<p>${text(l10n.t("yes: for every object; name: for objects by name alone; empty: denied."))}</p>
${tables.length === 0 ? `<p>${text(l10n.t("Nothing is given."))}</p>` : tables.join("\n")}`,
  );
}

/** Neighbours of one danger, in the order of the columns. */
function groupsOf(permissions: readonly Permission[]): [Danger, Permission[]][] {
  const groups: [Danger, Permission[]][] = [];
  for (const permission of permissions) {
    const last = groups.at(-1);
    if (last?.[0] === permission.danger) last[1].push(permission);
    else groups.push([permission.danger, [permission]]);
  }
  return groups;
}

function cellOf(cell: MatrixCell | undefined, { text: asked }: Permission): string {
  if (!cell) return "<td></td>";
  if (cell.answer === "unknown") return `<td title="${text(cell.reason)}">?</td>`;
  const { reach, namespaces, by } = cell;
  const [short, where] =
    reach === "cluster"
      ? [l10n.t("all"), l10n.t("everywhere")]
      : reach === "names"
        ? [l10n.t("name"), l10n.t("for {0} alone", cell.name ?? "")]
        : [String(namespaces.length), l10n.t("in {0}", namespaces.join(", "))];
  const more = `${asked} ${where}: ${by[0].kind} ${by[0].name}, ${by[1].kind} ${by[1].name}`;
  return `<td class="${reach}" title="${text(more)}">${text(short)}</td>`;
}

function rightCell({ verbs, grants }: ResourceRights, verb: string): string {
  if (verbs.includes(verb) || verbs.includes("*")) return `<td class="cluster">${text(l10n.t("yes"))}</td>`;
  const isNamed = grants.some((grant) => grant.verbs.includes(verb) || grant.verbs.includes("*"));
  return isNamed ? `<td class="names">${text(l10n.t("name"))}</td>` : "<td></td>";
}

function warning({ dangers }: ResourceRights): string {
  return dangers.length === 0 ? "" : ` <em>${text(dangers.map(dangerText).join(", "))}</em>`;
}

function bindingsOf({ grants }: ResourceRights): string {
  return [...new Set(grants.map(({ binding }) => `${binding.kind} ${binding.name}`))].join(", ");
}

/** A page whose policy lets nothing in but its own style: no script, no image, no request. */
function page({ title, origin }: PageHead, body: string): string {
  const nonce = randomBytes(16).toString("hex");
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${text(title)}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; form-action 'none'; base-uri 'none'">
<style nonce="${nonce}">${STYLE}</style></head>
<body><h1>${text(title)}</h1><p>${text(origin)}</p>
${body}</body></html>`;
}

/** Colours are the theme's, and never alone: each cell says in words what it is. */
const STYLE = `
body { padding: 0 1rem 2rem; font: var(--vscode-font-size) var(--vscode-font-family); color: var(--vscode-editor-foreground); }
h1 { font-size: 1.3em; font-weight: 600; }
table { border-collapse: separate; border-spacing: 0; margin: 1rem 0 2rem; }
caption { text-align: start; padding-block: .4rem; font-weight: 600; }
th, td { padding: .15rem .3rem; border-block-end: 1px solid var(--vscode-editorWidget-border, #8884); text-align: center; white-space: nowrap; }
tr > :first-child { text-align: start; position: sticky; inset-inline-start: 0; background: var(--vscode-editor-background); }
tbody th, thead td { max-width: 20rem; overflow: hidden; text-overflow: ellipsis; }
thead th { background: var(--vscode-editor-background); font-weight: 600; }
thead th[scope=colgroup] { border-inline-start: 1px solid var(--vscode-editorWidget-border, #8884); font-weight: normal; font-style: italic; max-width: 0; overflow: hidden; text-overflow: ellipsis; }
tbody th { font-weight: normal; }
.turned { vertical-align: bottom; padding: .3rem 0; }
.turned span { writing-mode: vertical-rl; transform: rotate(180deg); font-weight: normal; }
.cluster { color: var(--vscode-list-errorForeground); font-weight: 600; }
.namespaces, .names { color: var(--vscode-list-warningForeground); }
.by { text-align: start; }
em { color: var(--vscode-descriptionForeground); font-size: .9em; }
`;

/** A text as HTML. */
function text(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
