import { type KeyObject, sign } from "node:crypto";

/** The issuer that the control plane signs service account tokens for. */
export const serviceAccountIssuer = "https://kubernetes.default.svc";

/** What a service account token says. */
export interface ServiceAccountClaims {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** When the token ends; the past makes an expired token, which the API's own TokenRequest never issues. */
  readonly expires: Date;
}

/** Signs a token with the cluster's own key (ES256), as the API server would. */
export function signServiceAccountToken(key: KeyObject, claims: ServiceAccountClaims): string {
  const expires = Math.floor(claims.expires.getTime() / 1000);
  const payload = {
    iss: serviceAccountIssuer,
    aud: [serviceAccountIssuer],
    sub: `system:serviceaccount:${claims.namespace}:${claims.name}`,
    iat: expires - 3600,
    nbf: expires - 3600,
    exp: expires,
    "kubernetes.io": {
      namespace: claims.namespace,
      serviceaccount: { name: claims.name, uid: claims.uid },
    },
  };
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "ES256", typ: "JWT" })}.${part(payload)}`;
  const signature = sign("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" });
  return `${signed}.${signature.toString("base64url")}`;
}
