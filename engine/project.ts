import { repository, version } from "../package.json";
import type { RuleId } from "./rules/rule";

/** The version of Rampart, from package.json. */
export const VERSION: string = version;

/** The project's page, without a trailing slash; `repository` in package.json is the one source of every URL. */
export const REPOSITORY_URL: string = repository.url.replace(/^git\+/, "").replace(/\.git$/, "");

/** The page that documents a rule. */
export function ruleUrl(id: RuleId): string {
  return `${REPOSITORY_URL}/blob/main/docs/rules/${id}.md`;
}
