import { z } from 'zod';

import type { KeyProblem } from '#src/domain/key-problem.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { VenueKey } from '#src/domain/venue-key.ts';
import type { RestFailure } from '#src/infrastructure/venues/meaning.ts';
import { createSignedRest } from '#src/infrastructure/venues/signed-rest.ts';
import { firstIssue } from '#src/infrastructure/venues/wire-values.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { VenueAccount } from '#src/ports/venue.ts';
import type { GeminiConfig } from './gemini-config.ts';
import { balancesAnswer } from './order-questions.ts';
import { geminiRest } from './rest-dialect.ts';

/** POST /v1/roles: a fund manager moves money out. */
const roles = z.object({ isTrader: z.boolean(), isFundManager: z.boolean() });
/** What may stand in a header. No venue gives a key with anything else. */
const sendable = /^[\x21-\x7e]+$/;

/** Reads an account with a key. Nothing is sent that changes anything there. */
export function openGeminiAccount(config: GeminiConfig, key: VenueKey, clock: Clock): VenueAccount {
  const rest = createSignedRest({ config, dialect: geminiRest({ config, key, clock }), clock });
  let isClockKnown = false;

  async function ask<Shape extends z.ZodType>(
    shape: Shape,
    path: string,
  ): Promise<Result<z.output<Shape>, KeyProblem>> {
    if (!sendable.test(key.key.reveal())) return err({ code: 'KEY_NOT_ACCEPTED' });
    const time = isClockKnown ? undefined : await rest.followClock();
    if (time?.ok === false) return err(problemOf(time.error));
    isClockKnown = true;
    const answer = await rest.send('POST', path, {});
    if (!answer.ok) return err(problemOf(answer.error));
    const read = shape.safeParse(answer.value);
    return read.success
      ? ok(read.data)
      : err({ code: 'ANSWER_NOT_UNDERSTOOD', said: firstIssue(read.error) });
  }

  return {
    async permissions() {
      const told = await ask(roles, '/v1/roles');
      if (!told.ok) return told;
      const { isTrader: mayTrade, isFundManager: mayWithdraw } = told.value;
      // Of which addresses a key is taken is not told.
      return ok({ mayTrade, mayWithdraw, fromAnywhere: undefined });
    },
    balances: () => ask(balancesAnswer, '/v1/balances'),
    close: () => rest.close(),
  };
}

function problemOf({ meaning, venueCode, said, until }: RestFailure): KeyProblem {
  if (venueCode === 'InvalidSignature') return { code: 'SIGNATURE_WRONG' };
  switch (meaning) {
    case 'key':
      return { code: 'KEY_NOT_ACCEPTED' };
    case 'clock':
      // Signed with the venue's own time: a key of another kind wants another nonce.
      return { code: 'VENUE_REFUSED', said: `its nonce is not time-based: ${said}` };
    case 'limit':
      return { code: 'VENUE_LIMIT', until: until ?? 0 };
    case 'refused':
    case 'ask':
      return { code: 'VENUE_REFUSED', said };
    case 'unknown':
      return venueCode === '' ? { code: 'VENUE_NOT_REACHED', said } : { code: 'VENUE_REFUSED', said };
  }
}
