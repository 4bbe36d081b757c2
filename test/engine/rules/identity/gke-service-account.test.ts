import { expect, test } from "vitest";
import { judge } from "../../judge";
import { serviceAccount } from "./cloud-account";

const id = "identity/gke-service-account";
const account = (address: string) => serviceAccount(`iam.gke.io/gcp-service-account: "${address}"`);

test.each([
  ["shop-web", "no address"],
  ["shop-web@example.com", "no address"],
  ["1@shop-project.iam.gserviceaccount.com", "no address"],
  ["1234567-compute@developer.gserviceaccount.com", "a default account"],
])("%s is %s", (address, message) => {
  expect(judge(id, account(address))).toMatchObject([
    {
      rule: id,
      path: ["metadata", "annotations", "iam.gke.io/gcp-service-account"],
      message: expect.stringContaining(message),
    },
  ]);
});

test.each([
  "shop-web@shop-project.iam.gserviceaccount.com",
  "shop-web@shop-project.example.com.iam.gserviceaccount.com",
])("%s is not", (address) => {
  expect(judge(id, account(address))).toEqual([]);
});
