import type { Profile } from "./configuration";

const ALL_BLOCK = { critical: "block", high: "block", medium: "block", low: "block" } as const;

/** The profiles that are built in; `prod` is the default. */
export const BUILT_IN_PROFILES: Readonly<Record<string, Profile>> = {
  prod: {
    name: "prod",
    levels: { critical: "block", high: "block", medium: "warn", low: "hint" },
    opinions: false,
    rules: {},
  },
  dev: {
    name: "dev",
    levels: { critical: "warn", high: "warn", medium: "warn", low: "hint" },
    opinions: false,
    rules: {},
  },
  strict: { name: "strict", levels: ALL_BLOCK, opinions: true, rules: {} },
  "pss-baseline": {
    name: "pss-baseline",
    levels: ALL_BLOCK,
    opinions: false,
    podSecurity: "baseline",
    rules: {},
  },
  "pss-restricted": {
    name: "pss-restricted",
    levels: ALL_BLOCK,
    opinions: false,
    podSecurity: "restricted",
    rules: {},
  },
};

/** The profile that holds where none is named. */
export const DEFAULT_PROFILE = "prod";
