/** What a kubelet says of a readiness probe, and what it mostly means. Source: kubelet pkg/kubelet/prober. */
export function probeWords(message: string): string {
  const code = /statuscode: (\d+)/i.exec(message)?.[1];
  if (code === "404") return "the readiness probe asks for a path that the program does not serve (404)";
  if (code === "401" || code === "403")
    return `the readiness probe is asked to log in (${code}): choose a path without`;
  if (code !== undefined) return `the readiness probe is answered with ${code}`;
  if (/connection refused/i.test(message)) return "nothing listens on the port of the readiness probe";
  if (/deadline exceeded|timeout/i.test(message)) return "the readiness probe gets no answer in time";
  return "the readiness probe fails";
}
