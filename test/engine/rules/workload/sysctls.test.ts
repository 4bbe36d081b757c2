import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/sysctls", [
  {
    title: "one of the node",
    text: workload({ pod: 'securityContext: { sysctls: [{ name: kernel.msgmax, value: "1" }] }' }),
    finds: ["medium spec.template.spec.securityContext.sysctls.0.name > kernel.msgmax"],
    says: [
      "the pod changes the kernel setting kernel.msgmax, which is not among those that stay inside a pod",
    ],
    fixes: [["unsafe", "remove spec.template.spec.securityContext.sysctls.0"]],
  },
  {
    title: "one with slashes is not the one with dots",
    text: workload({ pod: 'securityContext: { sysctls: [{ name: net/ipv4/tcp_syncookies, value: "1" }] }' }),
    finds: ["medium spec.template.spec.securityContext.sysctls.0.name > net/ipv4/tcp_syncookies"],
    says: [
      "the pod changes the kernel setting net/ipv4/tcp_syncookies, which is not among those that stay inside a pod",
    ],
    fixes: [["unsafe", "remove spec.template.spec.securityContext.sysctls.0"]],
  },
  {
    title: "safe from 1.0",
    text: workload({ pod: 'securityContext: { sysctls: [{ name: net.ipv4.tcp_syncookies, value: "1" }] }' }),
    options: { kubernetesVersion: 0 },
    finds: [],
  },
  {
    title: "net.ipv4.ip_local_reserved_ports before 1.27",
    text: workload({
      pod: 'securityContext: { sysctls: [{ name: net.ipv4.ip_local_reserved_ports, value: "1" }] }',
    }),
    options: { kubernetesVersion: 26 },
    finds: ["medium spec.template.spec.securityContext.sysctls.0.name > net.ipv4.ip_local_reserved_ports"],
    says: [
      "the pod changes the kernel setting net.ipv4.ip_local_reserved_ports, which is not among those that stay inside a pod",
    ],
    fixes: [["unsafe", "remove spec.template.spec.securityContext.sysctls.0"]],
  },
  {
    title: "net.ipv4.ip_local_reserved_ports from 1.27",
    text: workload({
      pod: 'securityContext: { sysctls: [{ name: net.ipv4.ip_local_reserved_ports, value: "1" }] }',
    }),
    options: { kubernetesVersion: 27 },
    finds: [],
  },
  {
    title: "net.ipv4.tcp_keepalive_time before 1.29",
    text: workload({
      pod: 'securityContext: { sysctls: [{ name: net.ipv4.tcp_keepalive_time, value: "1" }] }',
    }),
    options: { kubernetesVersion: 28 },
    finds: ["medium spec.template.spec.securityContext.sysctls.0.name > net.ipv4.tcp_keepalive_time"],
    says: [
      "the pod changes the kernel setting net.ipv4.tcp_keepalive_time, which is not among those that stay inside a pod",
    ],
    fixes: [["unsafe", "remove spec.template.spec.securityContext.sysctls.0"]],
  },
  {
    title: "net.ipv4.tcp_keepalive_time from 1.29",
    text: workload({
      pod: 'securityContext: { sysctls: [{ name: net.ipv4.tcp_keepalive_time, value: "1" }] }',
    }),
    options: { kubernetesVersion: 29 },
    finds: [],
  },
  {
    title: "net.ipv4.tcp_rmem before 1.32",
    text: workload({ pod: 'securityContext: { sysctls: [{ name: net.ipv4.tcp_rmem, value: "1" }] }' }),
    options: { kubernetesVersion: 31 },
    finds: ["medium spec.template.spec.securityContext.sysctls.0.name > net.ipv4.tcp_rmem"],
    says: [
      "the pod changes the kernel setting net.ipv4.tcp_rmem, which is not among those that stay inside a pod",
    ],
    fixes: [["unsafe", "remove spec.template.spec.securityContext.sysctls.0"]],
  },
  {
    title: "net.ipv4.tcp_rmem from 1.32",
    text: workload({ pod: 'securityContext: { sysctls: [{ name: net.ipv4.tcp_rmem, value: "1" }] }' }),
    options: { kubernetesVersion: 32 },
    finds: [],
  },
  {
    title: "net.ipv4.tcp_notsent_lowat before 1.37",
    text: workload({
      pod: 'securityContext: { sysctls: [{ name: net.ipv4.tcp_notsent_lowat, value: "1" }] }',
    }),
    options: { kubernetesVersion: 36 },
    finds: ["medium spec.template.spec.securityContext.sysctls.0.name > net.ipv4.tcp_notsent_lowat"],
    says: [
      "the pod changes the kernel setting net.ipv4.tcp_notsent_lowat, which is not among those that stay inside a pod",
    ],
    fixes: [["unsafe", "remove spec.template.spec.securityContext.sysctls.0"]],
  },
  {
    title: "net.ipv4.tcp_notsent_lowat from 1.37",
    text: workload({
      pod: 'securityContext: { sysctls: [{ name: net.ipv4.tcp_notsent_lowat, value: "1" }] }',
    }),
    options: { kubernetesVersion: 37 },
    finds: [],
  },
]);
