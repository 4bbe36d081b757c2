import type { JsonObject, Path } from "../json";
import { set } from "./change";
import type { Fix } from "./fix";

/** A workload that is to get an account of its own. */
export interface DedicatedAccountTarget {
  /** The workload's name; the account gets the same. */
  readonly name: string;
  /** The namespace as written; `undefined` where the manifests leave it to a later tool. */
  readonly namespace: string | undefined;
  /** Where the pod spec stands in the workload. */
  readonly podPath: Path;
  /** Names that accounts of the namespace already have. */
  readonly taken: ReadonlySet<string>;
}

/**
 * The fix that gives a workload an account of its own, without a token until the workload asks for one. What is bound
 * to the account it had is lost, so it is one that hardens.
 */
export function dedicatedAccount({ name, namespace, podPath, taken }: DedicatedAccountTarget): Fix {
  let account = name;
  for (let number = 2; taken.has(account); number++) account = `${name}-${number}`;
  const document: JsonObject = {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: account, ...(namespace === undefined ? {} : { namespace }) },
    automountServiceAccountToken: false,
  };
  return {
    title: `Run as a ServiceAccount of its own, "${account}" (loses its token and what is bound to the default account)`,
    safety: "harden",
    changes: [set([...podPath, "serviceAccountName"], account)],
    documents: [document],
  };
}
