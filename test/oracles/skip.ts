/**
 * Decides whether a suite that needs a built tool runs. Without the tool it says so in one line and is skipped;
 * where CI=true a missing tool is a failure.
 * @param suite its name in the line
 * @param missing what to install; undefined if nothing is missing
 * @returns true if the suite must be skipped, for `describe.skipIf`
 */
export function skipped(suite: string, missing: string | undefined): boolean {
  if (missing === undefined) {
    return false;
  }
  if (process.env.CI === "true") {
    throw new Error(`${suite} cannot run: ${missing}`);
  }
  // Past the reporter, which hides what a passing file prints.
  process.stderr.write(`skipped: ${suite}: ${missing}\n`);
  return true;
}
