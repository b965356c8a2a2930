import { createHmac } from 'node:crypto';

import { z } from 'zod';

import type { VenueKey } from '#src/domain/venue-key.ts';
import { parsedExactly } from '#src/infrastructure/venues/exact-json.ts';
import type { RestDialect } from '#src/infrastructure/venues/signed-rest.ts';
import { quoted } from '#src/infrastructure/venues/wire-values.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { GeminiConfig } from './gemini-config.ts';
import { meaningOf, ofKey } from './order-errors.ts';
import { askVenueTime } from './venue-time.ts';

/** A bigint is a number, digit by digit. */
export type Parameters = Readonly<Record<string, string | boolean | bigint | readonly string[]>>;

const refusal = z.object({ reason: z.string(), message: z.string() });

type Needs = {
  readonly config: GeminiConfig;
  readonly key: VenueKey;
  readonly clock: Clock;
};

/**
 * Gemini's REST interface: what is asked is JSON in a header, and the body is empty. What is public is asked by GET, without
 * a key. The nonce is the time in seconds, as keys of the time-based kind want it.
 */
export function geminiRest({ config, key, clock }: Needs): RestDialect<Parameters> {
  return {
    signed({ method, path, parameters }, time) {
      if (method === 'GET') {
        const query = new URLSearchParams(
          Object.entries(parameters).map(([name, value]) => [name, String(value)]),
        );
        return { method, url: `${config.restUrl}${path}?${query}`, headers: {}, body: undefined };
      }
      const payload = exactText({ request: path, nonce: nonceAt(time), ...parameters });
      const headers = {
        'content-type': 'text/plain',
        'content-length': '0',
        'cache-control': 'no-cache',
        ...signedHeaders(key, payload),
      };
      return { method: 'POST', url: `${config.restUrl}${path}`, headers, body: undefined };
    },
    parse: parsedExactly,
    failureOf(status, body) {
      const { data } = refusal.safeParse(body);
      const meaning = meaningOf(status, data?.reason);
      if (data === undefined) return { meaning, venueCode: '', said: `HTTP ${status}` };
      return {
        meaning,
        venueCode: quoted(data.reason),
        said: `${quoted(data.message)} (${quoted(data.reason)})`,
        ofKey: ofKey[data.reason],
      };
    },
    askTime: () => askVenueTime(config, clock),
  };
}

/** Of a socket's handshake the payload is the nonce alone (developer.gemini.com/websocket/authentication). */
export function handshakeHeaders(key: VenueKey, time: number): Readonly<Record<string, string>> {
  const nonce = String(nonceAt(time));
  return { ...signedHeaders(key, nonce), 'X-GEMINI-NONCE': nonce };
}

function nonceAt(time: number): bigint {
  return BigInt(Math.floor(time / 1000));
}

function signedHeaders({ key, secret }: VenueKey, text: string): Readonly<Record<string, string>> {
  const payload = Buffer.from(text).toString('base64');
  const signature = createHmac('sha384', secret.reveal().trim()).update(payload).digest('hex');
  return {
    'X-GEMINI-APIKEY': key.reveal(),
    'X-GEMINI-PAYLOAD': payload,
    'X-GEMINI-SIGNATURE': signature,
  };
}

function exactText(fields: Parameters): string {
  const parts = Object.entries(fields).map(([name, value]) => {
    const text = typeof value === 'bigint' ? String(value) : JSON.stringify(value);
    return `${JSON.stringify(name)}:${text}`;
  });
  return `{${parts.join(',')}}`;
}
