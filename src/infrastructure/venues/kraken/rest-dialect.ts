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
export const cancelOrder = '/0/private/CancelOrder';
export const cancelAllAfter = '/0/private/CancelAllOrdersAfter';
const invalidNonce = 'EAPI:Invalid nonce';
/** The venue asks to be told which program it is. */
const agent = { 'user-agent': 'tapedeck' };

/** A list of errors, and of warnings with a W before them. */
const answered = z.object({ error: z.array(z.string()).max(100) });
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
  let stepMs = 0;

  /** It only has to grow: the time of this computer, which other programs that use the key go by too. */
  function nextNonce(): string {
    const now = BigInt(Date.now() + aheadMs) * 1_000n;
    last = now > last ? now : last + 1n;
    return String(last);
  }

  /** One that was refused is smaller than one of before, of another program or of before a clock was set back. */
  function goAhead(): void {
    stepMs = Math.max(stepMs * 60, 1_000);
    aheadMs = Math.min(aheadMs + stepMs, farthestAheadMs);
  }

  return {
    signed({ method, path, parameters }, time) {
      if (method === 'GET') {
        const url = `${config.restUrl}${path}?${new URLSearchParams(parameters)}`;
        return { method, url, headers: agent, body: undefined };
      }
      const nonce = nextNonce();
      const until = path === addOrder ? { deadline: new Date(time + deadlineMs).toISOString() } : {};
      const body = new URLSearchParams({ nonce, ...parameters, ...until }).toString();
      const headers = {
        ...agent,
        'content-type': 'application/x-www-form-urlencoded',
        'API-Key': key.key.reveal(),
        'API-Sign': signatureOf(key, path, nonce, body),
      };
      return { method: 'POST', url: `${config.restUrl}${path}`, headers, body };
    },
    parse: parsedExactly,
    isDone(body) {
      if (errorOf(body) !== undefined) return false;
      stepMs = 0;
      return true;
    },
    failureOf(status, body) {
      const said = errorOf(body);
      const meaning = meaningOf(status, said);
      if (said !== undefined && isRefusedNonce(said)) goAhead();
      if (said === undefined) return { meaning, venueCode: '', said: `HTTP ${status}` };
      // Orders and cancels are not counted with questions.
      return {
        meaning,
        venueCode: quoted(said),
        said: quoted(said),
        isOfItsKind: isRoomless(said),
        ofKey: ofKey[said],
      };
    },
    async askTime(exchange) {
      const url = `${config.restUrl}/0/public/Time`;
      const answer = await exchange({ method: 'GET', url, headers: agent, body: undefined });
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

function errorOf(body: unknown): string | undefined {
  return answered.safeParse(body).data?.error.find((each) => !each.startsWith('W'));
}

/** Nothing was done, since a request with a larger nonce had come before. */
export function isRefusedNonce(venueCode: string): boolean {
  return venueCode === invalidNonce;
}

/** Nothing was done, since there were too many requests: others of another kind are not concerned. */
export function isRoomless(venueCode: string): boolean {
  return venueCode === 'EAPI:Rate limit exceeded' || /^EService: ?Throttled/u.test(venueCode);
}
