import { stringAt, stringsAt } from "../../engine/kubernetes/fields";
import { type Answer, unknown } from "../answer";
import type { Cluster, ServedResource } from "../cluster";
import { admit } from "../guard";
import type { KubeContext } from "../kubeconfig/kubeconfig";
import { listObjects } from "../listing/list-objects";
import type { MatrixSubject } from "../matrix/access-matrix";
import { confirmAccess } from "../matrix/confirm-access";
import { ClusterError, type Problem, problemOf } from "../problem";
import { accessQuestionOf, type Subject } from "../reviews/question";
import type { ClusterApi } from "./cluster-api";
import { discoverResources } from "./served-resources";

/**
 * Resources that no API serves, and that rules name all the same: whom one may impersonate, whose certificates one may
 * sign. Source: Kubernetes documentation, "User impersonation" and "Certificate Signing Requests", signers.
 */
const UNSERVED: ReadonlySet<string> = new Set([
  "*",
  "users",
  "groups",
  "uids.authentication.k8s.io",
  "userextras.authentication.k8s.io",
  "signers.certificates.k8s.io",
]);

/** So long an account counts as seen, in milliseconds: one look serves the rows of a namespace, not those of tomorrow. */
const DOUBT_MS = 60_000;

/**
 * A cluster that is asked over one kept connection instead of one `kubectl` for each question. About a service account
 * it asks SubjectAccessReview, or LocalSubjectAccessReview where that is forbidden, and impersonates nobody. Nothing is
 * sent until it is asked.
 *
 * @param maxReviews the most questions that are asked through it; default: no limit beside the budget of the API
 */
export function openApiCluster(
  context: KubeContext,
  api: ClusterApi,
  maxReviews = Number.POSITIVE_INFINITY,
): Cluster {
  const reviewer = api.action(maxReviews);
  const doubts = new Map<string, { readonly problem: Problem | undefined; readonly until: number }>();
  let served: Promise<readonly ServedResource[]> | undefined;

  const resources: Cluster["resources"] = (signal) => {
    served ??= discoverResources(api, signal);
    served.catch(() => {
      served = undefined;
    });
    return served;
  };

  /** Why answers about an account would mean nothing; a cluster denies everything to one that is not there. */
  async function serviceAccountProblem(
    namespace: string,
    name: string,
    signal?: AbortSignal,
  ): Promise<Problem | undefined> {
    try {
      await api.read({ path: `/api/v1/namespaces/${namespace}/serviceaccounts/${name}` }, signal);
      return undefined;
    } catch (error) {
      const problem = problemOf(error);
      if (problem.kind !== "not-found") return problem;
      return { kind: "not-found", message: `the service account ${namespace}/${name} does not exist` };
    }
  }

  async function doubt(namespace: string, name: string, signal?: AbortSignal): Promise<Problem | undefined> {
    const key = `${namespace}/${name}`;
    const known = doubts.get(key);
    if (known && performance.now() < known.until) return known.problem;
    const problem = await serviceAccountProblem(namespace, name, signal);
    if (problem === undefined || problem.kind === "forbidden")
      doubts.set(key, { problem, until: performance.now() + DOUBT_MS });
    return problem;
  }

  return {
    context,
    resources,
    async whoAmI(signal) {
      try {
        const status = await reviewer.review({ kind: "SelfSubjectReview", spec: {} }, signal);
        const user = stringAt(status, "userInfo", "username");
        return {
          ...(user === undefined ? {} : { user }),
          groups: stringsAt(status, "userInfo", "groups").filter((group) => group !== ""),
        };
      } catch (error) {
        // SelfSubjectReview came with 1.28.
        if (error instanceof ClusterError && error.problem.kind === "not-found") return { groups: [] };
        throw error;
      }
    },
    async namespaces(signal) {
      const listed = await listObjects(api, "/api/v1/namespaces", { metadataOnly: true }, signal);
      return listed.flatMap((object) => stringAt(object, "metadata", "name") ?? []);
    },
    async canI(subject, question, signal): Promise<Answer> {
      try {
        admit({ type: "can-i", subject, question });
        if (!question.resource.startsWith("/") && !UNSERVED.has(question.resource)) {
          const isServed = (await resources(signal)).some(({ name }) => name === question.resource);
          if (!isServed)
            return unknown({
              kind: "unknown-resource",
              message: `the cluster has no resource ${question.resource}`,
            });
        }
        const asked = accessQuestionOf(question);
        if (subject.kind === "me") return await confirmAccess(reviewer, "me", asked, signal);
        const problem =
          subject.kind === "service-account"
            ? await doubt(subject.namespace, subject.name, signal)
            : undefined;
        if (problem !== undefined && problem.kind !== "forbidden") return unknown(problem);
        const answer = await confirmAccess(reviewer, reviewedSubject(subject), asked, signal);
        if (problem === undefined || answer.answer !== "denied") return answer;
        return unknown({ ...problem, message: "denied, but whether the account exists could not be seen" });
      } catch (error) {
        return unknown(problemOf(error));
      }
    },
  };
}

/** Whom a review is about. */
function reviewedSubject(subject: Exclude<Subject, { kind: "me" }>): MatrixSubject {
  const { name } = subject;
  switch (subject.kind) {
    case "service-account":
      return { kind: "ServiceAccount", namespace: subject.namespace, name };
    case "user":
      return { kind: "User", name, ...(subject.groups ? { groups: subject.groups } : {}) };
    case "group":
      return { kind: "Group", name };
  }
}
