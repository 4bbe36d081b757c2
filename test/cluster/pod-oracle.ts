import { type Answer, startJsonLines } from "../oracles/json-lines";
import { controlPlaneBinaries } from "./build-control-plane.mjs";

/** What the API server's pod registry says of a pod, before any admission plug-in. */
export interface PodVerdict {
  readonly valid: boolean;
  /** Validation or decoding errors, `field: message`. */
  readonly errors: readonly string[];
  /** What only `fieldValidation=Strict` (kubectl's default) refuses: unknown and duplicate fields. */
  readonly strict: readonly string[];
  readonly warnings: readonly string[];
  /** The pod with its defaults, as it would be stored; only if asked for. */
  readonly pod?: { readonly metadata: object; readonly spec: object };
}

/** The API server's decoding, defaulting and validation of pods, without a server. */
export interface PodOracle {
  /**
   * Judges pods in order. `apiVersion`, `kind`, name and namespace may be missing. An answer is not `ok` only if
   * the oracle itself failed.
   */
  validate(
    pods: readonly object[],
    options?: { readonly defaulted?: boolean },
  ): Promise<Answer<PodVerdict>[]>;
  stop(): Promise<void>;
}

/**
 * Starts the oracle, building the control plane's binary first if it is not cached (minutes).
 * @throws if Go is missing; ask `controlPlaneMissing(["pod-oracle"])` first to skip instead
 */
export async function startPodOracle(): Promise<PodOracle> {
  const binaries = await controlPlaneBinaries({
    needed: ["pod-oracle"],
    report: (line) => console.info(line),
  });
  const oracle = startJsonLines(binaries["pod-oracle"]);
  return {
    validate: (pods, { defaulted = false } = {}) =>
      oracle.ask<PodVerdict>(pods.map((pod) => ({ pod, defaulted }))),
    stop: () => oracle.stop(),
  };
}
