import { z } from 'zod';

import { err, ok } from '#src/domain/result.ts';
import { parsedExactly } from '#src/infrastructure/venues/exact-json.ts';
import { notUnderstood } from '#src/infrastructure/venues/meaning.ts';
import type { RestDialect } from '#src/infrastructure/venues/signed-rest.ts';
import { quoted } from '#src/infrastructure/venues/wire-values.ts';
import type { CoinbaseConfig } from './coinbase-config.ts';
import type { MakeToken } from './jwt.ts';
import { meaningOf, ofKey } from './order-errors.ts';

/** A name may stand in a query several times. */
export type Parameters = {
  readonly query?: readonly (readonly [name: string, value: string])[];
  readonly body?: object;
};

export const root = '/api/v3/brokerage';

const text = z.string().transform(quoted).default('');
/** Of an order that is refused, with status 200. Which of its reasons is the one, the newest interface says first. */
const refusedOrder = z.object({
  success: z.literal(false),
  error_response: z.object({
    new_order_failure_reason: text,
    error: text,
    preview_failure_reason: text,
    message: text,
    error_details: text,
  }),
});
/** Of everything else that is refused, with another status. */
const refused = z.object({ error: z.string().transform(quoted), message: text, error_details: text });
const timeAnswer = z.object({
  epochMillis: z
    .string()
    .regex(/^\d{1,15}$/u)
    .transform(Number),
});

type Needs = {
  readonly config: Pick<CoinbaseConfig, 'restUrl'>;
  readonly makeToken: MakeToken;
};

/** Coinbase's Advanced Trade interface: each request has a token of its own, signed for its method and path. */
export function coinbaseRest({ config, makeToken }: Needs): RestDialect<Parameters> {
  const { host } = new URL(config.restUrl);
  return {
    signed({ method, path, parameters: { query = [], body } }, time) {
      const asked = query.length === 0 ? '' : `?${new URLSearchParams(query.map(([...pair]) => pair))}`;
      const headers = {
        authorization: `Bearer ${makeToken(time, `${method} ${host}${path}`)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      };
      const sent = body === undefined ? undefined : JSON.stringify(body);
      return { method, url: `${config.restUrl}${path}${asked}`, headers, body: sent };
    },
    parse: parsedExactly,
    // A token that is over is answered with 401 as well.
    takesLateForKey: true,
    // Thirty requests a second are taken of a user (rest-api rate limits).
    limitMs: 1_000,
    isDone: (body) => !refusedOrder.safeParse(body).success,
    failureOf(status, body) {
      const { code, said } = refusalOf(body) ?? { code: '', said: `HTTP ${status}` };
      return { meaning: meaningOf(status, code), venueCode: code, said, ofKey: ofKey(status) };
    },
    async askTime(exchange) {
      const url = `${config.restUrl}${root}/time`;
      const answer = await exchange({ method: 'GET', url, headers: {}, body: undefined });
      if (!answer.ok) return answer;
      const { data } = timeAnswer.safeParse(answer.value);
      return data === undefined ? err(notUnderstood('its time is no number')) : ok(data.epochMillis);
    },
  };
}

function refusalOf(body: unknown): { readonly code: string; readonly said: string } | undefined {
  const { data: order } = refusedOrder.safeParse(body);
  if (order !== undefined) {
    const { new_order_failure_reason, error, preview_failure_reason, ...words } = order.error_response;
    const reasons = [new_order_failure_reason, error, preview_failure_reason];
    const code =
      reasons.find((each) => each !== '' && !each.startsWith('UNKNOWN_')) ?? 'UNKNOWN_FAILURE_REASON';
    return { code, said: inWords(code, words) };
  }
  const { data } = refused.safeParse(body);
  return data && { code: data.error, said: inWords(data.error, data) };
}

type Words = { readonly message: string; readonly error_details: string };

function inWords(code: string, { message, error_details: details }: Words): string {
  const said = details === '' ? message : details;
  return said === '' || said === code ? code : `${said} (${code})`;
}
