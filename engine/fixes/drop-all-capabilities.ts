import { listAt } from "../kubernetes/fields";
import type { Container } from "../kubernetes/pod-template";
import { append, set } from "./change";
import type { Change } from "./fix";

/** Drops every capability of a container and keeps what it drops or adds by name. */
export function dropAllCapabilities(container: Container): Change {
  const path = container.at("securityContext", "capabilities", "drop");
  return listAt(container.spec, "securityContext", "capabilities", "drop").length > 0
    ? append(path, "ALL")
    : set(path, ["ALL"]);
}
