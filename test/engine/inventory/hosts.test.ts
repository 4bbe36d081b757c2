import { describe, expect, it, test } from "vitest";
import { hostsIn } from "../../../engine/inventory/extractors/hosts";

/** `host:port@start` of each host in a literal. */
const found = (name: string, value: string) =>
  hostsIn(name, value, 0).map(({ host, port, start }) => `${host}:${port}@${start}`);

describe("hosts in literals", () => {
  it.each([
    ["DATABASE_URL", "postgres://db.shop.svc:5433/shop", ["db.shop.svc:5433@11"]],
    ["DATABASE_URL", "postgres://user:pw@db/shop?sslmode=require", ["db:5432@19"]],
    ["JDBC", "jdbc:mysql://db:3307/shop", ["db:3307@13"]],
    ["BROKERS", "kafka://a:9092,kafka://b:9093", ["a:9092@8", "b:9093@23"]],
    ["ENDPOINTS", "10.0.0.5:6379", ["10.0.0.5:6379@0"]],
    ["KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", ["kafka:9092@0"]],
    ["DEFAULT", "admin:12345", []],
    ["REDIS_HOST", "cache", ["cache:null@0"]],
    ["ANYTHING", "api.shop.svc.cluster.local", ["api.shop.svc.cluster.local:null@0"]],
    ["ANYTHING", "cache", []],
    ["LOG_LEVEL", "debug", []],
    ["TIMEOUT", "1:30:00", []],
    ["VERSION_HOST", "1.2.3", []],
    ["API_HOST", "not a host", []],
  ])("%s=%s", (name, value, expected) => {
    expect(found(name, value)).toEqual(expected);
  });

  it.each(["DB_PASSWORD", "API_TOKEN", "CLIENT_SECRET", "SIGNING_KEY", "PWD"])(
    "are not looked for in %s",
    (name) => {
      expect(found(name, "https://hunter2.example:443/")).toEqual([]);
    },
  );

  it.each([
    "postgres://user:p@s3cret/x@db:5432/shop",
    "postgres://user:s3cret@db:5432/shop",
    "https://s3cret@host/path",
    "amqp://u:s3cret/more@host",
  ])("hold nothing of the password in %s", (value) => {
    expect(JSON.stringify(hostsIn("URL", value, 0))).not.toContain("s3cret");
  });
});

test("a long literal is a file, not a setting", () => {
  expect(found("CONFIG_URL", `https://a.example/${"x".repeat(5000)}`)).toEqual([]);
});
