/** What a venue, the way to it, or a key is in the way of. */
export const venueProblems = {
  /** The venue knows no such key, or not from this address, or does not let it read. */
  KEY_NOT_ACCEPTED: {},
  /** It is known, and lacks a permission. */
  KEY_MAY_NOT: { said: 'text' },
  /** The secret is another key's, or was not copied whole. */
  SIGNATURE_WRONG: {},
  ADDRESS_BANNED: { until: 'time' },
  VENUE_NOT_REACHED: { said: 'text' },
  /** It answers, and does no work at present. */
  VENUE_NOT_WORKING: { status: 'count' },
  /** What answers is something that stands before the venue, as a proxy. */
  ANSWER_NOT_OF_VENUE: { status: 'count' },
  ANSWER_NOT_UNDERSTOOD: { said: 'text' },
  VENUE_REFUSED: { said: 'text' },
} as const;

/** Why a venue did not answer what it was asked about an account's orders and fills. */
export const unansweredReasons = {
  ...venueProblems,
  /** Also after its clock was asked for. */
  CLOCK_OFF: {},
  VENUE_LIMIT: { until: 'time' },
  NOT_CONNECTED: {},
  /** It says that more of the order is filled than its fills make. */
  FILLS_NOT_TOLD: { order: 'name' },
  TOO_MANY_TO_LOOK_THROUGH: {},
} as const;
