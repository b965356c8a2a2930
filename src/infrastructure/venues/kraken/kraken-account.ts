import { z } from 'zod';

import type { KeyProblem } from '#src/domain/key-problem.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { VenueKey } from '#src/domain/venue-key.ts';
import type { RestFailure } from '#src/infrastructure/venues/meaning.ts';
import { createSignedRest } from '#src/infrastructure/venues/signed-rest.ts';
import { amount, firstIssue } from '#src/infrastructure/venues/wire-values.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { VenueAccount } from '#src/ports/venue.ts';
import type { KrakenConfig } from './kraken-config.ts';
import { balancesOf } from './order-questions.ts';
import { readPairs } from './pairs.ts';
import { keyInfo, problemOfKey } from './key-info.ts';
import { sendInTurn } from './key-turns.ts';
import { krakenRest } from './rest-dialect.ts';

const balancesAnswer = z.object({ result: z.record(z.string(), amount) });
/** What may stand in a header. No venue gives a key with anything else. */
const sendable = /^[\x21-\x7e]+$/;

/** Reads an account with a key. Nothing is sent that changes anything there. */
export function openKrakenAccount(config: KrakenConfig, key: VenueKey, clock: Clock): VenueAccount {
  const rest = createSignedRest({ config, dialect: krakenRest({ config, key }), clock });
  const closing = new AbortController();
  const send = sendInTurn(rest.send, clock, closing.signal);

  async function ask<Shape extends z.ZodType>(
    shape: Shape,
    method: 'GET' | 'POST',
    path: string,
  ): Promise<Result<z.output<Shape>, KeyProblem>> {
    if (!sendable.test(key.key.reveal())) return err({ code: 'KEY_NOT_ACCEPTED' });
    const answer = await send(method, path, {});
    if (!answer.ok) return err(problemOf(answer.error));
    const read = shape.safeParse(answer.value);
    return read.success
      ? ok(read.data)
      : err({ code: 'ANSWER_NOT_UNDERSTOOD', said: firstIssue(read.error) });
  }

  return {
    async permissions() {
      const told = await ask(keyInfo, 'POST', '/0/private/GetApiKeyInfo');
      if (!told.ok) return told;
      const problem = problemOfKey(told.value.result);
      if (problem !== undefined) return err(problemOf(problem));
      const { permissions, ipallowlist: addresses } = told.value.result;
      const names = permissions.map((each) => each.toLowerCase());
      return ok({
        mayTrade: names.some((each) => each.includes('modify') && !each.includes('fund')),
        mayWithdraw: names.some((each) => each.includes('withdraw')),
        fromAnywhere: addresses?.every((each) => each.trim() === ''),
      });
    },
    async balances() {
      const listed = await ask(z.unknown(), 'GET', '/0/public/AssetPairs');
      if (!listed.ok) return listed;
      const pairs = readPairs(listed.value);
      if (pairs === undefined) return err({ code: 'ANSWER_NOT_UNDERSTOOD', said: 'its list of markets' });
      const told = await ask(balancesAnswer, 'POST', '/0/private/Balance');
      return told.ok ? ok(balancesOf(told.value.result, pairs)) : told;
    },
    close() {
      closing.abort();
      rest.close();
    },
  };
}

function problemOf({ meaning, venueCode, said, until }: RestFailure): KeyProblem {
  if (venueCode === 'EAPI:Invalid signature') return { code: 'SIGNATURE_WRONG' };
  if (venueCode === 'EAPI:Invalid key') return { code: 'KEY_NOT_ACCEPTED' };
  switch (meaning) {
    case 'limit':
      return { code: 'VENUE_LIMIT', until: until ?? 0 };
    case 'key':
    case 'clock':
    case 'refused':
    case 'ask':
      return { code: 'VENUE_REFUSED', said };
    case 'unknown':
      return venueCode === '' ? { code: 'VENUE_NOT_REACHED', said } : { code: 'VENUE_REFUSED', said };
  }
}
