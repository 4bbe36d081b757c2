import type { Services } from "../services";
import { startOrTell } from "../start-or-tell";

/** `Rampart: Restart Server`: ends the language server, if it runs, and starts it. */
export async function restartServer(services: Services): Promise<void> {
  await services.server.stop();
  await startOrTell(services);
}
