import { append, fix } from "../fixes/change";
import type { Fix } from "../fixes/fix";
import { mapsAt, stringAt } from "../kubernetes/fields";
import type { PodTemplate } from "../kubernetes/pod-template";
import type { Resource } from "../kubernetes/resource";
import { type Component, flagOf, hasFlag, listMembers, type Place } from "./component";
import { componentFlags } from "./component-flags";
import { CONFIGURATION_KINDS, configurationsOf } from "./configuration";

/** One authorizer of an API server, where it is written. */
export interface Authorizer {
  readonly type: string;
  readonly place: Place;
}

/** The authorizers that an API server asks, in order. */
export interface AuthorizerChain {
  readonly authorizers: readonly Authorizer[];
  /** Where a missing one belongs. */
  readonly place: Place;
  /** How a message names the source. */
  readonly source: string;
  /** Puts an authorizer at the end. */
  put(type: string): readonly Fix[];
}

/**
 * The chains of authorizers that a resource gives API servers: `--authorization-mode` or an AuthorizationConfiguration.
 * A chain without authorizers is the default, which allows everything. Chains that are not known are left out: a
 * variable, or a file that the flags only name.
 */
export function authorizerChains(resource: Resource, pods: readonly PodTemplate[]): AuthorizerChain[] {
  const ofFlags = componentFlags(resource, pods).flatMap((component) => chainOfFlags(component) ?? []);
  const ofFiles = configurationsOf(resource)
    .filter(({ kind }) => kind === CONFIGURATION_KINDS.authorization)
    .map(
      (configuration): AuthorizerChain => ({
        authorizers: mapsAt(configuration.object, "authorizers").map(({ index, value }) => ({
          type: stringAt(value, "type") ?? "",
          place: configuration.place(["authorizers", index, "type"]),
        })),
        place: configuration.place(["authorizers"], "key"),
        source: "AuthorizationConfiguration",
        put: (type) => {
          const entry = { type, name: type.toLowerCase() };
          const changes = configuration.edit([append(["authorizers"], entry)]);
          return changes.length > 0 ? [fix("harden", `Add the authorizer ${type}`, ...changes)] : [];
        },
      }),
    );
  return [...ofFlags, ...ofFiles];
}

function chainOfFlags(component: Component): AuthorizerChain | undefined {
  if (component.name !== "kube-apiserver" || hasFlag(component, "authorization-config")) return undefined;
  const flag = flagOf(component, "authorization-mode");
  if (flag ? flag.value === undefined : !component.isComplete || hasFlag(component, "authorization-mode"))
    return undefined;
  return {
    authorizers: listMembers(component, "authorization-mode").map(({ value, place }) => ({
      type: value,
      place,
    })),
    place: flag?.place ?? component.home("authorization-mode"),
    source: "kube-apiserver",
    put: (type) => {
      const value = [flag?.value, type].filter(Boolean).join(",");
      const changes = flag ? flag.set(value) : component.add("authorization-mode", value);
      return changes.length > 0 ? [fix("harden", `Add ${type} to --authorization-mode`, ...changes)] : [];
    },
  };
}
