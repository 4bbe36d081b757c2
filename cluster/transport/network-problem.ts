import type { Problem } from "../problem";

/** What Node calls a certificate that it does not accept. Source: OpenSSL's X509_V_ERR_*, Node's tls documentation. */
const CERTIFICATE =
  /^(CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH)/;

/** Says why no answer came, from what Node threw. Names the server, never a credential. */
export function networkProblem(server: string, error: NodeJS.ErrnoException): Problem {
  const { host } = new URL(server);
  const code = error.code ?? "";
  if (CERTIFICATE.test(code))
    return {
      kind: "bad-certificate",
      message: `the certificate of ${host} was not accepted: ${error.message}`,
    };
  if (/ssl.*alert|tlsv1.*alert/i.test(error.message))
    return { kind: "bad-certificate", message: `${host} did not accept our certificate: ${wordsOf(error)}` };
  if (code === "EPROTO" || /wrong version number/i.test(error.message))
    return { kind: "unreachable", message: `${host} does not speak TLS` };
  return { kind: "unreachable", message: `${host} cannot be reached: ${wordsOf(error)}` };
}

function wordsOf({ code, message }: NodeJS.ErrnoException): string {
  const text = message.replace(/\p{Cc}+/gu, " ").trim();
  return text === "" ? (code ?? "no reason given") : [...text].slice(0, 300).join("");
}
