import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "image/end-of-life";

test.each([
  "debian:buster-slim",
  "debian:10.13",
  "debian:bullseye-20240101-slim",
  "ubuntu:18.04",
  "ubuntu:23.10",
  "ubuntu:19.04",
  "centos:7",
  "centos",
  "alpine:3.9",
  "alpine:3.18.4",
  "node:16-alpine",
  "node:22-slim-buster",
  "python:3.12-slim-buster",
  "python:3.9",
  "python:3.12-alpine3.17",
  "openjdk:17",
  "postgres:9.6",
  "redis:5.0.14",
  "docker.io/bitnamilegacy/redis:7.2",
  "mcr.microsoft.com/dotnet/aspnet:6.0-alpine",
  "golang:1.19.3",
])("base-image-policy: %s has ended", (image) => {
  expect(places(rule, workload({ image }))).toEqual([`spec.template.spec.containers.0.image ${image}`]);
});

test.each([
  "debian:trixie-slim",
  "debian:12.5",
  "debian",
  "ubuntu:22.04",
  "ubuntu:24.04",
  "alpine:3.22",
  "alpine:3.23.0",
  "node:24-alpine",
  "node:24.1.0-alpine3.22",
  "python:3.13-slim-bookworm",
  "postgres:17.2",
  "redis:7.4.1",
  "golang:1.26",
  "registry.example/debian:buster",
  "mcr.microsoft.com/dotnet/aspnet:10.0",
])("%s is maintained, or not ours to know", (image) => {
  expect(places(rule, workload({ image }))).toEqual([]);
});
