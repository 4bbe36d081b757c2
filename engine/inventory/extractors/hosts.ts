/** A host that a literal names, without anything else of the literal: user names and passwords never enter. */
export type HostData = {
  /** Where the literal stands: its index among the variables of the container; 0 for a ConfigMap. */
  readonly index: number;
  /** The variable or key. */
  readonly name: string;
  readonly host: string;
  /** As written; `null` where only the scheme could tell. */
  readonly port: number | null;
  /** Where the host begins in the literal, UTF-16. */
  readonly start: number;
};

/** Ports that a scheme implies where none is written. Source: IANA service names; the clients' own documentation. */
const SCHEME_PORTS: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  mongodb: 27017,
  redis: 6379,
  rediss: 6379,
  amqp: 5672,
  amqps: 5671,
  nats: 4222,
  kafka: 9092,
  memcached: 11211,
};

const LABEL = "[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?";
const HOST = `${LABEL}(?:\\.${LABEL})*`;
const URLS = new RegExp(
  `(?:^|[\\s,;="'])(?:jdbc:)?([a-z][a-z0-9+.-]*)://(?:[^\\s/@,"']*@)?(${HOST})(?::(\\d{1,5}))?(?=[/?#,;\\s"']|$)`,
  "g",
);
const HOST_PORT = new RegExp(`^(${HOST}):(\\d{1,5})$`);
const CLUSTER_HOST = new RegExp(`^${LABEL}\\.${LABEL}\\.svc(?:\\.${LABEL})*$`);
const BARE_HOST = new RegExp(`^${HOST}$`);
/** Variables whose value is a host by their name; a bare word means nothing elsewhere. */
const HOST_NAME =
  /(^|[_.-])(HOST|HOSTNAME|SERVER|ADDR|ADDRESS|ENDPOINT|SERVICE|BROKER|UPSTREAM|BACKEND|BOOTSTRAP|TARGET|PEER|NODE|PROXY|DSN|URL|URI)S?$/i;
const SECRET_NAME = /PASS|PWD|TOKEN|SECRET|CREDENTIAL|AUTH|LOGIN|(^|[_.-])(KEY|USER)/i;
/** Longer literals are files, not settings. */
const LONGEST = 4_096;

/** The hosts in one literal of an environment variable or ConfigMap. */
export function hostsIn(name: string, value: string, index: number): HostData[] {
  if (value.length > LONGEST || SECRET_NAME.test(name)) return [];
  const urls = value.includes("://") ? [...value.matchAll(URLS)] : [];
  if (urls.length > 0) {
    return urls.flatMap((match) => {
      const [whole, scheme = "", host = "", port] = match;
      const end = match.index + whole.length;
      // Another `@` behind: the password holds a slash, and what looks like the host is a part of it.
      if (/^[^\s,;"']*@/.test(value.slice(end))) return [];
      const start = end - (port === undefined ? 0 : port.length + 1) - host.length;
      return [{ index, name, host, port: portOf(port) ?? SCHEME_PORTS[scheme] ?? null, start }];
    });
  }
  const [, host, port] = HOST_PORT.exec(value) ?? [];
  // `admin:12345` is a login, unless the name or the dots say otherwise.
  if (host !== undefined)
    return HOST_NAME.test(name) || host.includes(".")
      ? [{ index, name, host, port: portOf(port) ?? null, start: 0 }]
      : [];
  const isHost = CLUSTER_HOST.test(value) || (HOST_NAME.test(name) && BARE_HOST.test(value));
  return isHost && !/^[\d.]+$/.test(value) ? [{ index, name, host: value, port: null, start: 0 }] : [];
}

function portOf(text: string | undefined): number | undefined {
  const port = text === undefined ? 0 : Number(text);
  return port > 0 && port < 65_536 ? port : undefined;
}
