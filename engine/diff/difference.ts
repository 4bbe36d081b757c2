/** What a change means, by theme. */
export const DIFFERENCE_THEMES = ["permission", "reachability", "exposure", "control"] as const;

/** A theme of a difference. */
export type DifferenceTheme = (typeof DIFFERENCE_THEMES)[number];

/** One thing that a change brings or takes away. */
export interface Difference {
  readonly theme: DifferenceTheme;
  /** `gained` is what is new: a permission, a connection, an exposed host, a control that now holds. */
  readonly change: "gained" | "lost";
  /** Whether it weakens security: permissions, reachability and exposure gained, controls lost. */
  readonly weakens: boolean;
  /** One sentence without a full stop. */
  readonly text: string;
  /** The scope it belongs to; `""` is the open scope of the workspace. */
  readonly scope: string;
}
