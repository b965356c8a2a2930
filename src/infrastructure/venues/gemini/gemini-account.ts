import { z } from 'zod';

import { err, ok } from '#src/domain/result.ts';
import type { VenueKey } from '#src/domain/venue-key.ts';
import { atVenueTime, createAskWithKey } from '#src/infrastructure/venues/ask-with-key.ts';
import type { RestFailure } from '#src/infrastructure/venues/meaning.ts';
import { createSignedRest } from '#src/infrastructure/venues/signed-rest.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { VenueAccount } from '#src/ports/venue.ts';
import type { GeminiConfig } from './gemini-config.ts';
import { balancesAnswer } from './order-questions.ts';
import { geminiRest, type Parameters } from './rest-dialect.ts';

/** POST /v1/roles: a fund manager moves money out. */
const roles = z.object({ isTrader: z.boolean(), isFundManager: z.boolean() });
/** Reads an account with a key. Nothing is sent that changes anything there. */
export function openGeminiAccount(config: GeminiConfig, key: VenueKey, clock: Clock): VenueAccount {
  const rest = createSignedRest({ config, dialect: geminiRest({ config, key, clock }), clock });
  const { send } = atVenueTime(rest);
  const ask = createAskWithKey<Parameters>(key, {
    async send(...request) {
      const answer = await send(...request);
      return answer.ok || answer.error.meaning !== 'clock' ? answer : err(notTimeBased(answer.error));
    },
  });

  return {
    async permissions() {
      const told = await ask(roles, 'POST', '/v1/roles', {});
      if (!told.ok) return told;
      const { isTrader: mayTrade, isFundManager: mayWithdraw } = told.value;
      // Of which addresses a key is taken is not told.
      return ok({ mayTrade, mayWithdraw, fromAnywhere: undefined });
    },
    balances: () => ask(balancesAnswer, 'POST', '/v1/balances', {}),
    close: () => rest.close(),
  };
}

/** It was signed with the venue's own time: a key of another kind wants another nonce. */
function notTimeBased({ said: told, ...failure }: RestFailure): RestFailure {
  const said = `its nonce is not time-based: ${told}`;
  return { ...failure, said, why: { code: 'VENUE_REFUSED', said } };
}
