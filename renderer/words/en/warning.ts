/** What is probably not meant, before it is sent. */
export const warning = {
  limitAbove:
    'The limit {price} is {share} above what is asked, {market}: it buys at once, at up to that price.',
  limitBelow:
    'The limit {price} is {share} below what is bid, {market}: it sells at once, at down to that price.',
  limitFar: 'The limit {price} is {share} away from the market, {market}.',
  stopFar: 'The stop {price} is {share} away from the market, {market}.',
  buyStopAtOnce: 'A buy stop waits above the market. {price} is not above {market}: it triggers at once.',
  sellStopAtOnce: 'A sell stop waits below the market. {price} is not below {market}: it triggers at once.',
  buyStopLimit:
    'When {stop} triggers it, the market is above the limit {limit}: nothing fills unless it falls back.',
  sellStopLimit:
    'When {stop} triggers it, the market is below the limit {limit}: nothing fills unless it rises again.',
  quantityUnusual:
    '{exact, select, true {{asked} is {times} times your usual quantity here, {usual}.} other {{asked} is more than {times} times your usual quantity here, {usual}.}}',
  worthUnusual:
    '{exact, select, true {{asked} is {times} times what your last orders were worth, {usual}.} other {{asked} is more than {times} times what your last orders were worth, {usual}.}}',
  worthAtLeastUnusual:
    '{exact, select, true {At least {asked} is {times} times what your last orders were worth, {usual}.} other {At least {asked} is more than {times} times what your last orders were worth, {usual}.}}',
  equityShare: 'It puts {share} of your equity into one order: {notional} of {equity}.',
  equityAtLeast: 'It puts at least {share} of your equity into one order: {notional} of {equity}.',
  quantityLikePrice: 'The quantity {quantity} looks like the price {price}.',
  spreadWide: 'Bid {bid} and ask {ask} are {share} apart: a market order pays for that.',
  noOffer: 'The book shows no offer now: whether {quantity} trades, and at which price, cannot be said.',
  noBid: 'The book shows no bid now: whether {quantity} trades, and at which price, cannot be said.',
  offersLess:
    'That is more than the book shows: it offers {shown} of {quantity} now. {rest, select, limit {The rest trades no worse than at the limit, if it trades.} other {At which price the rest trades cannot be said.}}',
  bidsForLess:
    'That is more than the book shows: it bids for {shown} of {quantity} now. {rest, select, limit {The rest trades no worse than at the limit, if it trades.} other {At which price the rest trades cannot be said.}}',
  quoteUnknown: 'There is no quote: at which price a market order trades cannot be said.',
  quoteOld: 'The last quote is {age} old: at which price a market order trades cannot be said.',
  ownSell:
    'Your own sell order at {price} waits there: {when, select, triggered {once the stop triggers, the two would trade with each other.} other {the two would trade with each other.}}',
  ownBuy:
    'Your own buy order at {price} waits there: {when, select, triggered {once the stop triggers, the two would trade with each other.} other {the two would trade with each other.}}',
  closedByBuys:
    '{orders, plural, one {A working buy order closes} other {# working buy orders close}} {working} of this position already. Together with this order that is {excess} more than the {held} that you are short: cancel {orders, plural, one {it} other {them}} first, or buy less.',
  closedBySells:
    '{orders, plural, one {A working sell order closes} other {# working sell orders close}} {working} of this position already. Together with this order that is {excess} more than the {held} that you hold: cancel {orders, plural, one {it} other {them}} first, or sell less.',
} as const;
