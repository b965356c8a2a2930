import type { Coded, Said } from './coded.ts';
import { feedReasons } from './feed-reason.ts';
import { unansweredReasons } from './unanswered.ts';

/** Why the instrument's rules refuse it, by the codes of `TermsProblem`. */
const ruleReasons = {
  QUANTITY_NOT_POSITIVE: {},
  QUANTITY_OFF_LOT: { quantity: 'quantity', lot: 'quantity' },
  QUANTITY_TOO_SMALL: { quantity: 'quantity', minimum: 'quantity' },
  QUANTITY_TOO_LARGE: { quantity: 'quantity', maximum: 'quantity' },
  MARKET_QUANTITY_TOO_LARGE: { quantity: 'quantity', maximum: 'quantity' },
  POSITION_TOO_LARGE: { maximum: 'quantity', room: 'quantity' },
  PRICE_NOT_POSITIVE: { field: 'choice' },
  PRICE_TOO_LOW: { field: 'choice', price: 'price', bound: 'price' },
  PRICE_TOO_HIGH: { field: 'choice', price: 'price', bound: 'price' },
  PRICE_ABOVE_BAND: { price: 'price', bound: 'price', times: 'price', basis: 'choice' },
  PRICE_BELOW_BAND: { price: 'price', bound: 'price', times: 'price', basis: 'choice' },
  PRICE_OFF_TICK: { field: 'choice', price: 'price', tick: 'price' },
  PRICE_REQUIRED: { field: 'choice' },
  PRICE_NOT_ALLOWED: { field: 'choice' },
  NOTIONAL_TOO_SMALL: { notional: 'amount', minimum: 'amount', currency: 'name' },
  NOTIONAL_TOO_LARGE: { notional: 'amount', maximum: 'amount', currency: 'name' },
  TOO_MANY_ORDERS: { most: 'count' },
  TOO_MANY_STOPS: { most: 'count' },
  TOO_MANY_AMENDMENTS: { most: 'count' },
  TIME_IN_FORCE_NOT_ALLOWED: {},
  OTHER_VENUE: {},
  NOT_TRADABLE: {},
} as const;

/** Why a venue does not take a request, where it is not said in its own words. */
const refusalReasons = {
  ...ruleReasons,
  ...feedReasons,
  KIND_NOT_SUPPORTED: { symbol: 'name' },
  INSUFFICIENT_BALANCE: { needed: 'amount', free: 'amount', currency: 'name' },
  STOP_WOULD_TRIGGER: { market: 'price' },
  WOULD_MEET_OWN_ORDER: { price: 'price' },
  QUANTITY_BELOW_FILLED: { filled: 'quantity' },
  ALREADY_TRIGGERED: {},
  NO_MARKET_DATA: { symbol: 'name' },
  STALE_MARKET_DATA: {},
  UNKNOWN_INSTRUMENT: { instrument: 'name' },
  UNKNOWN_ORDER: { order: 'name' },
  DUPLICATE_CLIENT_ORDER_ID: { order: 'name' },
  ACCOUNT_CLOSED: {},
  AMENDMENTS_NOT_TAKEN: {},
  NO_DAY_ORDERS: {},
  NO_MARKET_STOPS: {},
  CLOCK_OFF: {},
  VENUE_LIMIT: { until: 'time' },
} as const;
export type RefusalReason = Coded<typeof refusalReasons>;

/** Why nothing is placed or amended on an account. */
export const lockReasons = {
  LOCKED_OUTCOME_UNKNOWN: { order: 'name' },
  LOCKED_REPORT_NOT_APPLIED: { order: 'name' },
  LOCKED_HISTORY_ONLY: {},
  LOCKED_READ_ONLY: { cause: 'cause' },
  LOCKED_KILL_SWITCH: { since: 'time' },
  LOCKED_NO_ORDERS: {},
  LOCKED_CONNECTING: {},
  LOCKED_NO_KEY: {},
  LOCKED_KEY_REFUSED: { said: 'text' },
  LOCKED_NOT_REACHED: { said: 'text' },
  LOCKED_RECONCILING: {},
  LOCKED_NOT_RECONCILED: { said: 'text' },
  LOCKED_NOT_ANSWERED: { why: 'unanswered' },
  LOCKED_TOO_MANY_ELSEWHERE: {},
  LOCKED_ORDER_NOT_THERE: { order: 'name' },
} as const;
export type LockReason = Coded<typeof lockReasons>;

/** Why a request did not leave. */
const unsentReasons = {
  ...lockReasons,
  NEVER_SENT: {},
  NOT_CONNECTED: {},
  WAITED_TOO_LONG: {},
  CHANGED_MEANWHILE: {},
  DEALT_WITH: {},
  NOT_RECORDED: { cause: 'cause' },
  DISABLED: {},
  LIMIT_QUANTITY: { asked: 'quantity', allowed: 'quantity' },
  LIMIT_NOTIONAL: { asked: 'amount', allowed: 'amount', currency: 'name' },
  LIMIT_PRICE_DISTANCE: { asked: 'share', allowed: 'share' },
  LIMIT_OPEN_ORDERS: { asked: 'quantity', allowed: 'quantity' },
  LIMIT_NEEDS_PRICE: { limit: 'choice' },
} as const;
export type UnsentReason = Coded<typeof unsentReasons>;

/** Why an order ended, was refused, or is not known of, as far as this program decided or found it. */
export const orderReasons = {
  ...refusalReasons,
  ...unansweredReasons,
  ...unsentReasons,
  CANCELLED_ON_REQUEST: {},
  GAVE_WAY_TO_OWN_ORDER: { order: 'name' },
  DAY_ENDED: {},
  INTERRUPTED: {},
  TOO_LITTLE_DEPTH: {},
  BOOK_EXHAUSTED: {},
  NO_MORE_AT_LIMIT: {},
  VENUE_NEVER_HAD_IT: {},
  ENDED_BEFORE_ANSWER: {},
  ANSWER_NOT_RECORDED: {},
} as const;

/** A venue's own words are a text. */
export type OrderReason = Said<typeof orderReasons>;

/** What an event of an order says beside its type. */
export const orderDetails = {
  ...orderReasons,
  ACCEPTED_AS: { order: 'name' },
  FILL: { quantity: 'quantity', price: 'price' },
  OVERFILLED: { quantity: 'quantity' },
  SAME_TERMS: {},
  PLACED_ELSEWHERE: {},
  MARKET_UNSEEN: { from: 'time', to: 'time' },
} as const;
export type OrderDetail = Said<typeof orderDetails>;
