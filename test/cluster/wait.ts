import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const pollInterval = 25;
const readyLimit = 60_000;

/** Asks again until it is so. @throws after a minute */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + readyLimit; Date.now() < end; await sleep(pollInterval)) {
    if (await isSo()) {
      return;
    }
  }
  throw new Error(`waited a minute in vain: ${what}`);
}

/** Resolves as soon as someone listens on a port of the loopback address. @throws after a minute */
export function listens(port: number): Promise<void> {
  return until(`nobody listens on port ${port}`, async () => {
    const socket = connect(port, "127.0.0.1");
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    });
    socket.destroy();
    return isOpen;
  });
}
