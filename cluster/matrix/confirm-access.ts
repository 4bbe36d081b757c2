import type { AccessQuestion } from "../../engine/access";
import { impliedGroups } from "../../engine/access";
import type { JsonObject } from "../../engine/json";
import { type Answer, unknown } from "../answer";
import { ClusterError, problemOf } from "../problem";
import type { Reviewer } from "../transport/cluster-api";
import type { Review } from "../transport/live-call";
import { askedAs, type MatrixSubject } from "./access-matrix";

/**
 * Asks the cluster itself: about me by SelfSubjectAccessReview, about others by SubjectAccessReview, or, where that is
 * forbidden and the question has a namespace, by LocalSubjectAccessReview. Nobody is impersonated: that sets off
 * alarms. Never rejects: whatever goes wrong is *unknown*, and why. Does not look whether an account exists.
 */
export async function confirmAccess(
  reviewer: Reviewer,
  subject: MatrixSubject | "me",
  question: AccessQuestion,
  signal?: AbortSignal,
): Promise<Answer> {
  const attributes = attributesOf(question);
  try {
    if (subject === "me") return answerOf(await ask({ kind: "SelfSubjectAccessReview", spec: attributes }));
    const { user, groups = impliedGroups(user) } = askedAs(subject);
    const spec = { ...attributes, ...(user === "" ? {} : { user }), groups: [...groups] };
    try {
      return answerOf(await ask({ kind: "SubjectAccessReview", spec }));
    } catch (error) {
      const { namespace } = question;
      if (!(error instanceof ClusterError) || error.problem.kind !== "forbidden" || !namespace) throw error;
      return answerOf(await ask({ kind: "LocalSubjectAccessReview", namespace, spec }));
    }
  } catch (error) {
    return unknown(problemOf(error));
  }

  function ask(review: Review): Promise<JsonObject> {
    return reviewer.review(review, signal);
  }
}

function attributesOf({
  path,
  verb,
  group,
  resource,
  subresource,
  name,
  namespace,
}: AccessQuestion): JsonObject {
  if (path !== undefined) return { nonResourceAttributes: { verb, path } };
  return {
    resourceAttributes: {
      verb,
      group: group ?? "",
      resource: resource ?? "",
      subresource: subresource ?? "",
      name: name ?? "",
      namespace: namespace ?? "",
    },
  };
}

function answerOf(status: JsonObject): Answer {
  const { allowed, denied, reason, evaluationError } = status;
  const said = typeof reason === "string" && reason !== "" ? reason : undefined;
  if (allowed === true) return { answer: "allowed", reason: said ?? "the API server allows it" };
  // An authorizer that failed has no opinion: its silence is no refusal.
  if (denied !== true && typeof evaluationError === "string" && evaluationError !== "" && said === undefined)
    return unknown({ kind: "unreadable-answer", message: `an authorizer failed: ${evaluationError}` });
  return { answer: "denied", reason: said ?? "the API server does not allow it" };
}
