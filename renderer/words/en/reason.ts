import type { feedReasons } from '#src/domain/feed-reason.ts';
import type { venueProblems } from '#src/domain/unanswered.ts';
import type { orderDetails } from '#src/domain/order-reason.ts';

/** Why an order was refused or ended, why an account is locked, by the core’s codes; those of the market data are in `feed`. */
export const reason = {
  QUANTITY_NOT_POSITIVE: 'Quantity must be more than zero.',
  QUANTITY_OFF_LOT: 'Quantity {quantity} is no multiple of the lot of {lot}.',
  QUANTITY_TOO_SMALL: 'Quantity {quantity} is below the least of {minimum}.',
  QUANTITY_TOO_LARGE: 'Quantity {quantity} is above the most in one order, {maximum}.',
  MARKET_QUANTITY_TOO_LARGE: 'Quantity {quantity} is above the most in one order at the market, {maximum}.',
  POSITION_TOO_LARGE:
    'The venue allows {maximum} in all, with what open buys may add: {room} more may be bought.',
  PRICE_TOO_LOW:
    '{field, select, stopPrice {Stop price {price} is below the least of {bound}.} other {Limit price {price} is below the least of {bound}.}}',
  PRICE_TOO_HIGH:
    '{field, select, stopPrice {Stop price {price} is above the highest of {bound}.} other {Limit price {price} is above the highest of {bound}.}}',
  PRICE_ABOVE_BAND:
    'Limit price {price} is above {bound}, {times} times {basis, select, average {the average price} last {the last price} other {the middle of bid and ask}} then.',
  PRICE_BELOW_BAND:
    'Limit price {price} is below {bound}, {times} times {basis, select, average {the average price} last {the last price} other {the middle of bid and ask}} then.',
  PRICE_NOT_POSITIVE:
    '{field, select, stopPrice {The stop price must be more than zero.} other {The limit price must be more than zero.}}',
  PRICE_OFF_TICK:
    '{field, select, stopPrice {Stop price {price} is no multiple of the tick of {tick}.} other {Limit price {price} is no multiple of the tick of {tick}.}}',
  PRICE_REQUIRED:
    '{field, select, stopPrice {The stop price is missing.} other {The limit price is missing.}}',
  PRICE_NOT_ALLOWED:
    '{field, select, stopPrice {This type of order takes no stop price.} other {This type of order takes no limit price.}}',
  NOTIONAL_TOO_SMALL: 'The order is worth {notional} {currency}; the least is {minimum} {currency}.',
  NOTIONAL_TOO_LARGE: 'The order is worth {notional} {currency}; the most is {maximum} {currency}.',
  TOO_MANY_ORDERS:
    'The venue allows {most, plural, one {# open order} other {# open orders}} in this symbol. Cancel one first.',
  TOO_MANY_STOPS:
    'The venue allows {most, plural, one {# waiting stop} other {# waiting stops}} in this symbol. Cancel one first.',
  TOO_MANY_AMENDMENTS:
    'The venue lets an order be reduced {most, plural, one {once} other {# times}}. Cancel it and place another.',
  TIME_IN_FORCE_NOT_ALLOWED: 'A stop order waits for its price: use GTC or DAY.',
  OTHER_VENUE: 'This symbol is not traded at the venue of the account.',
  NOT_TRADABLE: 'The venue does not trade this symbol at present.',
  KIND_NOT_SUPPORTED: 'A paper account trades coins and shares; {symbol} is neither.',
  INSUFFICIENT_BALANCE: 'Insufficient balance: it needs {needed} {currency}, and {free} {currency} is free.',
  WOULD_MEET_OWN_ORDER:
    'It would trade with your own order at {price}. Cancel that one first, or choose another price.',
  STOP_WOULD_TRIGGER: 'The stop would trigger at once: the market is at {market}.',
  QUANTITY_BELOW_FILLED: '{filled} is filled already: the quantity cannot be below that.',
  ALREADY_TRIGGERED: 'The stop has triggered: its price cannot change.',
  NO_MARKET_DATA: 'No order book of {symbol} is known yet.',
  STALE_MARKET_DATA: 'The market data is stale.',
  UNKNOWN_INSTRUMENT: '{instrument} is not traded there.',
  UNKNOWN_ORDER: 'Order {order} is not open there.',
  DUPLICATE_CLIENT_ORDER_ID: 'Order {order} was placed before.',
  ACCOUNT_CLOSED: 'The account was closed meanwhile.',
  AMENDMENTS_NOT_TAKEN: 'Orders are not amended there: cancel it and place another.',
  NO_DAY_ORDERS: 'The venue takes no orders for the day: choose GTC.',
  NO_MARKET_STOPS: 'The venue takes no stops that trade at the market: give a limit price too.',
  CLOCK_OFF: 'The venue takes the request as too early or too late. Set the clock of this machine.',
  VENUE_LIMIT: 'The venue’s limit of requests is used up until {until}.',
  FILLS_NOT_TOLD: 'The venue says that more of order {order} is filled than the fills that it tells of make.',
  TOO_MANY_TO_LOOK_THROUGH: 'The venue tells of more at once than is looked through.',

  NEVER_SENT: 'It was never sent.',
  NOT_CONNECTED: 'Not sent: the account is not connected.',
  WAITED_TOO_LONG: 'Not sent: it waited too long.',
  CHANGED_MEANWHILE: 'Not sent: the order was changed meanwhile.',
  DEALT_WITH: 'Not sent: it has been dealt with already.',
  NOT_RECORDED: 'Not sent: it could not be recorded. {cause}',
  LOCKED_OUTCOME_UNKNOWN: 'Trading on this account waits until the outcome of order {order} is known.',
  LOCKED_REPORT_NOT_APPLIED:
    'Trading on this account waits for the venue’s answer about order {order}: one of its reports could not be applied.',
  LOCKED_HISTORY_ONLY: 'This account holds history and trades nothing.',
  LOCKED_KILL_SWITCH: 'The kill switch is on since {since}: nothing is placed or amended. Cancels are sent.',
  LOCKED_READ_ONLY: 'The workspace is open for reading only. {cause}',
  LOCKED_NO_ORDERS: 'Started as it is, Tapedeck sends no orders to the market of this account.',
  LOCKED_CONNECTING: 'Trading on this account waits for the connection to its venue.',
  LOCKED_NO_KEY: 'This account has no key here. Connect one under Accounts.',
  LOCKED_KEY_REFUSED: 'The venue refuses the key of this account: {said}. Connect another under Accounts.',
  LOCKED_NOT_REACHED: 'The venue is not reached, and is tried again: {said}.',
  LOCKED_RECONCILING:
    'Trading on this account waits until its orders and fills are compared with the venue’s.',
  LOCKED_TOO_MANY_ELSEWHERE:
    'The venue tells of more orders that were not placed here than are recorded at once. The others follow, and trading on this account waits for them.',
  LOCKED_ORDER_NOT_THERE:
    'The venue does not know order {order}, which is open here. Is the key that of another account?',
  LOCKED_NOT_RECONCILED:
    'The orders and fills of this account are not compared with the venue’s yet, which is tried again: {said}.',
  LOCKED_NOT_ANSWERED:
    'The orders and fills of this account are not compared with the venue’s yet, which is tried again. {why}',
  DISABLED: 'Not sent: the account is disabled. It is enabled again under Accounts.',
  LIMIT_QUANTITY:
    'Not sent: the limit for the quantity of one order is {allowed}, and it would be {asked}. It is changed under Limits in the Portfolio panel.',
  LIMIT_NOTIONAL:
    'Not sent: the limit for the worth of one order is {allowed} {currency}, and it would be {asked} {currency}. It is changed under Limits in the Portfolio panel.',
  LIMIT_PRICE_DISTANCE:
    'Not sent: the limit for the distance of a price from the market is {allowed}, and it would be {asked}. It is changed under Limits in the Portfolio panel.',
  LIMIT_OPEN_ORDERS:
    'Not sent: the limit for working orders is {allowed}, and it would be {asked}. It is changed under Limits in the Portfolio panel.',
  LIMIT_NEEDS_PRICE:
    'Not sent: the market price is not known, and the limit for {limit, select, maxQuantity {the quantity of one order} maxNotional {the worth of one order} maxPriceDistance {the distance of a price from the market} other {working orders}} needs one. It is changed under Limits in the Portfolio panel.',

  CANCELLED_ON_REQUEST: 'Cancelled on request.',
  GAVE_WAY_TO_OWN_ORDER:
    'It gave way to your own order {order}, a stop that triggered and would have traded with it.',
  DAY_ENDED: 'The day ended (UTC).',
  INTERRUPTED: 'Interrupted by a restart.',
  TOO_LITTLE_DEPTH: 'All or nothing: the book had too little.',
  BOOK_EXHAUSTED: 'The book held no more.',
  NO_MORE_AT_LIMIT: 'The book held no more at the limit.',
  VENUE_NEVER_HAD_IT: 'The venue never had it.',
  ENDED_BEFORE_ANSWER: 'The program ended before the venue answered.',
  ANSWER_NOT_RECORDED: 'The venue’s answer could not be recorded.',

  ACCEPTED_AS: 'as {order}',
  FILL: '{quantity} at {price}',
  OVERFILLED: '{quantity} more than was ordered',
  MARKET_UNSEEN:
    'From {from} to {to} the market was not seen all the time: what traded then has neither filled nor triggered it',
  SAME_TERMS: 'the same terms',
  PLACED_ELSEWHERE: 'placed elsewhere',
} as const satisfies Readonly<
  Record<Exclude<keyof typeof orderDetails, keyof typeof feedReasons | keyof typeof venueProblems>, string>
>;
