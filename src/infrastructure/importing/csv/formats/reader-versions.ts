/**
 * How often what a format's reader makes of files that were read before has changed, by the format's id: what an older
 * one took is offered to be replaced. Those that are not named are as they were.
 */
const versions: ReadonlyMap<string, number> = new Map([
  // A total is checked and kept, and a price follows from it.
  // And a fee is in what its cell says.
  ['fills', 3],
  // And what a minus before a fee means is asked.
  // And money that moved is no sale.
  // And numbers are in what their cells say.
  ['mapped', 5],
  // Times are New York's, an order and its executions are one trade, commas may be decimal signs.
  ['interactive-brokers', 2],
  // What an advanced trade was paid in stands in its note.
  // And a conversion's spread is no fee.
  ['coinbase', 3],
  // Rows that move money are movements.
  ['binance-statement', 2],
  // Pairs are told apart by the venue's own instruments.
  ['kraken-trades', 2],
  // Rewards, margin and trades over several wallets.
  // And a fee may be in another currency than the asset.
  ['kraken-ledgers', 3],
  // A purchase is imported whole or not at all, and what an order locks is none.
  ['crypto-com', 2],
  // The total is checked, and accounts in other currencies than euros are read.
  ['degiro', 2],
  // A trade is imported whole or not at all, and a file of two accounts is refused.
  ['trade-republic', 2],
  // Dividends are told before their tax, capital that comes back is none, and rates are checked.
  ['trading-212', 2],
  // What is withheld from a dividend is a tax.
  ['tastytrade', 2],
  // Shares that an option brought or took are left to its exercise.
  ['robinhood', 2],
]);

export function readerVersion(format: string): number {
  return versions.get(format) ?? 1;
}
