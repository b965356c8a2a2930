import { createHash, createHmac } from 'node:crypto';

import { z } from 'zod';

import { err, ok } from '#src/domain/result.ts';
import type { VenueKey } from '#src/domain/venue-key.ts';
import { parsedExactly } from '#src/infrastructure/venues/exact-json.ts';
import { notUnderstood } from '#src/infrastructure/venues/meaning.ts';
import type { RestDialect } from '#src/infrastructure/venues/signed-rest.ts';
import { quoted } from '#src/infrastructure/venues/wire-values.ts';
import type { KrakenConfig } from './kraken-config.ts';
import { meaningOf, ofKey } from './order-errors.ts';

export type Parameters = Readonly<Record<string, string>>;

export const addOrder = '/0/private/AddOrder';
/** The engine matches nothing that comes later (AddOrder, `deadline`: 2 to 60 seconds). */
export const deadlineMs = 5_000;
export const rateLimit = 'EAPI:Rate limit exceeded';
export const invalidNonce = 'EAPI:Invalid nonce';

const failed = z.object({ error: z.tuple([z.string()]).rest(z.string()) });
const timeAnswer = z.object({
  result: z.object({
    unixtime: z
      .string()
      .regex(/^\d{1,11}$/u)
      .transform(Number),
  }),
});

type Needs = {
  readonly config: Pick<KrakenConfig, 'restUrl'>;
  readonly key: VenueKey;
};
/** A clock that was set back by more than this is set right again by somebody. */
const farthestAheadMs = 30 * 86_400_000;

/**
 * Kraken's REST interface. What is public is asked by GET; everything else is a form that is signed with its path. Its nonce
 * only has to grow, over every connection of the key. What it refuses is answered with status 200.
 */
export function krakenRest({ config, key }: Needs): RestDialect<Parameters> {
  let last = 0n;
  let aheadMs = 0;

  /** It is a counter that every process of this computer has in common, and no time of the venue. */
  function nextNonce(): string {
    const now = BigInt(Date.now() + aheadMs) * 1_000n;
    last = now > last ? now : last + 1n;
    return String(last);
  }

  /** One that was refused is smaller than one of before: this computer's clock was set back. */
  function goAhead(): void {
    aheadMs = Math.min(Math.max(aheadMs * 60, 1_000), farthestAheadMs);
  }

  return {
    signed({ method, path, parameters }, time) {
      if (method === 'GET') {
        const url = `${config.restUrl}${path}?${new URLSearchParams(parameters)}`;
        return { method, url, headers: {}, body: undefined };
      }
      const nonce = nextNonce();
      const until = path === addOrder ? { deadline: new Date(time + deadlineMs).toISOString() } : {};
      const body = new URLSearchParams({ nonce, ...parameters, ...until }).toString();
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'API-Key': key.key.reveal(),
        'API-Sign': signatureOf(key, path, nonce, body),
      };
      return { method: 'POST', url: `${config.restUrl}${path}`, headers, body };
    },
    parse: parsedExactly,
    isDone: (body) => !failed.safeParse(body).success,
    failureOf(status, body) {
      const said = failed.safeParse(body).data?.error[0];
      const meaning = meaningOf(status, said);
      if (said === invalidNonce) goAhead();
      if (said === undefined) return { meaning, venueCode: '', said: `HTTP ${status}` };
      // Orders and cancels are not counted with questions.
      return {
        meaning,
        venueCode: quoted(said),
        said: quoted(said),
        isOfItsKind: said === rateLimit,
        ofKey: ofKey[said],
      };
    },
    async askTime(exchange) {
      const url = `${config.restUrl}/0/public/Time`;
      const answer = await exchange({ method: 'GET', url, headers: {}, body: undefined });
      if (!answer.ok) return answer;
      const { data } = timeAnswer.safeParse(answer.value);
      // It tells whole seconds: on average, half of one is over.
      return data === undefined
        ? err(notUnderstood('its time is no number'))
        : ok(data.result.unixtime * 1_000 + 500);
    },
  };
}

function signatureOf({ secret }: VenueKey, path: string, nonce: string, body: string): string {
  const digest = createHash('sha256').update(`${nonce}${body}`).digest();
  return createHmac('sha512', Buffer.from(secret.reveal().trim(), 'base64'))
    .update(Buffer.concat([Buffer.from(path), digest]))
    .digest('base64');
}
