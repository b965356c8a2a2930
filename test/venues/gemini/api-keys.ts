import { createHmac, timingSafeEqual } from 'node:crypto';

import { Refused } from './refused.ts';

export type GeminiKey = {
  /** `account-…` for a key of one account. */
  readonly apiKey: string;
  readonly secret: string;
  readonly account: string;
  readonly isTrader: boolean;
  readonly isFundManager: boolean;
  /** A time-based nonce is the time in seconds; any other grows from request to request. */
  readonly nonce: 'time' | 'growing';
  /** All orders of the session are cancelled when nothing is heard of it for 30 seconds. */
  readonly needsHeartbeat: boolean;
};

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const nonceWindowSeconds = 30;

/** Knows the keys, and the last nonce of each. */
export function createKeyChain(keys: readonly GeminiKey[], now: () => number) {
  const nonces = new Map<string, bigint>();

  function signed(headers: Headers): { readonly key: GeminiKey; readonly text: string } {
    const name = header(headers, 'x-gemini-apikey', 'MissingApikeyHeader');
    const payload = header(headers, 'x-gemini-payload', 'MissingPayloadHeader');
    const signature = header(headers, 'x-gemini-signature', 'MissingSignatureHeader');
    const key = keys.find(({ apiKey }) => apiKey === name);
    if (key === undefined) throw new Refused(400, 'InvalidApiKey', 'Invalid API key');
    // The signature is of the base64 text, whatever is in it.
    const wanted = createHmac('sha384', key.secret).update(payload).digest();
    const given = Buffer.from(signature, 'hex');
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      throw new Refused(400, 'InvalidSignature', 'InvalidSignature');
    }
    return { key, text: Buffer.from(payload, 'base64').toString() };
  }

  function checkNonce({ apiKey, nonce: kind }: GeminiKey, given: string): void {
    if (!/^\d{1,20}$/.test(given)) throw invalidNonce(given);
    const nonce = BigInt(given);
    if (kind === 'time') {
      const seconds = Math.floor(now() / 1000);
      if (Math.abs(Number(nonce) - seconds) > nonceWindowSeconds) throw invalidNonce(given);
      return;
    }
    if (nonce <= (nonces.get(apiKey) ?? -1n)) throw invalidNonce(given);
    nonces.set(apiKey, nonce);
  }

  return {
    /** The payload of a private request to that path, checked. */
    open(path: string, headers: Headers): { readonly key: GeminiKey; readonly fields: Map<string, unknown> } {
      const { key, text } = signed(headers);
      const fields = fieldsOf(text);
      if (fields.get('request') !== path) {
        throw new Refused(400, 'EndpointMismatch', 'EndpointMismatch');
      }
      checkNonce(key, textOf(fields.get('nonce')));
      return { key, fields };
    },
    /** Of a socket's handshake: the payload is the nonce alone, and only a time-based one of an account will do. */
    handshake(headers: Headers): GeminiKey {
      const { key, text } = signed(headers);
      const nonce = header(headers, 'x-gemini-nonce', 'InvalidNonce');
      if (key.nonce !== 'time' || text !== nonce) throw invalidNonce(nonce);
      checkNonce(key, nonce);
      return key;
    },
  };
}

/** Of a text or a number; nothing else is either. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function header(headers: Headers, name: string, missing: string): string {
  const value = headers[name];
  if (typeof value !== 'string' || value === '')
    throw new Refused(400, missing, `Must provide '${name}' header`);
  return value;
}

function fieldsOf(text: string): Map<string, unknown> {
  try {
    // Numbers of orders are larger than a double holds.
    const fields: object = JSON.parse(text.replaceAll(/(?<=:\s*)\d{16,}(?=\s*[,}])/g, '"$&"'));
    return new Map(Object.entries(fields));
  } catch {
    throw new Refused(400, 'InvalidJson', 'Unable to parse JSON payload');
  }
}

function invalidNonce(nonce: string): Refused {
  return new Refused(
    400,
    'InvalidNonce',
    `Nonce '${nonce}' has not increased since your last call to the Gemini API, or is not within 30 seconds of the time.`,
  );
}
