import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";
import { der } from "./der";

/** A certificate and its private key, both PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** What a certificate says. Kubernetes reads the common name as the user and each organisation as a group. */
export interface CertificateRequest {
  readonly commonName: string;
  readonly organisations?: readonly string[];
  /** Host names and addresses; makes it a server's certificate. Without: a client's. */
  readonly hosts?: readonly string[];
  /** Default: an hour ago. */
  readonly notBefore?: Date;
  /** Default: in a day. A moment in the past makes an expired certificate. */
  readonly notAfter?: Date;
}

/** A certificate authority of one test run. */
export interface CertificateAuthority {
  /** The authority's own certificate, PEM. */
  readonly cert: string;
  issue(request: CertificateRequest): Certificate;
}

// RFC 5280 and RFC 5758.
const oid = {
  commonName: "2.5.4.3",
  organisation: "2.5.4.10",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
  keyUsage: "2.5.29.15",
  subjectAlternativeName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  extendedKeyUsage: "2.5.29.37",
  serverAuthentication: "1.3.6.1.5.5.7.3.1",
  clientAuthentication: "1.3.6.1.5.5.7.3.2",
} as const;

const hour = 3_600_000;
const algorithm = der.sequence(der.objectIdentifier(oid.ecdsaWithSha256));

function name({ commonName, organisations = [] }: CertificateRequest): Buffer {
  const attribute = (type: string, value: string): Buffer =>
    der.set(der.sequence(der.objectIdentifier(type), der.utf8(value)));
  return der.sequence(
    ...organisations.map((organisation) => attribute(oid.organisation, organisation)),
    attribute(oid.commonName, commonName),
  );
}

function extension(type: string, critical: boolean, value: Buffer): Buffer {
  // False is the default, which the distinguished encoding leaves out.
  const flag = critical ? [der.boolean(true)] : [];
  return der.sequence(der.objectIdentifier(type), ...flag, der.octetString(value));
}

function alternativeName(host: string): Buffer {
  return isIP(host) === 4
    ? der.implicit(7, Buffer.from(host.split(".").map(Number)))
    : der.implicit(2, Buffer.from(host, "ascii"));
}

function leafExtensions(hosts: readonly string[] | undefined): Buffer[] {
  const usage = hosts === undefined ? oid.clientAuthentication : oid.serverAuthentication;
  const digitalSignature = der.bitString(Buffer.from([0b1000_0000]), 7);
  const extensions = [
    extension(oid.keyUsage, true, digitalSignature),
    extension(oid.extendedKeyUsage, false, der.sequence(der.objectIdentifier(usage))),
  ];
  if (hosts !== undefined) {
    extensions.push(
      extension(oid.subjectAlternativeName, false, der.sequence(...hosts.map(alternativeName))),
    );
  }
  return extensions;
}

function authorityExtensions(): Buffer[] {
  const certificateAndListSigning = der.bitString(Buffer.from([0b0000_0110]), 1);
  return [
    extension(oid.basicConstraints, true, der.sequence(der.boolean(true))),
    extension(oid.keyUsage, true, certificateAndListSigning),
  ];
}

interface ToSign {
  readonly request: CertificateRequest;
  readonly issuer: Buffer;
  readonly extensions: readonly Buffer[];
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject;
}

function signed({ request, issuer, extensions, publicKey, signingKey }: ToSign): string {
  const now = Date.now();
  const serial = randomBytes(16);
  // A leading zero byte would not be the shortest encoding.
  serial[0] = 0x40;
  const body = der.sequence(
    der.explicit(0, der.integer(Buffer.from([2]))),
    der.integer(serial),
    algorithm,
    issuer,
    der.sequence(
      der.time(request.notBefore ?? new Date(now - hour)),
      der.time(request.notAfter ?? new Date(now + 24 * hour)),
    ),
    name(request),
    publicKey.export({ type: "spki", format: "der" }),
    der.explicit(3, der.sequence(...extensions)),
  );
  const certificate = der.sequence(body, algorithm, der.bitString(sign("sha256", body, signingKey)));
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

function keyPair(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync("ec", { namedCurve: "P-256" });
}

function pem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

/** Makes an authority with a fresh key (ECDSA P-256); nothing is written to disk. */
export function createAuthority(commonName = "test-authority"): CertificateAuthority {
  const authority = keyPair();
  const own: CertificateRequest = { commonName };
  const issuer = name(own);
  const signingKey = authority.privateKey;
  const cert = signed({
    request: own,
    issuer,
    extensions: authorityExtensions(),
    publicKey: authority.publicKey,
    signingKey,
  });
  return {
    cert,
    issue: (request) => {
      const { publicKey, privateKey } = keyPair();
      const extensions = leafExtensions(request.hosts);
      return {
        cert: signed({ request, issuer, extensions, publicKey, signingKey }),
        key: pem(privateKey),
      };
    },
  };
}
