import { type LiveAnalysis, liveSteps } from "../../cluster/posture/live-findings";

/** Judges live objects at once, without turns. */
export function analyzeLive(...live: Parameters<typeof liveSteps>): LiveAnalysis {
  const steps = liveSteps(...live);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
