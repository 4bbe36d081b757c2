import type { JsonObject } from "../json";

/** A policy that was derived from what manifests declare. */
export interface GeneratedPolicy {
  readonly object: JsonObject;
  /** What each rule rests on, one line a rule: `ingress 1: …`. */
  readonly evidence: readonly string[];
}

/** The policies of a namespace, allows before the deny, and what could not be derived. */
export interface GeneratedPolicies {
  readonly policies: readonly GeneratedPolicy[];
  /** Connections that the manifests hint at and no policy can express, or workloads of which nothing is known. */
  readonly unknown: readonly string[];
}
