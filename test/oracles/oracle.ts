import { buildOracles } from "./build.mjs";
import { type Answer, startJsonLines } from "./json-lines";

/** A pod or pod template as the oracles read it: whatever is not a Pod's field is ignored. */
export interface PodLike {
  readonly metadata?: object;
  readonly spec: object;
}

export interface PodSecurityQuestion {
  readonly level: "privileged" | "baseline" | "restricted";
  /** A policy version, `1.0` to `1.37`, or `latest`. */
  readonly version: string;
  readonly pod: PodLike;
}

export interface PodSecurityVerdict {
  readonly allowed: boolean;
  /** The checks that refused, in the order of the admission message: id (as `capabilities_baseline`), reason, detail. */
  readonly checks: readonly { readonly id: string; readonly reason: string; readonly detail: string }[];
}

/** Ids of the checks that refuse, indexed by the minor version 0 to 37 of the policy. */
export interface PodSecurityMatrix {
  readonly baseline: readonly (readonly string[])[];
  readonly restricted: readonly (readonly string[])[];
}

export interface QuantityValue {
  /** As the API server prints it back: `1000m` is `1`; but a sign written stays (`+1`). */
  readonly canonical: string;
  /** The exact value as a decimal number, perhaps with zeros at its end. */
  readonly decimal: string;
  readonly format: "DecimalSI" | "BinarySI" | "DecimalExponent";
}

export interface LabelSelectorLike {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

export interface Selection {
  readonly matches: boolean;
  /** The selector as text, as `kubectl --selector` takes it. */
  readonly canonical: string;
}

export interface ImageReferenceParts {
  readonly normalized: string;
  readonly familiar: string;
  readonly domain: string;
  readonly path: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** What the API server makes of an expression of an admission policy. */
export interface CelAnswer {
  /** `fails`: an error at run time; `refused`: by the compiler, or since it is no boolean. */
  readonly outcome: "true" | "false" | "fails" | "refused";
  readonly detail?: string;
}

type Labels = Readonly<Record<string, string>>;

/**
 * Kubernetes' own libraries in a child process. Every function takes a batch and answers in its order; a
 * library's error is an answer (`ok: false`), not an exception.
 */
export interface Oracles {
  /**
   * Pod Security admission (k8s.io/pod-security-admission). The pod is judged as it is: the API server judges it
   * after defaulting, which `pod-oracle.ts` can do first.
   */
  podSecurity(batch: readonly PodSecurityQuestion[]): Promise<Answer<PodSecurityVerdict>[]>;
  /** The same for baseline and restricted at all 38 versions in one question. */
  podSecurityMatrix(pods: readonly PodLike[]): Promise<Answer<PodSecurityMatrix>[]>;
  /**
   * One document as sigs.k8s.io/yaml reads it; the result is JSON text, with every digit of a number and keys
   * sorted. Of duplicate keys the last wins, as it does in kubectl; `strict` makes them errors, as the API server
   * with fieldValidation=Strict does for YAML.
   */
  yamlToJson(texts: readonly string[], options?: { readonly strict?: boolean }): Promise<Answer<string>[]>;
  /** A whole file as kubectl splits and reads it: JSON text a document; empty documents are `null`. */
  yamlDocuments(texts: readonly string[]): Promise<Answer<string[]>[]>;
  /** Resource quantities as a field of an object is read: spaces around are dropped, numbers are taken. */
  quantity(values: readonly (string | number)[]): Promise<Answer<QuantityValue>[]>;
  /** −1, 0 or 1 as the left is less than, equal to or greater than the right. */
  compareQuantities(
    pairs: readonly (readonly [left: string | number, right: string | number])[],
  ): Promise<Answer<number>[]>;
  /** Selectors in text form (`labels.Parse`). */
  selector(
    batch: readonly { readonly selector: string; readonly labels: Labels }[],
  ): Promise<Answer<Selection>[]>;
  /** Selectors in object form (`metav1.LabelSelectorAsSelector`); null selects nothing, `{}` everything. */
  labelSelector(
    batch: readonly { readonly selector: LabelSelectorLike | null; readonly labels: Labels }[],
  ): Promise<Answer<Selection>[]>;
  /** Image references as the kubelet parses them (`reference.ParseNormalizedNamed`). */
  imageReference(texts: readonly string[]): Promise<Answer<ImageReferenceParts>[]>;
  /** Boolean expressions over `object`, in the environment of admission policies (k8s.io/apiserver, cel-go). */
  cel(
    batch: readonly { readonly expression: string; readonly object: object }[],
  ): Promise<Answer<CelAnswer>[]>;
  /** Ends the process. Call it in `afterAll`. */
  stop(): Promise<void>;
}

/**
 * Starts the oracles, building their binary first if it is not cached (seconds to a minute).
 * @throws if Go is missing; ask `oraclesMissing()` of `build.mjs` first to skip instead
 */
export async function startOracles(): Promise<Oracles> {
  const process = startJsonLines(await buildOracles((line) => console.info(line)));
  const ask = <Result>(oracle: string, questions: readonly object[]): Promise<Answer<Result>[]> =>
    process.ask<Result>(questions.map((question) => ({ ...question, oracle })));
  const texts = (all: readonly string[]): { text: string }[] => all.map((text) => ({ text }));
  return {
    podSecurity: (batch) => ask("pod-security", batch),
    podSecurityMatrix: (pods) =>
      ask(
        "pod-security-matrix",
        pods.map((pod) => ({ pod })),
      ),
    yamlToJson: (all, { strict = false } = {}) =>
      ask(
        "yaml-to-json",
        all.map((text) => ({ text, strict })),
      ),
    yamlDocuments: (all) => ask("yaml-documents", texts(all)),
    quantity: (all) =>
      ask(
        "quantity",
        all.map((value) => ({ value })),
      ),
    compareQuantities: (pairs) =>
      ask(
        "compare-quantities",
        pairs.map(([left, right]) => ({ left, right })),
      ),
    selector: (batch) => ask("selector", batch),
    labelSelector: (batch) => ask("label-selector", batch),
    cel: (batch) => ask("cel", batch),
    imageReference: (all) => ask("image-reference", texts(all)),
    stop: () => process.stop(),
  };
}
