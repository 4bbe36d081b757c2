import { rememberByText } from "../remember";

/** An image reference, normalised as container runtimes do. */
export interface ImageReference {
  /** The registry's host, with its port if one is written; `docker.io` where none is, and `""` where what is written cannot be one. */
  readonly registry: string;
  /** The path in the registry: `library/nginx` for `nginx`. */
  readonly repository: string;
  /** As written; `undefined` where missing, which a runtime reads as `latest` unless there is a digest. */
  readonly tag: string | undefined;
  /** `sha256:…`, or `undefined`. */
  readonly digest: string | undefined;
}

const COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const DOMAIN_PART = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const REGISTRY = new RegExp(`^(?:${DOMAIN_PART}(?:\\.${DOMAIN_PART})*|\\[(?:[a-fA-F0-9:]+)\\])(?::[0-9]+)?$`);
const TAG = /^\w[\w.-]{0,127}$/;
/** The algorithms that runtimes know, each with the length of its hash in hex digits. */
const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/;
const IDENTIFIER = /^[a-f0-9]{64}$/;
const MAXIMUM_NAME = 255;

/**
 * Parses an image reference as `ParseNormalizedNamed` of distribution/reference does, which the kubelet uses.
 *
 * @returns `undefined` where the kubelet would say `InvalidImageName`
 */
export const parseImageReference: (text: string) => ImageReference | undefined = rememberByText((text) => {
  if (text === "" || IDENTIFIER.test(text)) return undefined;
  const { registry, remainder } = splitRegistry(text);
  const at = remainder.indexOf("@");
  const digest = at < 0 ? undefined : remainder.slice(at + 1);
  const named = at < 0 ? remainder : remainder.slice(0, at);
  const colon = named.indexOf(":");
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  const repository = colon < 0 ? named : named.slice(0, colon);
  // What cannot be a host, because of an underscore, the library takes as the beginning of the path.
  if (!REGISTRY.test(registry) && REPOSITORY.test(`${registry}/${repository}`))
    return withParts("", `${registry}/${repository}`, tag, digest);
  if (!REGISTRY.test(registry) || !REPOSITORY.test(repository)) return undefined;
  return withParts(registry, repository, tag, digest);
});

function withParts(
  registry: string,
  repository: string,
  tag: string | undefined,
  digest: string | undefined,
): ImageReference | undefined {
  if (registry.length + 1 + repository.length > MAXIMUM_NAME) return undefined;
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  if (digest !== undefined && !DIGEST.test(digest)) return undefined;
  return { registry, repository, tag, digest };
}

/** The name without tag and digest, in full: `docker.io/library/nginx`. */
export function imageName(image: ImageReference): string {
  return `${image.registry}/${image.repository}`;
}

function splitRegistry(text: string): { registry: string; remainder: string } {
  const slash = text.indexOf("/");
  const first = slash < 0 ? "" : text.slice(0, slash);
  const isRegistry =
    first !== "" && (first === "localhost" || /[.:]/.test(first) || first.toLowerCase() !== first);
  const registry = !isRegistry || first === "index.docker.io" ? "docker.io" : first;
  const remainder = isRegistry ? text.slice(slash + 1) : text;
  const isOfficial = registry === "docker.io" && !remainder.includes("/");
  return { registry, remainder: isOfficial ? `library/${remainder}` : remainder };
}
