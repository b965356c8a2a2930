import type { z } from 'zod';

import type { KeyProblem } from '#src/domain/key-problem.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { VenueKey } from '#src/domain/venue-key.ts';
import type { RestFailure } from '#src/infrastructure/venues/meaning.ts';
import type { Asked, SignedRest } from '#src/infrastructure/venues/signed-rest.ts';
import { firstIssue } from '#src/infrastructure/venues/wire-values.ts';

/** What may stand in a header. No venue gives a key with anything else. */
const sendable = /^[\x21-\x7e]+$/;

/** Asks a venue about the account of a key: what it answers, or what is wrong with the key or the way there. */
export function createAskWithKey<Parameters>({ key }: VenueKey, rest: Pick<SignedRest<Parameters>, 'send'>) {
  return async <Shape extends z.ZodType>(
    shape: Shape,
    ...request: [Asked<Parameters>['method'], string, Parameters]
  ): Promise<Result<z.output<Shape>, KeyProblem>> => {
    if (!sendable.test(key.reveal())) return err({ code: 'KEY_NOT_ACCEPTED' });
    const answer = await rest.send(...request);
    if (!answer.ok) return err(problemOf(answer.error));
    const read = shape.safeParse(answer.value);
    return read.success
      ? ok(read.data)
      : err({ code: 'ANSWER_NOT_UNDERSTOOD', said: firstIssue(read.error) });
  };
}

/** Asks for the venue's time before anything else: it refuses what is signed with another. */
export function atVenueTime<Parameters>(
  rest: Pick<SignedRest<Parameters>, 'send' | 'followClock'>,
): Pick<SignedRest<Parameters>, 'send'> {
  let isKnown = false;
  return {
    async send(...request) {
      const time = isKnown ? undefined : await rest.followClock();
      if (time?.ok === false) return time;
      isKnown = true;
      return rest.send(...request);
    },
  };
}

function problemOf({ why, said }: Pick<RestFailure, 'why' | 'said'>): KeyProblem {
  switch (why.code) {
    case 'NOT_CONNECTED':
      return { code: 'VENUE_NOT_REACHED', said };
    // Of orders, which are not asked about here.
    case 'FILLS_NOT_TOLD':
    case 'TOO_MANY_TO_LOOK_THROUGH':
      return { code: 'VENUE_REFUSED', said };
    default:
      return why;
  }
}
