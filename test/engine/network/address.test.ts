import { expect, test } from "vitest";
import {
  contains,
  covers,
  formatNetwork,
  hasHostBits,
  isLinkLocal,
  isLoopback,
  parseAddress,
  parseCidr,
} from "../../../engine/network/address";

const address = (text: string) => {
  const parsed = parseAddress(text);
  if (!parsed) throw new Error(`no address: ${text}`);
  return parsed;
};
const cidr = (text: string) => {
  const parsed = parseCidr(text);
  if (!parsed) throw new Error(`no block: ${text}`);
  return parsed;
};

test.each([
  "",
  "1.2.3",
  "1.2.3.256",
  "01.2.3.4",
  "1.2.3.4.5",
  ":::",
  "1::2::3",
  "2001:db8",
  "12345::",
  "g::",
  "::1%eth0",
])("%j is no address", (text) => {
  expect(parseAddress(text)).toBeUndefined();
});

test("IPv6 in its forms", () => {
  expect(address("::").bytes).toEqual(new Array(16).fill(0));
  expect(address("1:2:3:4:5:6:7:8").bytes).toEqual([0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]);
  expect(address("::ffff:10.0.0.1").bytes.slice(10)).toEqual([255, 255, 10, 0, 0, 1]);
  expect(address("2001:DB8::1")).toEqual(address("2001:db8:0:0:0:0:0:1"));
});

test.each([
  ["10.0.0.0/9", "10.127.255.255", true],
  ["10.0.0.0/9", "10.128.0.0", false],
  ["0.0.0.0/0", "255.1.2.3", true],
  ["10.0.0.1/32", "10.0.0.1", true],
  ["2001:db8::/33", "2001:db8:7fff::", true],
  ["2001:db8::/33", "2001:db8:8000::", false],
  ["0.0.0.0/0", "::1", false],
])("%s covers %s: %s", (block, text, expected) => {
  expect(covers(cidr(block), address(text))).toBe(expected);
});

test("a block contains another, itself included", () => {
  expect(contains(cidr("10.0.0.0/8"), cidr("10.1.0.0/16"))).toBe(true);
  expect(contains(cidr("10.1.0.0/16"), cidr("10.0.0.0/8"))).toBe(false);
  expect(contains(cidr("10.0.0.0/8"), cidr("10.0.0.0/8"))).toBe(true);
});

test.each([
  ["10.0.0.1/24", "10.0.0.0/24"],
  ["192.168.77.3/18", "192.168.64.0/18"],
  ["2001:db8:1::5/32", "2001:db8::/32"],
  ["1:2:3:4:5:6:7:8/64", "1:2:3:4::/64"],
])("%s has host bits and means %s", (text, network) => {
  expect(hasHostBits(cidr(text))).toBe(true);
  expect(formatNetwork(cidr(text))).toBe(network);
  expect(hasHostBits(cidr(network))).toBe(false);
});

test("special addresses", () => {
  expect(["127.9.9.9", "::1"].every((text) => isLoopback(address(text)))).toBe(true);
  expect(["128.0.0.1", "::2"].some((text) => isLoopback(address(text)))).toBe(false);
  expect(["169.254.1.1", "fe80::1", "febf::1"].every((text) => isLinkLocal(address(text)))).toBe(true);
  expect(["169.253.1.1", "fec0::1"].some((text) => isLinkLocal(address(text)))).toBe(false);
});
