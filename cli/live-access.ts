import { collectObjects } from "../cluster/listing/collect-objects";
import { ACCESS_KINDS } from "../cluster/listing/kinds";
import { liveFacts } from "../cluster/listing/live-facts";
import type { MatrixSubject } from "../cluster/matrix/access-matrix";
import { askAccess, askWhoCan, type LiveWhoCan } from "../cluster/matrix/ask-access";
import { confirmAccess } from "../cluster/matrix/confirm-access";
import { createLiveAccess, type LiveAccess } from "../cluster/matrix/live-access";
import { otherAuthorizer } from "../cluster/matrix/other-authorizer";
import type { AccessAnswer, AccessQuestion, AccessSubject } from "../engine/access";
import type { LiveCluster, LiveOptions } from "./live-cluster";

/** The options of a question to a cluster. */
export interface LiveAccessOptions extends LiveOptions {
  readonly confirm?: boolean;
}

const ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/**
 * Answers questions about a cluster: about others by its listed roles, without a review, or by a review where the call
 * confirms; about oneself always by a review, since only the cluster knows who one is. The lists are read once.
 *
 * @returns asks one question; without a subject about oneself
 */
export function askLive(
  cluster: LiveCluster,
  options: LiveAccessOptions,
): (question: AccessQuestion, subject: AccessSubject | undefined) => Promise<AccessAnswer> {
  const access = createReader(cluster);
  const reviewer = cluster.api.action(cluster.maxReviews);
  return async (question, asked) => {
    if (!asked) return withoutProblem(await confirmAccess(reviewer, "me", question, cluster.signal));
    const subject = subjectOf(asked);
    const known = await access();
    const listed = askAccess(known, subject, question, otherAuthorizer(cluster.server));
    const isGhost = listed.answer === "unknown" && listed.reason.endsWith("does not exist");
    if (!options.confirm || isGhost) return listed;
    const confirmed = withoutProblem(await confirmAccess(reviewer, subject, question, cluster.signal));
    return { ...confirmed, by: confirmed.answer === "allowed" ? listed.by : [] };
  };
}

/** Answers who may do something in a cluster, by its listed roles. */
export function liveWhoCan(cluster: LiveCluster): (question: AccessQuestion) => Promise<LiveWhoCan> {
  const access = createReader(cluster);
  return async (question) => askWhoCan(await access(), question, otherAuthorizer(cluster.server));
}

function createReader({ api, lists, signal }: LiveCluster): () => Promise<LiveAccess> {
  let reading: Promise<LiveAccess> | undefined;
  const read = async () => {
    const { objects, unseen } = await collectObjects(api, lists, { kinds: ACCESS_KINDS }, signal);
    return createLiveAccess(liveFacts(objects), unseen);
  };
  return () => {
    reading ??= read();
    return reading;
  };
}

function subjectOf({ user, groups }: AccessSubject): MatrixSubject {
  const [, namespace, name] = ACCOUNT.exec(user) ?? [];
  // Groups that are named replace those of an account, as the API server has it.
  if (namespace !== undefined && name !== undefined && groups === undefined)
    return { kind: "ServiceAccount", namespace, name };
  return { kind: "User", name: user, ...(groups ? { groups } : {}) };
}

function withoutProblem({
  answer,
  reason,
}: {
  answer: AccessAnswer["answer"];
  reason: string;
}): AccessAnswer {
  return { answer, reason, by: [] };
}
