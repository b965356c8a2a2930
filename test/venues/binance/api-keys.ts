import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';

import { Refused } from './refused.ts';

/** What the trader has made on Binance's page of API keys. */
export type ApiKey = {
  readonly apiKey: string;
  readonly account: string;
  /** The secret of an HMAC key, or the public key (PEM) that was uploaded for an Ed25519 one. */
  readonly secret: { readonly hmac: string } | { readonly ed25519: string };
  readonly canRead: boolean;
  readonly canTrade: boolean;
  readonly canWithdraw: boolean;
  readonly isAddressRestricted: boolean;
  readonly createdAt: number;
};

export type Security = 'NONE' | 'TRADE' | 'USER_DATA' | 'USER_STREAM';

const defaultWindow = 5000;
const largestWindow = 60_000;
/** A timestamp may be ahead of the venue's time by less than this. */
const mostAhead = 1000;

/** The key that a request names, if it may do what it asks for. */
export function keyOf(keys: readonly ApiKey[], name: string | undefined, security: Security): ApiKey {
  if (name === undefined || !/^[A-Za-z0-9]{64}$/.test(name)) {
    throw new Refused(401, -2014, 'API-key format invalid.');
  }
  const key = keys.find(({ apiKey }) => apiKey === name);
  const may = key !== undefined && (security === 'TRADE' ? key.canTrade : key.canRead);
  if (!may) throw new Refused(401, -2015, 'Invalid API-key, IP, or permissions for action.');
  return key;
}

export function checkSignature({ secret }: ApiKey, payload: string, signature: string): void {
  if (!isSigned(secret, payload, signature)) {
    throw new Refused(400, -1022, 'Signature for this request is not valid.');
  }
}

function isSigned(secret: ApiKey['secret'], payload: string, signature: string): boolean {
  if ('hmac' in secret) {
    const wanted = createHmac('sha256', secret.hmac).update(payload).digest();
    const given = Buffer.from(signature, 'hex');
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
  const key = createPublicKey(secret.ed25519);
  return verify(null, Buffer.from(payload), key, Buffer.from(signature, 'base64'));
}

/** The timestamp is in milliseconds, or in microseconds; the window may have a fraction. */
export function checkTiming(now: number, timestamp: string, recvWindow: string | undefined): void {
  if (!/^\d{13}(\d{3})?$/.test(timestamp)) {
    throw new Refused(
      400,
      -1102,
      "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.",
    );
  }
  if (recvWindow !== undefined && !/^\d{1,8}(\.\d{1,3})?$/.test(recvWindow)) {
    throw new Refused(
      400,
      -1100,
      "Illegal characters found in parameter 'recvWindow'; legal range is '^[0-9]{1,20}$'.",
    );
  }
  const window = Number(recvWindow ?? defaultWindow);
  if (window > largestWindow) {
    throw new Refused(400, -1102, "'recvWindow' contains unexpected value. Cannot be greater than 60000.");
  }
  const sent = Number(timestamp.slice(0, 13));
  if (sent >= now + mostAhead) {
    throw new Refused(400, -1021, "Timestamp for this request was 1000ms ahead of the server's time.");
  }
  if (now - sent > window) {
    throw new Refused(400, -1021, 'Timestamp for this request is outside of the recvWindow.');
  }
}
