import {
  CLOUD_CREDENTIALS,
  HARMLESS,
  OWN_RUN_FOLDER,
  RUNTIME_SOCKETS,
  SENSITIVE,
} from "../../workload/host-path";
import { quote } from "./expressions";

/** The path `p` without empty and `.` parts; the API server refuses `..`. */
const CLEAN = "('/' + v.hostPath.path.split('/').filter(s, s != '' && s != '.').join('/'))";

const matches = (pattern: RegExp) => `${CLEAN}.matches(${quote(pattern.source.replaceAll("\\/", "/"))})`;
const isSocket = matches(RUNTIME_SOCKETS);
const isCredential = matches(CLOUD_CREDENTIALS);
const isSensitive = `!${isSocket} && (${isCredential} || (!${matches(HARMLESS)} && !${matches(OWN_RUN_FOLDER)} && ${matches(SENSITIVE)}))`;

const CONDITIONS = {
  "runtime-socket": isSocket,
  sensitive: isSensitive,
  plain: `!${isSocket} && !(${isSensitive})`,
} as const;

/** The hostPath volumes of a class, as offences that name volume and path. */
export function hostPathsWhere(which: keyof typeof CONDITIONS): string {
  return `variables.volumes.filter(v, v.?hostPath.?path.hasValue() && ${CONDITIONS[which]}).map(v, 'volume ' + string(v.?name.orValue('?')) + ' (' + string(v.hostPath.path) + ')')`;
}
