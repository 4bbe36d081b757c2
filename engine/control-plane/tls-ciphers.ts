/**
 * Whether a TLS cipher suite counts as broken or weak: those that Go lists as insecure (RC4, 3DES, key exchange by RSA,
 * CBC with SHA-256), null ciphers and export grades. Names are those of IANA, as Go writes them.
 *
 * Source: Go crypto/tls, `InsecureCipherSuites`
 */
export function isWeakCipher(suite: string): boolean {
  return /RC4|3DES|_DES_|NULL|EXPORT|_MD5$|^TLS_RSA_|_CBC_SHA256$/.test(suite.toUpperCase());
}
