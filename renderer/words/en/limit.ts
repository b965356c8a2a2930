/** The limits of a portfolio. */
export const limit = {
  title: 'Limits',
  lead: 'Of portfolio {name}. An order or an amendment beyond a limit is refused before it leaves. An empty field is no limit. Cancels are never refused, and orders that are working already stay.',
  leave: 'Leave them as they are',
  set: 'Set limits',
  maxQuantity: 'Quantity of one order',
  maxQuantity_says:
    'An order for more is refused. It counts units of whatever is traded: 2 is 2 BTC as well as 2 DOGE.',
  maxNotional: 'Worth of one order',
  maxNotional_says:
    'An order worth more is refused. It counts in the currency that the symbol is paid in: USDT for BTC/USDT, EUR for BTC/EUR.',
  maxPriceDistance: 'Distance from the market',
  maxPriceDistance_says:
    'An order with a limit or stop price farther away than this is refused, on either side of the market.',
  maxOpenOrders: 'Working orders',
  maxOpenOrders_says: 'While so many orders of one account are working, a further one is refused.',
  LIMIT_NOT_POSITIVE: 'Enter more than zero. Leave it empty for no limit.',
  LIMIT_NOT_WHOLE: 'Enter a whole number.',
  LIMIT_TOO_LARGE: 'The most is {maximum}. Leave it empty for no limit.',
  liftedElsewhere: 'It was lifted on another screen meanwhile. Empty it, or type yours again.',
  setElsewhere: 'It was set to {now} on another screen meanwhile. Take that, or type yours again.',
  setting: 'Setting the limits',
} as const;
