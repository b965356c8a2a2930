import { createPrivateKey, randomBytes, sign, type KeyObject } from 'node:crypto';

import type { VenueKey } from '#src/domain/venue-key.ts';
import { signingText } from '#src/infrastructure/venues/signer.ts';

/**
 * How long what is signed is taken. The venue takes two minutes at most, and less where it is asked to
 * (docs.cdp.coinbase.com/get-started/authentication/jwt-authentication, `expiresIn`): what comes later is not carried out.
 */
export const tokenLifeMs = 30_000;
/** Seconds that it is good for already: the clock of whoever looks at it may be a little behind. */
const earlier = 5;

/** `uri`: of a request, `GET api.coinbase.com/api/v3/brokerage/accounts`, without its query; a socket has none. */
export type MakeToken = (time: number, uri?: string) => string;

/** What PKCS 8 has before the 32 bytes of a private key of Ed25519 (RFC 8410). */
const beforeSeed = Buffer.from('302e020100300506032b657004220420', 'hex');
const seedBytes = 32;
/** The vendor gives the private key and then the public one, in base64. */
const edwards = /^[A-Za-z0-9+/]{86}==$/u;

/** A token for each request, of a key of either kind that the venue has. Undefined where the secret is none. */
export function tokenMaker({ key, secret }: VenueKey): MakeToken | undefined {
  const signing = signingKey(secret.reveal().trim());
  if (signing === undefined) return undefined;
  const { alg, algorithm, privateKey } = signing;
  return (time, uri) => {
    const name = key.reveal();
    const from = Math.floor(time / 1_000);
    const header = { alg, typ: 'JWT', kid: name, nonce: randomBytes(16).toString('hex') };
    const claims = {
      sub: name,
      iss: 'cdp',
      nbf: from - earlier,
      exp: from + tokenLifeMs / 1_000,
      ...(uri !== undefined && { uri }),
    };
    const text = `${encoded(header)}.${encoded(claims)}`;
    const signature = sign(algorithm, Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  };
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

type Signing = {
  readonly alg: 'ES256' | 'EdDSA';
  readonly algorithm: 'sha256' | undefined;
  readonly privateKey: KeyObject;
};

function signingKey(secret: string): Signing | undefined {
  if (edwards.test(secret)) {
    const seed = Buffer.from(secret, 'base64').subarray(0, seedBytes);
    const der = Buffer.concat([beforeSeed, seed]);
    const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    return { alg: 'EdDSA', algorithm: undefined, privateKey };
  }
  if (!secret.includes('PRIVATE KEY')) return undefined;
  // Its file of a key has lines as `\n`.
  const text = signingText(secret.replaceAll(String.raw`\n`, '\n'));
  if (text === undefined) return undefined;
  const privateKey = createPrivateKey(text);
  if (privateKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return undefined;
  return { alg: 'ES256', algorithm: 'sha256', privateKey };
}
