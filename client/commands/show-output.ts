import type { Services } from "../services";

/** `Rampart: Show Output`. */
export function showOutput({ output }: Services): void {
  output.show();
}
