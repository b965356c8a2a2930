import { z } from 'zod';

import type { KeyProblem } from '#src/domain/key-problem.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { VenueKey } from '#src/domain/venue-key.ts';
import { boundedText, fetchFault, retryAfter } from '#src/infrastructure/venues/answer.ts';
import { loadSigner } from '#src/infrastructure/venues/signer.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { VenueAccount } from '#src/ports/venue.ts';
import type { BinanceConfig } from './binance-config.ts';
import { firstIssue, parsedJson, quoted } from '#src/infrastructure/venues/wire-values.ts';
import { accountBalances, refusal, serverTime } from './answers.ts';

type AccountConfig = Pick<BinanceConfig, 'restUrl' | 'requestTimeoutMs' | 'largestAnswer'>;

/** Where the library's addresses of all its calls that are used here begin. */
const ofVenue = 'https://api.binance.com';

/**
 * What its "Error codes" page says of each (developers.binance.com, spot, errors). -1021 is answered to a request that came
 * too late as well as to a clock that is off.
 */
const problemOf: Readonly<
  Record<number, KeyProblem['code'] & ('KEY_NOT_ACCEPTED' | 'SIGNATURE_WRONG' | 'CLOCK_OFF')>
> = {
  [-1002]: 'KEY_NOT_ACCEPTED',
  [-2008]: 'KEY_NOT_ACCEPTED',
  [-2014]: 'KEY_NOT_ACCEPTED',
  [-2015]: 'KEY_NOT_ACCEPTED',
  [-1022]: 'SIGNATURE_WRONG',
  [-1021]: 'CLOCK_OFF',
};

/** GET /sapi/v1/account/apiRestrictions */
const restrictions = z.object({
  ipRestrict: z.boolean(),
  enableReading: z.boolean(),
  enableWithdrawals: z.boolean(),
  enableInternalTransfer: z.boolean(),
  permitsUniversalTransfer: z.boolean(),
  enableSpotAndMarginTrading: z.boolean(),
});
/** What may stand in a header. No venue gives a key with anything else. */
const sendable = /^[\x21-\x7e]+$/;

/** Reads an account with a key. Nothing is sent that changes anything there. */
export async function openBinanceAccount(
  config: AccountConfig,
  key: VenueKey,
  clock: Clock,
): Promise<VenueAccount> {
  const signer = await loadSigner('binance', key, { origin: config.restUrl, ofVenue });
  const closing = new AbortController();
  let isClockKnown = false;

  async function get(
    url: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Result<unknown, KeyProblem>> {
    const timeout = new AbortController();
    const endTimeout = clock.after(config.requestTimeoutMs, () => timeout.abort());
    try {
      const signal = AbortSignal.any([timeout.signal, closing.signal]);
      // Followed, a redirect would carry the key to wherever it leads.
      const response = await fetch(url, { headers, signal, redirect: 'error' });
      return answerOf(response, await boundedText(response, config.largestAnswer), clock.now());
    } catch (fault) {
      const said = timeout.signal.aborted
        ? `no answer in ${config.requestTimeoutMs} ms`
        : quoted(fetchFault(fault));
      return err({ code: 'VENUE_NOT_REACHED', said });
    } finally {
      endTimeout();
    }
  }

  /** The venue refuses what is signed with another time than its own. */
  async function followClock(): Promise<KeyProblem | undefined> {
    const sent = clock.now();
    const answer = understood(serverTime, await get(`${config.restUrl}/api/v3/time`));
    if (!answer.ok) return answer.error;
    signer.setAhead(Math.round(answer.value.serverTime - (sent + clock.now()) / 2));
    isClockKnown = true;
    return undefined;
  }

  async function ask(
    api: string,
    path: string,
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<Result<unknown, KeyProblem>> {
    // The key is held here for as long as answers come: one that nobody holds any more is not found in them, and so not hidden.
    if (!sendable.test(key.key.reveal())) return err({ code: 'KEY_NOT_ACCEPTED' });
    for (const isLast of [false, true]) {
      const problem = isClockKnown ? undefined : await followClock();
      if (problem !== undefined) return err(problem);
      const signed = signer.sign(api, 'GET', path, parameters);
      if (signed === undefined) return err({ code: 'SIGNATURE_WRONG' });
      const answer = await get(signed.url, signed.headers);
      if (answer.ok || answer.error.code !== 'CLOCK_OFF' || isLast) return answer;
      // Its clock was asked for a while ago, and this one has been set since.
      isClockKnown = false;
    }
    throw new Error('not reached');
  }

  return {
    async permissions() {
      const told = understood(restrictions, await ask('sapi', 'account/apiRestrictions'));
      if (!told.ok) return told;
      const { value } = told;
      if (!value.enableReading) return err({ code: 'KEY_NOT_ACCEPTED' });
      return ok({
        mayTrade: value.enableSpotAndMarginTrading,
        mayWithdraw:
          value.enableWithdrawals || value.enableInternalTransfer || value.permitsUniversalTransfer,
        fromAnywhere: !value.ipRestrict,
      });
    },
    async balances() {
      return understood(accountBalances, await ask('private', 'account', { omitZeroBalances: 'true' }));
    },
    close: () => closing.abort(),
  };
}

function answerOf(response: Response, text: string | undefined, now: number): Result<unknown, KeyProblem> {
  const { status } = response;
  if (status === 429 || status === 418) {
    const until = now + (retryAfter(response) ?? 60_000);
    return err({ code: status === 418 ? 'ADDRESS_BANNED' : 'VENUE_LIMIT', until });
  }
  if (status >= 500) return err({ code: 'VENUE_NOT_WORKING', status });
  const body = text === undefined ? undefined : parsedJson(text);
  if (response.ok) {
    const said = text === undefined ? 'it is too long' : 'it is no JSON';
    return body === undefined ? err({ code: 'ANSWER_NOT_UNDERSTOOD', said }) : ok(body);
  }
  const refused = refusal.safeParse(body);
  // A page of HTML is of something that stands before the venue.
  if (!refused.success) return err({ code: 'ANSWER_NOT_OF_VENUE', status });
  const { code, msg } = refused.data;
  const problem = problemOf[code];
  return err(
    problem === undefined ? { code: 'VENUE_REFUSED', said: `${quoted(msg)} (${code})` } : { code: problem },
  );
}

function understood<Shape extends z.ZodType>(
  shape: Shape,
  answer: Result<unknown, KeyProblem>,
): Result<z.output<Shape>, KeyProblem> {
  if (!answer.ok) return answer;
  const read = shape.safeParse(answer.value);
  if (read.success) return ok(read.data);
  return err({ code: 'ANSWER_NOT_UNDERSTOOD', said: firstIssue(read.error) });
}
