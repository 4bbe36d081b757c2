import { expect, test } from "vitest";
import { judge } from "../../judge";
import { mesh, SECURITY } from "./manifests";

const ID = "mesh/request-authentication";
const rule = (jwtRule: object) => judge(ID, mesh(SECURITY, "RequestAuthentication", { jwtRules: [jwtRule] }));
const issuer = "https://login.example.com";

test.each([
  ["http://login.example.com/keys", "jwksUri fetches the keys over plain HTTP"],
  ["https://169.254.169.254/latest", "jwksUri lets the control plane ask itself or the metadata service"],
  ["https://[::1]/keys", "jwksUri lets the control plane ask itself or the metadata service"],
  ["http://localhost:8080", "jwksUri lets the control plane ask itself or the metadata service"],
  ["file:///etc/keys", "jwksUri is no address that keys can be fetched from"],
])("%s", (jwksUri, message) => {
  expect(rule({ issuer, jwksUri })).toMatchObject([
    { path: ["spec", "jwtRules", 0, "jwksUri"], text: jwksUri, message },
  ]);
});

test("keys discovered from an issuer over plain HTTP", () => {
  expect(rule({ issuer: "http://login.example.com" })).toMatchObject([
    { path: ["spec", "jwtRules", 0, "issuer"] },
  ]);
  expect(rule({ issuer: "http://login.example.com", jwks: "{}" })).toEqual([]);
});

test("HTTPS is quiet", () => {
  expect(rule({ issuer, jwksUri: `${issuer}/keys` })).toEqual([]);
  expect(rule({ issuer })).toEqual([]);
});
