import type { ContainerContext, PodContext, ResourceContext } from "./rule";

/** Lists the parts of a resource that a rule is asked about one by one. The same function, the same parts. */
export type PartsOf<Part> = (context: ResourceContext) => readonly Part[];

/** A rule's question about one part at a time. */
export interface PartCheck {
  readonly of: PartsOf<unknown>;
  /** Takes what `of` lists and nothing else; see `eachPart`. */
  readonly check: (part: never) => void;
}

/** Ties a question to the parts it is about. */
export function eachPart<Part>(of: PartsOf<Part>, check: (part: Part) => void): PartCheck {
  return { of, check };
}

/** The contexts of the pods of a resource, in their order. */
export function podContextsOf({ resource, pods, options, report }: ResourceContext): readonly PodContext[] {
  return pods.map((pod) => ({ resource, pods, options, report, pod }));
}

/** The contexts of the containers of all pods of a resource, in the order of `pods` and their `containers`. */
export function containerContextsOf({
  resource,
  pods,
  options,
  report,
}: ResourceContext): readonly ContainerContext[] {
  return pods.flatMap((pod) =>
    pod.containers.map((container) => ({ resource, pods, options, report, pod, container })),
  );
}
