import type { Fact } from "../../engine/inventory/fact";
import { collectObjects } from "../listing/collect-objects";
import { ACCESS_KINDS, WORKLOAD_LIST_KINDS } from "../listing/kinds";
import type { ListCache } from "../listing/list-cache";
import { liveFacts } from "../listing/live-facts";
import type { ClusterApi } from "../transport/cluster-api";
import { createLiveAccess, type LiveAccess } from "./live-access";
import { type SurplusSecretRead, surplusSecretReads } from "./secret-reads";

/** Access as it was listed at a moment. */
export interface ReadAccess extends LiveAccess {
  readonly facts: readonly Fact[];
  /** Milliseconds since 1970. */
  readonly readAt: number;
}

/** Reads roles, bindings and accounts of a cluster, and what runs as an account. */
export interface AccessReader {
  /**
   * The access of the whole cluster; the lists are at most five minutes old.
   * @throws ClusterError where the cluster cannot be asked at all; what may not be listed is in `unseen`
   */
  read(signal?: AbortSignal): Promise<ReadAccess>;
  /**
   * The Secret reads of the accounts of a namespace that none of their workloads needs; lists what runs there.
   * @throws ClusterError
   */
  surplusSecretReads(namespace: string, signal?: AbortSignal): Promise<SurplusReads>;
}

/** Surplus reads with what they were worked out from. */
export interface SurplusReads {
  readonly reads: readonly SurplusSecretRead[];
  readonly access: ReadAccess;
  /** Facts of roles, bindings, accounts and workloads, for `narrowedRoleTexts`. */
  readonly facts: readonly Fact[];
  /** Workloads that could not be listed: what they need is not known, so a read may be needed after all. */
  readonly unseen: readonly string[];
}

/** Makes a reader; lists nothing yet. */
export function createAccessReader(api: ClusterApi, lists: ListCache): AccessReader {
  let known: ReadAccess | undefined;

  async function read(signal?: AbortSignal): Promise<ReadAccess> {
    const { objects, unseen, readAt } = await collectObjects(api, lists, { kinds: ACCESS_KINDS }, signal);
    // The same lists as before give the same world.
    if (known?.readAt === readAt && known.unseen.length === unseen.length) return known;
    const facts = liveFacts(objects);
    known = { ...createLiveAccess(facts, unseen), facts, readAt };
    return known;
  }

  return {
    read,
    async surplusSecretReads(namespace, signal) {
      const access = await read(signal);
      const collected = await collectObjects(api, lists, { kinds: WORKLOAD_LIST_KINDS, namespace }, signal);
      const facts = [...access.facts, ...liveFacts(collected.objects)];
      return {
        reads: surplusSecretReads(access, facts).filter(({ account }) => account.namespace === namespace),
        access,
        facts,
        unseen: collected.unseen.map(({ groupKind }) => groupKind),
      };
    },
  };
}
