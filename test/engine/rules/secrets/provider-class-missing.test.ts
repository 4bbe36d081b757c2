import { expect, test } from "vitest";
import { judge } from "../../judge";
import { podWithClass, providerClassOf } from "./provider-class";

const id = "secrets/provider-class-missing";
const path = ["spec", "volumes", 0, "csi", "volumeAttributes", "secretProviderClass"];

test("nowhere, or in another namespace", () => {
  expect(judge(id, podWithClass("shop"), { closed: true })).toMatchObject([
    {
      rule: id,
      path,
      range: "10:49-10:53",
      text: "shop",
      message: 'SecretProviderClass "shop" does not exist',
    },
  ]);
  expect(judge(id, podWithClass("shop") + providerClassOf("shop", "other"), { closed: true })).toMatchObject([
    { path, message: expect.stringContaining('is in namespace "other"') },
  ]);
});

test("present, or unknown in an open scope", () => {
  expect(judge(id, podWithClass("shop") + providerClassOf("shop"), { closed: true })).toEqual([]);
  expect(judge(id, podWithClass("shop"))).toEqual([]);
});
