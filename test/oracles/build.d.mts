/** Builds the oracles binary unless it is cached, and returns its path. Throws if Go is missing. */
export function buildOracles(report?: (line: string) => void): Promise<string>;

/** What to install before the oracles can run; undefined if nothing is missing. */
export function oraclesMissing(): Promise<string | undefined>;
