import { describe, expect, test, vi } from "vitest";
import { clusterError } from "../../cluster/problem";
import { admitCall } from "../../cluster/transport/live-call";
import { type ConnectionState, createReopeningTransport } from "../../cluster/transport/reopening-transport";
import type { RawAnswer, Transport } from "../../cluster/transport/transport";

const CALL = admitCall({ method: "GET", path: "/api/v1/namespaces" });

/** Transports that answer in turn, each as long as it is open. */
function scripted(...answers: (number | Error)[]) {
  const opened: { closed: boolean }[] = [];
  const states: ConnectionState[] = [];
  const open = async (): Promise<Transport> => {
    const each = { closed: false };
    opened.push(each);
    return {
      kind: "direct",
      async send(): Promise<RawAnswer> {
        const answer = answers.shift() ?? 200;
        if (answer instanceof Error) throw answer;
        return { status: answer, contentType: "application/json", text: "{}" };
      },
      close() {
        each.closed = true;
      },
    };
  };
  const transport = createReopeningTransport({
    kind: "direct",
    open,
    graceMs: 0,
    onState: (state) => states.push(state),
  });
  return { transport, opened, states };
}

describe("a transport that opens again", () => {
  test("opens nothing before the first call, and once for several", async () => {
    const { transport, opened, states } = scripted();
    expect(opened).toEqual([]);
    await Promise.all([transport.send(CALL), transport.send(CALL)]);
    await transport.send(CALL);
    expect(opened).toEqual([{ closed: false }]);
    expect(states).toEqual([{ status: "open" }]);
  });

  test("reads the credentials anew after they were refused", async () => {
    const { transport, opened, states } = scripted(401, 200);
    expect((await transport.send(CALL)).status).toBe(401);
    expect((await transport.send(CALL)).status).toBe(200);
    expect(opened).toEqual([{ closed: true }, { closed: false }]);
    expect(states.map((state) => (state.status === "failed" ? state.problem.kind : state.status))).toEqual([
      "login-expired",
      "open",
    ]);
  });

  test("keeps what is forbidden apart from what is broken", async () => {
    const { transport, states } = scripted(403, clusterError("unreachable", "gone"), 429);
    await transport.send(CALL);
    await expect(transport.send(CALL)).rejects.toThrow("gone");
    await transport.send(CALL);
    expect(states.map((state) => (state.status === "failed" ? state.problem.kind : state.status))).toEqual([
      "open",
      "unreachable",
      "throttled",
    ]);
  });

  test("lets go while nobody looks, and opens again", async () => {
    const { transport, opened } = scripted();
    await transport.send(CALL);
    transport.rest();
    await vi.waitFor(() => expect(opened).toEqual([{ closed: true }]));
    await transport.send(CALL);
    // Still nobody looks: it ends after this call as well.
    await vi.waitFor(() => expect(opened).toEqual([{ closed: true }, { closed: true }]));
    transport.wake();
    await transport.send(CALL);
    transport.close();
    await vi.waitFor(() => expect(opened[2]).toEqual({ closed: true }));
    expect(transport.state).toEqual({ status: "idle" });
  });

  test("asks again for what could not be opened", async () => {
    const open = vi
      .fn<() => Promise<Transport>>()
      .mockRejectedValueOnce(clusterError("unreadable-kubeconfig", "no such file"))
      .mockResolvedValue({
        kind: "kubectl proxy",
        send: async () => ({ status: 200, contentType: "application/json", text: "{}" }),
        close: () => undefined,
      });
    const transport = createReopeningTransport({ kind: "direct", open });
    await expect(transport.send(CALL)).rejects.toThrow("no such file");
    expect(transport.state).toMatchObject({ status: "failed", problem: { kind: "unreadable-kubeconfig" } });
    await transport.send(CALL);
    expect(transport.kind).toBe("kubectl proxy");
    expect(transport.state).toEqual({ status: "open" });
  });
});
