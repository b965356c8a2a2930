import { createHmac, createPrivateKey, sign } from 'node:crypto';
import type { Secret } from '#src/domain/secret.ts';
import { signingText } from '#src/infrastructure/venues/signer.ts';

/** What the venue takes as the signature of a text; it stands in an address and has to be encoded there. */
export type SignText = (text: string) => string;

/**
 * By what the secret is: a private key, of Ed25519 or RSA, or the secret of an HMAC key
 * (developers.binance.com, spot, request security). Undefined where it is a private key that is not whole.
 */
export function signatureWith(secret: Secret): SignText | undefined {
  const text = signingText(secret.reveal());
  if (text === undefined) return undefined;
  if (!text.includes('PRIVATE KEY'))
    return (payload) => createHmac('sha256', secret.reveal().trim()).update(payload).digest('hex');
  const key = createPrivateKey(text);
  const algorithm = key.asymmetricKeyType === 'rsa' ? 'sha256' : undefined;
  return (payload) => sign(algorithm, Buffer.from(payload), key).toString('base64');
}
