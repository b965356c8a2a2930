import { refusal } from '#src/domain/matching/refusal.ts';
import type { Unanswered } from '#src/domain/coded.ts';
import type { NotAnswered, OutcomeUnknown, VenueRefusal } from '#src/ports/exchange-client.ts';

/**
 * What an answer means for the request that it answers. `refused`: it is not carried out, and never will be. `limit` and
 * `clock` are refused too, before anything was matched. `ask`: what the venue has is not what was expected, so that it is
 * asked. `unknown`: it may have been carried out.
 */
export type Meaning = 'refused' | 'limit' | 'clock' | 'key' | 'ask' | 'unknown';

export type RestFailure = {
  readonly meaning: Meaning;
  /** The venue's own code; empty where it said none. */
  readonly venueCode: string;
  /** What went wrong, in the words of whoever said it. */
  readonly said: string;
  /** Of a limit: when it is over, in epoch milliseconds. */
  readonly until?: number | undefined;
  /** Of a question: why it is not answered. */
  readonly why: Unanswered;
};

/** What a refusal says of the key, where its meaning is `key`. */
export type OfKey = Extract<Unanswered['code'], 'KEY_NOT_ACCEPTED' | 'KEY_MAY_NOT' | 'SIGNATURE_WRONG'>;

export function unknown(reason: string): OutcomeUnknown {
  return { code: 'OUTCOME_UNKNOWN', reason };
}

export function notAnswered(reason: Unanswered): NotAnswered {
  return { code: 'OUTCOME_UNKNOWN', reason };
}

/** Nothing was said that could be understood: the request may have been carried out. */
export function notUnderstood(said: string): RestFailure {
  return { meaning: 'unknown', venueCode: '', said, why: { code: 'ANSWER_NOT_UNDERSTOOD', said } };
}

/** Nothing was said at all, likewise. */
export function notReached(said: string): RestFailure {
  return { meaning: 'unknown', venueCode: '', said, why: { code: 'VENUE_NOT_REACHED', said } };
}

/** Of a key that is taken, and is of no use for what it is wanted for. */
export type KeyMayNot = Extract<Unanswered, { readonly code: 'KEY_MAY_NOT' }>;

export function refusedKey(why: KeyMayNot): RestFailure {
  return { meaning: 'key', venueCode: '', said: why.said, why };
}

/** Nothing was sent. */
export const notConnected: RestFailure = {
  meaning: 'unknown',
  venueCode: '',
  said: 'not connected',
  why: { code: 'NOT_CONNECTED' },
};

/** What is asked for is not open there. */
export function notOpen(venueCode: string, said: string): RestFailure {
  return { meaning: 'ask', venueCode, said, why: { code: 'VENUE_REFUSED', said } };
}

export function outcomeOf({ meaning, venueCode, said, until }: RestFailure): VenueRefusal | OutcomeUnknown {
  switch (meaning) {
    case 'refused':
    case 'key':
      return { code: 'REFUSED', venueCode, reason: said };
    case 'clock':
      return refusal({ code: 'CLOCK_OFF' }, venueCode);
    case 'limit':
      return until === undefined
        ? { code: 'REFUSED', venueCode, reason: said }
        : refusal({ code: 'VENUE_LIMIT', until }, venueCode);
    case 'ask':
    case 'unknown':
      return unknown(said);
  }
}
