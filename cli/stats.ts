import { setRuleClock } from "../engine/rules/rule-clock";

/** Where the time of a scan goes, for `--stats`. */
export interface Stats {
  /** Ends a phase; it began where the one before ended. */
  phase(name: string): void;
  /** The table, one line a phase and a rule, the dearest first. */
  print(): string;
}

/** Rules that are listed. */
const LISTED = 25;

/** Starts measuring phases and rules. */
export function startStats(): Stats {
  const phases: { name: string; time: number }[] = [{ name: "start", time: performance.now() }];
  const rules = new Map<string, number>();
  let last = performance.now();
  setRuleClock({
    now: () => performance.now(),
    add: (rule, time) => rules.set(rule, (rules.get(rule) ?? 0) + time),
  });
  return {
    phase(name) {
      const now = performance.now();
      phases.push({ name, time: now - last });
      last = now;
    },
    print() {
      setRuleClock(undefined);
      const dearest = [...rules].sort(([, a], [, b]) => b - a).slice(0, LISTED);
      const memory = Math.round(process.resourceUsage().maxRSS / 1024);
      return [
        ...phases.map(({ name, time }) => line(name, time)),
        `${String(memory).padStart(9)} MiB  at most in memory`,
        ...dearest.map(([rule, time]) => line(rule, time)),
        "",
      ].join("\n");
    },
  };
}

function line(name: string, time: number): string {
  return `${time.toFixed(1).padStart(9)} ms   ${name}`;
}
