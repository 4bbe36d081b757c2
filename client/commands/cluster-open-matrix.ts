import { l10n, ViewColumn, window } from "vscode";
import type { MatrixRow, MatrixSubject } from "../../cluster";
import { matrixPage, rightsPage } from "../cluster/access-page";
import { subjectText } from "../views/access/subject-text";
import { timeText } from "../views/access/time-text";
import type { ClusterView } from "../views/cluster-view";
import type { ContextNode } from "../views/context-node";
import { contextOf } from "../views/context-of";
import type { ClusterNode } from "../views/node";
import { chooseContext } from "./cluster-choose";

/** A row that may be about one subject. */
type Row = ClusterNode & { readonly subject?: MatrixSubject };

/**
 * `Rampart: Show Access as Table`: of a context, every account, user and group by dangerous permissions; of a subject,
 * its resources by verbs. A page without scripts; asks no review.
 */
export async function openMatrix(view: ClusterView, node?: Row): Promise<void> {
  const context = node
    ? contextOf(node)
    : await chooseContext(view, l10n.t("Show Access as Table: which context?"));
  if (!context || !(await context.mayAsk())) return;
  try {
    show(await pageOf(view, context, node?.subject));
  } catch (error) {
    const { message } = view.module().problemOf(error);
    void window.showErrorMessage(
      l10n.t("Rampart cannot read the access of {0}: {1}", context.context.name, message),
    );
  }
}

interface Page {
  readonly title: string;
  readonly html: string;
}

async function pageOf(
  view: ClusterView,
  { reader, context }: ContextNode,
  subject: MatrixSubject | undefined,
): Promise<Page> {
  const module = view.module();
  const access = await view.activity.track((signal) => reader.read(signal));
  const unseen = access.unseen.map(({ groupKind }) => groupKind);
  const origin = [
    l10n.t(
      "Worked out from the roles and bindings of {0}, listed at {1}.",
      context.name,
      timeText(access.readAt),
    ),
    ...(unseen.length === 0 ? [] : [l10n.t("Not in sight: {0}.", unseen.join(", "))]),
  ].join(" ");
  if (subject) {
    const title = l10n.t("Access of {0}", subjectText(subject).label);
    return { title, html: rightsPage({ title, origin }, module.rightsOf(access, subject), module) };
  }
  const title = l10n.t("Access: {0}", context.name);
  const subjects = [...module.accountsOf(access), ...module.boundSubjects(access)];
  const matrix = module.accessMatrix(
    access,
    subjects,
    module.DANGEROUS_PERMISSIONS,
    module.otherAuthorizer(context.server),
  );
  // What belongs to Kubernetes itself holds most, and is nobody's to change: it comes last.
  const isSystem = ({ subject }: MatrixRow) => module.isSystemSubject(subject);
  const rows = [...matrix.rows.filter((row) => !isSystem(row)), ...matrix.rows.filter(isSystem)];
  return { title, html: matrixPage({ title, origin }, { ...matrix, rows }) };
}

function show({ title, html }: Page): void {
  const panel = window.createWebviewPanel("rampart.access", title, ViewColumn.Active, {
    enableScripts: false,
    enableForms: false,
    enableFindWidget: true,
    localResourceRoots: [],
  });
  panel.webview.html = html;
}
