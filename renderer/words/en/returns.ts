/** What a portfolio returned, and how each figure is made. */
export const returns = {
  view: 'What is shown',
  title: 'Returns',
  loading: 'Loading the returns',
  none: 'Returns are told from the second point of the equity curve on: one is kept an hour while all prices and rates are known.',
  span: '{from} to {to}',
  howMade: 'How the figures are made',
  figures: 'Returns of {name}',
  timeWeighted: 'Time-weighted',
  timeWeighted_says:
    'What one unit of money that was there all the time came to: (end + paid out) / (begin + paid in) − 1 from each kept point of the equity curve to the next, multiplied. What is paid in or out changes it only within the hour in which it moves, and within the day where that is worked out. Unknown after losing more than all.',
  moneyWeighted: 'Money-weighted',
  moneyWeighted_says:
    'The yearly rate at which all that was paid in and out, and what is there now, comes to nothing (XIRR, days / 365). Where money was in for less than a year, it is that of this time. Unknown where several rates fit, or where the record was changed meanwhile.',
  perYear: 'Per year',
  perYear_says:
    '(1 + time-weighted) to the power of 365 / days, − 1, of the days that have a return. Unknown below a year of them: it would foretell.',
  maxDrawdown: 'Max drawdown',
  maxDrawdown_says:
    'The greatest share of a peak that was lost, of money that was there all the time; beside it the deepest fall as an amount, often of another fall.',
  calmar: 'Calmar',
  calmar_says: 'Return per year over the max drawdown.',
  volatility: 'Volatility',
  volatility_says:
    'Standard deviation of the returns of {days, plural, one {# day} other {# days}} (n − 1), times √365. Unknown below 20 days.',
  sharpe: 'Sharpe',
  sharpe_says:
    'Mean over standard deviation of the returns of {days, plural, one {# day} other {# days}}, times √365, with a risk-free rate of zero. Unknown below 20 days.',
  sortino: 'Sortino',
  sortino_says:
    'Mean over √(mean of the squared losing days) of {days, plural, one {# day} other {# days}}, times √365. Unknown below 20 days, and without a losing day.',
  bestDay: 'Best day',
  worstDay: 'Worst day',
  day_says:
    'Of {days, plural, one {# day} other {# days}} that are wholly known. A day on which the program was closed, or the record changed, is none.',
  winningDays: 'Winning days',
  wonOf: '{won} of {days}',
  interrupted:
    '{count, plural, one {The returns are interrupted once} other {The returns are interrupted # times}}: history was imported, a rate put right, or nothing was there to earn with. What equity changed then is no return.',
  unfunded:
    '{accounts}: {count, plural, one {its trades were} other {their trades were}} paid with money that this record never saw come in, so that nobody can say on what they earned. Import or enter the deposits. Amounts are known, shares are not.',
  derived:
    '{count, plural, one {# day is} other {# days are}} worked out from the record and the prices of its end, since nobody looked then or the record has changed since.',
  compared:
    '{count, plural, one {# day was} other {# days were}} both seen and worked out. They are furthest apart on {date}: {observed} was seen in the last hour, {derived} is worked out.',
  unpriced:
    '{count, plural, one {# day} other {# days}} cannot be worked out, for want of a price of {missing}: only what was seen then is told.',
  months: 'Returns by month',
  year: 'Year',
  whole: 'Whole',
  calendar: 'Days',
  dayTitle: '{date}: {share}, {gain}',
  dayUnknown: '{date}: not known, {gain}',
} as const;
