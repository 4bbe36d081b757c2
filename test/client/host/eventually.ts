const INTERVAL_MS = 50;

/**
 * Asks until the answer satisfies, then returns it. Rejects after the time limit with the last answer in the message.
 * @param probe asked again and again; its errors end the wait at once
 * @param satisfies whether the answer is the awaited one
 * @param what named in the error, such as "squiggles"
 */
export async function eventually<T>(
  probe: () => Promise<T> | T,
  satisfies: (answer: T) => boolean,
  what: string,
  timeoutMs = 15_000,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await probe();
    if (satisfies(answer)) return answer;
    if (performance.now() > end) {
      throw new Error(`${what}: not as awaited after ${timeoutMs} ms; last seen: ${JSON.stringify(answer)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  }
}
