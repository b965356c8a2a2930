import { z } from 'zod';

import { err, ok } from '#src/domain/result.ts';
import type { VenueKey } from '#src/domain/venue-key.ts';
import { createAskWithKey } from '#src/infrastructure/venues/ask-with-key.ts';
import { createSignedRest } from '#src/infrastructure/venues/signed-rest.ts';
import { amount, recordOf } from '#src/infrastructure/venues/wire-values.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { VenueAccount } from '#src/ports/venue.ts';
import type { KrakenConfig } from './kraken-config.ts';
import { balancesOf } from './order-questions.ts';
import { readPairs } from './pairs.ts';
import { keyInfo, problemOfKey } from './key-info.ts';
import { sendInTurn } from './key-turns.ts';
import { krakenRest } from './rest-dialect.ts';

const balancesAnswer = z.object({ result: recordOf(amount, 10_000) });
/** Reads an account with a key. Nothing is sent that changes anything there. */
export function openKrakenAccount(config: KrakenConfig, key: VenueKey, clock: Clock): VenueAccount {
  const rest = createSignedRest({ config, dialect: krakenRest({ config, key }), clock });
  const closing = new AbortController();
  const ask = createAskWithKey(key, { send: sendInTurn(rest.send, clock, closing.signal) });

  return {
    async permissions() {
      const told = await ask(keyInfo, 'POST', '/0/private/GetApiKeyInfo', {});
      if (!told.ok) return told;
      const problem = problemOfKey(told.value.result);
      if (problem !== undefined) return err(problem);
      const { permissions, ipallowlist: addresses } = told.value.result;
      const names = permissions.map((each) => each.toLowerCase());
      return ok({
        mayTrade: names.some((each) => each.includes('modify') && !each.includes('fund')),
        mayWithdraw: names.some((each) => each.includes('withdraw')),
        fromAnywhere: addresses?.every((each) => each.trim() === ''),
      });
    },
    async balances() {
      const listed = await ask(z.unknown(), 'GET', '/0/public/AssetPairs', {});
      if (!listed.ok) return listed;
      const pairs = readPairs(listed.value);
      if (pairs === undefined) return err({ code: 'ANSWER_NOT_UNDERSTOOD', said: 'its list of markets' });
      const told = await ask(balancesAnswer, 'POST', '/0/private/Balance', {});
      return told.ok ? ok(balancesOf(told.value.result, pairs)) : told;
    },
    close() {
      closing.abort();
      rest.close();
    },
  };
}
