import type { JsonObject } from "../json";
import { createResource, type Resource } from "./resource";

/** The identity under which rules see a file of environment variables, as `env_file`, `envs` and dotenv read it. */
export const ENV_FILE_API_VERSION = "dotenv/v1";

/** Whether a file holds environment variables: `.env`, `.env.prod`, `prod.env`. */
export function isEnvFile(file: string): boolean {
  return /(^|\/)(\.env(\.[\w-]+)*|[\w-][\w.-]*\.env)$/i.test(file);
}

/** Names that say that a file is filled in by hand elsewhere. */
const SAMPLE = /\.(example|sample|template|dist|defaults?)(\.env)?$/i;

const LINE = /^([ \t]*(?:export[ \t]+)?)([A-Za-z_][\w.-]*)[ \t]*=[ \t]*(.*)$/;

/**
 * The variables of a file as one resource: `variables` with the name, the value, and where the name stands (offsets in
 * the text). Samples hold none, since what they show is not in use. Values stay in the object, which no fact keeps.
 */
export function envFileResource(file: string, text: string): Resource {
  const variables: JsonObject[] = [];
  let at = 0;
  for (const line of SAMPLE.test(file) ? [] : text.split("\n")) {
    const match = LINE.exec(line.replace(/\r$/, ""));
    const [, before = "", name = "", raw = ""] = match ?? [];
    if (match) {
      const start = at + before.length;
      const value = raw.trim().replace(/^(["'])(.*)\1$/, "$2");
      variables.push({ name, value, start, end: start + name.length });
    }
    at += line.length + 1;
  }
  return createResource(
    { variables },
    ENV_FILE_API_VERSION,
    "Environment",
    [],
    file.slice(file.lastIndexOf("/") + 1),
  );
}
