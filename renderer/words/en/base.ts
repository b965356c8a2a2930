/** The currency that a portfolio is measured in. */
export const base = {
  title: 'Base currency',
  change: 'Change what this portfolio is measured in',
  lead: '{name} is measured in {currency}. Any state’s money or stablecoin can take its place.',
  other: 'Other currency',
  show: 'Show what changes',
  looking: 'Reading what it would change',
  changing: 'Changing the base currency',
  keeping: 'Keeping the base currency',
  underWay: 'Rates into {to} are looked up. Until they are, everything stays in {from}.',
  keep: 'Keep {currency}',
  changes: 'Measured in {to} instead of {from}:',
  figures:
    'Equity, cash, market value, unrealised, realised, income, fees, net profit and deposited are told anew, the past at the past’s rates. Quantities, costs, trades and gains stay.',
  movements:
    '{count, plural, =0 {No movement needs a rate into {to}} one {# movement needs a rate of its moment into {to}} other {# movements need a rate of their moment into {to}}}; {rated} have one.',
  asked:
    '{count, plural, one {# movement} other {# movements}} in {currency}: stored candles, rate files and venues are asked for {currency}/{to}.',
  unpriced:
    '{count, plural, one {# movement} other {# movements}} in {currency}: nobody here trades {currency} for {to}, and no file of published rates has both. Crossed over another currency where a rate is recorded; otherwise unknown until you give one.',
  points:
    '{count, plural, =0 {No point of the equity curve was observed yet.} one {# observed point of the equity curve is in the currency of before: it is kept, and days are derived in its place.} other {# observed points of the equity curve are in the currency of before: they are kept, and days are derived in their place.}}',
  given:
    '{count, plural, one {# rate that you gave} other {# rates that you gave}} into {from} for what has none now: you may have to give them again.',
  stays: 'Rates that are recorded already stay. It can be changed back at any time.',
  use: 'Use {to}',
  last: 'Last change',
  changedAt: 'From {from} to {to} on {time}.',
  awaited: 'Prices in {to} are awaited.',
  figure: 'Figure',
  problem:
    '{problem, select, SAME {The portfolio is measured in it already.} NOT_MONEY {That is no money that is known here: a coin has lots and round trips. Choose a state’s money or a stablecoin.} UNDER_WAY {Another change is under way: let it end, or keep the currency of now.} NOT_UNDER_WAY {No change is under way any more.} other {An import into this portfolio is under way or half done: wait for its end, or take it back.}}',
} as const;
