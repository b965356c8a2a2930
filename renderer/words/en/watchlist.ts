/** The watchlist. */
export const watchlist = {
  grid: 'Watched instruments',
  column_Symbol: 'Symbol',
  column_Last: 'Last',
  column_Bid: 'Bid',
  column_Ask: 'Ask',
  column_Day: 'Day',
  useBid: 'Bid {price} for {symbol}: use in the ticket',
  useAsk: 'Ask {price} for {symbol}: use in the ticket',
  symbolOn: '{symbol} on {venue}',
  watch: 'Watch {symbol}',
  stopWatching: 'Stop watching {symbol}',
  notWatched: '{symbol} is not watched any more',
  find: 'Find a symbol',
  next: 'Next symbol',
  previous: 'Previous symbol',
  noInstruments:
    'The instruments appear here once the market’s list has been read. Offline, this workspace shows what it has recorded.',
  nothingWatched: 'Nothing is watched. Type a symbol above to find one and add it.',
  noneFound: 'No symbol contains “{query}”.',
} as const;
