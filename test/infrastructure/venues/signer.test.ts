import { generateKeyPairSync, verify, type KeyObject } from 'node:crypto';
import { expect, it } from 'vitest';

import { Secret } from '#src/domain/secret.ts';
import { loadSigner } from '#src/infrastructure/venues/signer.ts';

const origin = 'http://127.0.0.1:9';

async function signedBy(secret: string) {
  const signer = await loadSigner(
    'binance',
    { key: new Secret('public'), secret: new Secret(secret), passphrase: undefined },
    { origin, ofVenue: 'https://api.binance.com' },
  );
  return signer.sign('private', 'GET', 'account', { omitZeroBalances: 'true' });
}

async function urlSignedBy(secret: string): Promise<string> {
  const signed = await signedBy(secret);
  return signed?.url ?? 'http://nothing';
}

function isSignedFor(url: string, publicKey: KeyObject, digest: string | null): boolean {
  const [payload = '', signature = ''] = new URL(url).search.slice(1).split('&signature=');
  const bytes = Buffer.from(decodeURIComponent(signature), 'base64');
  return verify(digest, Buffer.from(payload), publicKey, bytes);
}

/** A field of one line takes the ends of lines out, or makes spaces of them; files of Windows have others. */
const pasted: readonly (readonly [string, (pem: string) => string])[] = [
  ['as it stands in its file', (pem) => pem],
  ['in one line', (pem) => pem.replaceAll('\n', '')],
  ['with spaces for the ends of lines', (pem) => ` ${pem.replaceAll('\n', ' ')}`],
  ['with the ends of lines of Windows', (pem) => pem.replaceAll('\n', '\r\n')],
];

it.each(pasted)('a private key signs %s', async (_how, paste) => {
  const ed = generateKeyPairSync('ed25519');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pemOf = (key: KeyObject) => paste(String(key.export({ type: 'pkcs8', format: 'pem' })));
  expect(isSignedFor(await urlSignedBy(pemOf(ed.privateKey)), ed.publicKey, null)).toBe(true);
  expect(isSignedFor(await urlSignedBy(pemOf(rsa.privateKey)), rsa.publicKey, 'sha256')).toBe(true);
});

it('goes to the address that was given, and what is asked stands there as it was given', async () => {
  const signed = await signedBy('secret');
  expect(signed?.url).toMatch(
    /^http:\/\/127\.0\.0\.1:9\/api\/v3\/account\?timestamp=\d{13}&omitZeroBalances=true&recvWindow=\d+&signature=[0-9a-f]{64}$/,
  );
  expect(signed).toMatchObject({
    method: 'GET',
    headers: { 'X-MBX-APIKEY': 'public' },
    body: undefined,
  });
});

it.each(['-----BEGIN PRIVATE KEY-----', '-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----'])(
  'is undefined for a private key that was not copied whole: %s',
  async (secret) => {
    expect(await signedBy(secret)).toBeUndefined();
  },
);
