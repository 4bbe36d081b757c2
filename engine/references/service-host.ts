import type { Span } from "../yaml/text-position";

/** A Service that a host name of the cluster means. */
export interface ServiceHost {
  readonly name: string;
  /** `undefined`: the namespace of whoever says it. */
  readonly namespace?: string;
  /** The name within the host. */
  readonly span: Span;
}

/**
 * The Service that a host name may mean: `api`, `api.shop`, `api.shop.svc` and what follows `svc`; also a pod of a
 * headless Service, `db-0.db.shop.svc`. `undefined` for other names and for addresses.
 */
export function parseServiceHost(host: string): ServiceHost | undefined {
  const labels = host.split(".");
  if (labels.some((label) => !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/i.test(label))) return undefined;
  if (/^\d+$/.test(labels.at(-1) ?? "")) return undefined;
  const svc = labels.indexOf("svc");
  if (svc < 0 && labels.length > 2) return undefined;
  if (svc === 0 || svc === 1 || svc > 3) return undefined;
  const at = svc === 3 ? 1 : 0;
  const name = labels[at] ?? "";
  const namespace = labels[at + 1];
  const start = at === 0 ? 0 : (labels[0] ?? "").length + 1;
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    span: { start, end: start + name.length },
  };
}
