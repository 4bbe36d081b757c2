import type { Path } from "../json";
import { isObject, type JsonObject, type JsonValue } from "../json";
import { fix, set } from "./change";
import type { Fix } from "./fix";

/**
 * Gives a container a probe. The first declared TCP port tells that much: whether it is open. Without one only the
 * author knows what to ask.
 *
 * @param path where the probe belongs
 * @param ports the container's `ports`
 */
export function portProbe(path: Path, ports: readonly JsonValue[]): Fix {
  const port = ports.map(tcpPort).find((each) => each !== undefined);
  const probe = (check: JsonObject) => set(path, check);
  return port === undefined
    ? fix("input", "Ask a path of the program", probe({ httpGet: { path: "/healthz", port: 8080 } }))
    : fix("harden", `Ask whether port ${port} is open`, probe({ tcpSocket: { port } }));
}

/** The name of a TCP port, else its number. */
function tcpPort(port: JsonValue): string | number | undefined {
  if (!isObject(port) || (port.protocol !== undefined && port.protocol !== "TCP")) return undefined;
  const { name, containerPort } = port;
  if (typeof name === "string" && name !== "") return name;
  return typeof containerPort === "number" ? containerPort : undefined;
}
