import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { commandText, findKubectl, type LiveRequest } from "../../cluster";
import { createBudget } from "../../cluster/budget";
import { admit } from "../../cluster/guard";

describe("the guard", () => {
  test.each([
    "/api/v1/namespaces?limit=500",
    "/api/v1/namespaces?limit=500&continue=abc%3D",
    "/api/v1/namespaces/secrets/serviceaccounts",
    "/api/v1/namespaces/exec/serviceaccounts/token",
    "/apis/apps/v1/namespaces/log/deployments/proxy",
    "/version",
  ])("admits GET %s", (path) => {
    expect(() => admit({ type: "read", path })).not.toThrow();
  });

  test.each([
    "/api/v1/secrets",
    "/api/v1/namespaces/shop/secrets",
    "/api/v1/namespaces/shop/secrets/db",
    "/api/v1/namespaces/shop/pods/api/exec?command=id",
    "/api/v1/namespaces/shop/pods/api/attach",
    "/api/v1/namespaces/shop/pods/api/portforward",
    "/api/v1/namespaces/shop/pods/api/proxy",
    "/api/v1/namespaces/shop/services/api/proxy/admin",
    "/api/v1/nodes/node-1/proxy/run",
    "/api/v1/proxy/nodes/node-1",
    "/api/v1/watch/pods",
    "/api/v1/pods?watch=true",
    "/api/v1/namespaces/../secrets",
    "/logs/kube-apiserver.log",
    "https://elsewhere.example/api",
    "",
  ])("refuses GET %s", (path) => {
    expect(() => admit({ type: "read", path })).toThrow(/was refused/);
  });
});

describe("the command to copy", () => {
  const ask: LiveRequest = {
    type: "can-i",
    subject: { kind: "service-account", namespace: "shop", name: "api" },
    question: { verb: "get", resource: "pods", subresource: "log", namespace: "shop" },
  };

  test("is what a person would type", () => {
    expect(commandText("staging", ask)).toBe(
      "kubectl auth can-i get pods --subresource=log --namespace=shop --as=system:serviceaccount:shop:api --context=staging",
    );
  });

  test.each([
    ["posix", "a'b; rm -rf $HOME", `'--context=a'\\''b; rm -rf $HOME'`],
    ["powershell", "a'b; rm -rf $HOME", "'--context=a''b; rm -rf $HOME'"],
    ["posix", "arn:aws:eks:eu-west-1:123:cluster/shop", "--context=arn:aws:eks:eu-west-1:123:cluster/shop"],
  ] as const)("is quoted for %s: %s", (shell, context, word) => {
    expect(commandText(context, { type: "who-am-i" }, shell)).toBe(
      `kubectl auth whoami --output=json ${word}`,
    );
  });

  test("quotes a star, which a shell would expand", () => {
    const question = { verb: "*", resource: "*", namespace: "" };
    expect(commandText("a", { type: "can-i", subject: { kind: "me" }, question })).toBe(
      "kubectl auth can-i '*' '*' --all-namespaces --context=a",
    );
  });
});

describe("looking for kubectl", () => {
  let folder: string;
  const at = (...names: string[]) => join(folder, ...names);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "find-kubectl-"));
    for (const name of ["first", "second", "plain", "folder"]) mkdirSync(at(name));
    mkdirSync(at("folder", "kubectl"));
    for (const [name, mode] of [
      ["first", 0o755],
      ["second", 0o755],
      ["plain", 0o644],
    ] as const) {
      writeFileSync(at(name, "kubectl"), "#!/bin/sh\n");
      chmodSync(at(name, "kubectl"), mode);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("takes the first program on PATH, and no file or folder of that name", async () => {
    const path = [at("folder"), at("plain"), at("missing"), at("second"), at("first")].join(delimiter);
    expect(await findKubectl({ path })).toBe(at("second", "kubectl"));
  });

  test("never looks into relative folders", async () => {
    const here = process.cwd();
    process.chdir(at("first"));
    try {
      expect(await findKubectl({ path: ["", ".", "../second"].join(delimiter) })).toBeUndefined();
    } finally {
      process.chdir(here);
    }
  });

  test("takes the setting alone where there is one", async () => {
    const path = at("first");
    expect(await findKubectl({ path, setting: at("second", "kubectl") })).toBe(at("second", "kubectl"));
    expect(await findKubectl({ path, setting: at("plain", "kubectl") })).toBeUndefined();
    expect(await findKubectl({ path, setting: "kubectl" })).toBeUndefined();
  });
});

describe("the budget", () => {
  test("lets two run at a time and five start a second, in their order", async () => {
    vi.useFakeTimers();
    try {
      const budget = createBudget({ inFlight: 2, perSecond: 5 }, () => Date.now());
      const started: number[] = [];
      const ends: (() => void)[] = [];
      const all = Array.from({ length: 8 }, (_, index) =>
        budget.spend(
          () =>
            new Promise<void>((resolve) => {
              started.push(index);
              ends.push(resolve);
            }),
        ),
      );
      const endAll = async () => {
        for (const end of ends.splice(0)) end();
        await vi.advanceTimersByTimeAsync(0);
      };
      expect(started).toEqual([0, 1]);
      await endAll();
      expect(started).toEqual([0, 1, 2, 3]);
      await endAll();
      await endAll();
      expect(started).toEqual([0, 1, 2, 3, 4]);
      await vi.advanceTimersByTimeAsync(999);
      expect(started).toHaveLength(5);
      await vi.advanceTimersByTimeAsync(1);
      expect(started).toEqual([0, 1, 2, 3, 4, 5, 6]);
      await endAll();
      await endAll();
      await Promise.all(all);
      expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    } finally {
      vi.useRealTimers();
    }
  });

  test("goes on after a failure", async () => {
    const budget = createBudget({ inFlight: 1 });
    const failed = budget.spend(() => Promise.reject(new Error("no")));
    const next = budget.spend(() => Promise.resolve("yes"));
    await expect(failed).rejects.toThrow("no");
    expect(await next).toBe("yes");
  });
});
