import { createHash, createPrivateKey, createPublicKey, verify, type KeyObject } from 'node:crypto';

import { Refused } from './refused.ts';

export type CoinbaseKey = {
  /** `organizations/…/apiKeys/…`, or an id. */
  readonly name: string;
  readonly publicKey: KeyObject;
  readonly account: string;
  readonly canView: boolean;
  readonly canTrade: boolean;
  readonly canTransfer: boolean;
};

const longestLife = 120;

/** A private key of Ed25519 as the venue gives it: 32 bytes and those of the public key, in base64. The same text, the same key. */
export function edwardsKey(text: string): { readonly secret: string; readonly publicKey: KeyObject } {
  const seed = createHash('sha256').update(text).digest();
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const publicKey = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const secret = Buffer.concat([seed, Buffer.from(x, 'base64url')]).toString('base64');
  return { secret, publicKey };
}

/** Whose token it is (https://docs.cdp.coinbase.com/get-started/authentication/jwt-authentication). `uri`: undefined on a socket. */
export function keyOfToken(
  keys: readonly CoinbaseKey[],
  token: string,
  now: number,
  uri: string | undefined,
): CoinbaseKey {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const { alg, typ, kid, nonce } = readPart(header);
  const { sub, iss, nbf, exp, uri: signedFor } = readPart(claims);
  const key = keys.find(({ name }) => name === kid);
  if (key === undefined || sub !== kid || iss !== 'cdp' || typ !== 'JWT') throw unauthorized();
  const isEdwards = key.publicKey.asymmetricKeyType === 'ed25519';
  const isSigned = verify(
    isEdwards ? undefined : 'sha256',
    Buffer.from(`${header}.${claims}`),
    { key: key.publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isSigned || alg !== (isEdwards ? 'EdDSA' : 'ES256')) throw unauthorized();
  const seconds = now / 1000;
  const [from, until] = [Number(nbf), Number(exp)];
  if (!(from <= seconds && seconds < until && until - from <= longestLife)) throw unauthorized();
  if (signedFor !== uri || typeof nonce !== 'string' || nonce === '') throw unauthorized();
  return key;
}

function readPart(part: string): Readonly<Record<string, unknown>> {
  try {
    const read: Readonly<Record<string, unknown>> = JSON.parse(Buffer.from(part, 'base64url').toString());
    return read;
  } catch {
    throw unauthorized();
  }
}

function unauthorized(): Refused {
  return new Refused(401, 'unauthorized', 'Unauthorized');
}
