import { l10n } from "vscode";
import type { AccessReader, Cluster, KubeContext, MatrixSubject, Problem, Question } from "../../cluster";
import type { Connection } from "../cluster/connections";
import { subjectNode } from "./access/subject-node";
import { accountsNode, boundNode } from "./access/subjects-node";
import { whoCanNode } from "./access/who-can-node";
import { contextItem } from "./context-item";
import { identityNode } from "./identity-node";
import type { ClusterNode } from "./node";
import { problemNode } from "./problem-node";
import { remember } from "./remembered";
import { idPart, type Tree } from "./tree";

/** A context and what it takes to ask it. */
export interface ContextOptions {
  readonly tree: Tree;
  readonly connection: Connection;
  readonly isCurrent: boolean;
  /** Called with why the context could not be asked, or `undefined` once it could. */
  settled(problem: Problem | undefined): void;
}

/** A row for a context of the kubeconfig. Nothing is asked before it is expanded. */
export interface ContextNode extends ClusterNode {
  readonly connection: Connection;
  readonly cluster: Cluster;
  readonly context: KubeContext;
  /** Its roles, bindings and accounts, listed when they are first wanted. */
  readonly reader: AccessReader;
  mayAsk(): Promise<boolean>;
  /** Shows a subject beside the user; the row, which may have been there. */
  addSubject(subject: MatrixSubject): Promise<ClusterNode>;
  /** Shows who may do something; the row, asked anew where it was there. */
  addWhoCan(question: Question): Promise<ClusterNode>;
  /** Takes away what was added. */
  remove(row: ClusterNode): void;
}

/** One context; its rows are the user, what was added, every account, and every user and group of a binding. */
export function contextNode({ tree, connection, isCurrent, settled }: ContextOptions): ContextNode {
  const { context, cluster } = connection;
  const id = `context/${idPart(context.name)}`;
  const isProduction = tree.module.looksLikeProduction(context);
  const reader = tree.module.createAccessReader(connection.api, connection.lists);
  let added: readonly ClusterNode[] = [];
  /** The rows around what was added: before, after. Empty where the context gave no answer. */
  let fixed: readonly [readonly ClusterNode[], readonly ClusterNode[]] = [[], []];
  const rows = remember(load);

  async function load(): Promise<readonly ClusterNode[]> {
    if (!(await connection.mayAsk())) {
      return [problemNode(node, { kind: "cancelled", message: l10n.t("Not asked") })];
    }
    try {
      const identity = await tree.activity.track((signal) => cluster.whoAmI(signal));
      settled(undefined);
      const access = { tree, connection, reader, parent: node };
      fixed = [
        [identityNode({ tree, connection, reader, parent: node, identity })],
        [accountsNode(access), boundNode(access)],
      ];
      return around(added);
    } catch (error) {
      const problem = tree.module.problemOf(error);
      settled(problem);
      return [problemNode(node, problem)];
    }
  }

  function around(between: readonly ClusterNode[]): readonly ClusterNode[] {
    return [...fixed[0], ...between, ...fixed[1]];
  }

  function setAdded(next: readonly ClusterNode[]): void {
    added = next;
    if (fixed[0].length > 0) rows.set(around(added));
    tree.changed(node);
  }

  async function add(row: ClusterNode): Promise<ClusterNode> {
    await rows.get();
    const before = added.find((each) => each.id === row.id);
    if (before) return before;
    setAdded([...added, row]);
    return row;
  }

  const node: ContextNode = {
    id,
    parent: undefined,
    connection,
    cluster,
    context,
    reader,
    mayAsk: connection.mayAsk,
    children: rows.get,
    refresh() {
      connection.lists.clear();
      rows.forget();
      for (const row of added) row.refresh();
      tree.changed(node);
    },
    questions: () => (rows.value ?? []).reduce((sum, row) => sum + row.questions(), 0),
    addSubject: (subject) =>
      add(subjectNode({ tree, connection, reader, parent: node, subject, isAdded: true })),
    addWhoCan: (question) => add(whoCanNode({ tree, connection, reader, parent: node, question })),
    remove: (row) => setAdded(added.filter((each) => each !== row)),
    item() {
      return contextItem(context, {
        id,
        isCurrent,
        isProduction,
        contextValue: "context",
        details: [l10n.t("User: {0}", context.user), context.file],
      });
    },
  };
  return node;
}
