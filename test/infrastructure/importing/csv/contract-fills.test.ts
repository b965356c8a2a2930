import { describe, expect, it } from 'vitest';
import { ImportTally } from '#src/application/imports/import-tally.ts';
import { SqliteImportStaging } from '#src/infrastructure/persistence/sqlite/staging/sqlite-import-staging.ts';
import { guessColumns } from '#src/infrastructure/importing/csv/guess-columns.ts';
import { readFile } from './read-file.ts';

const header = 'time,symbol,side,quantity,price,fee,fee currency,kind,currency,base,settle,multiplier';
const begin = '2025-01-31T14:05:09Z';

/** The last five columns are the kind, the currency of the price, the base, what settles it, and the multiplier. */
function read(symbol: string, terms: string) {
  return readFile(`${header}\n${begin},${symbol},buy,10000,50000,,,${terms}`);
}

function toldContract(symbol: string, terms: string): string | undefined {
  const { fills, problems } = read(symbol, terms);
  const [fill] = fills;
  if (fill === undefined) return problems.map(({ column, problem }) => `${column}: ${problem.code}`).join();
  const { contract } = fill;
  if (contract === undefined) return `${fill.symbol}: no contract`;
  const { kind, base, quote, settle, multiplier } = contract;
  return `${fill.symbol}: ${kind} on ${base} in ${quote}, settled in ${settle}, × ${multiplier.toString()}`;
}

describe('a fill of a contract', () => {
  it.each([
    ['XBTUSD', 'perpetual,USD,BTC,BTC,1', 'XBTUSD: perpetual on BTC in USD, settled in BTC, × 1'],
    ['BTCUSD_PERP', 'Perp,USD,BTC,btc,100', 'BTCUSD_PERP: perpetual on BTC in USD, settled in BTC, × 100'],
    ['BTC/USD:BTC', 'swap,,,BTC,1', 'BTC/USD:BTC: perpetual on BTC in USD, settled in BTC, × 1'],
    ['BTC-USD', 'future,,,BTC,1', 'BTC-USD: future on BTC in USD, settled in BTC, × 1'],
    ['ESZ5', 'future,USD,,USD,50', 'ESZ5: future on ESZ5 in USD, settled in USD, × 50'],
    ['SBRY', 'future,GBX,,GBP,1000', 'SBRY: future on SBRY in GBP, settled in GBP, × 1000'],
    [
      'AAPL250117C00200000',
      'option,USD,AAPL,,100',
      'AAPL250117C00200000: option on AAPL in USD, settled in USD, × 100',
    ],
    // As the OCC pads what an option is on, and a broker exports it.
    [
      'AAPL  240119C00150000',
      'option,USD,AAPL,,100',
      'AAPL 240119C00150000: option on AAPL in USD, settled in USD, × 100',
    ],
    ['AAPL', 'stock,USD,,,', 'AAPL: no contract'],
    ['BTC-USD', 'spot,,,,1', 'BTC-USD: no contract'],
    ['BTC-USD', ',,BTC,USD,1', 'BTC-USD: no contract'],
  ])('%s as %s', (symbol, terms, told) => {
    expect(toldContract(symbol, terms)).toBe(told);
  });

  it.each([
    // Neither of its currencies settles it.
    ['ETHUSD', 'perpetual,USD,ETH,BTC,0.000001', 'settle: QUANTO'],
    ['BTC-27JUN25-100000-C', 'option,USD,BTC,BTC,1', 'settle: OPTION_SETTLE'],
    // What would be guessed wrong by a default is asked for.
    ['XBTUSD', 'perpetual,USD,BTC,,1', 'settle: SETTLE_EMPTY'],
    ['XBTUSD', 'perpetual,USD,,BTC,1', 'base: BASE_EMPTY'],
    ['XBTUSD', 'perpetual,USD,BTC,BTC,', 'multiplier: NUMBER_EMPTY'],
    ['XBTUSD', 'perpetual,USD,BTC,BTC,0', 'multiplier: NOT_ABOVE_ZERO'],
    ['ESZ5', 'future,,,USD,50', 'currency: PRICE_CURRENCY_EMPTY'],
    ['XBTUSD', 'derivative,USD,BTC,BTC,1', 'kind: NOT_A_KIND'],
    // A contract by its terms, which would be computed as a pair or a share.
    ['ESZ5', ',USD,,USD,50', 'kind: KIND_EMPTY'],
    ['BTC-USD', ',,BTC,BTC,1', 'kind: KIND_EMPTY'],
    ['BTC-USD', 'spot,,BTC,BTC,1', 'kind: KIND_EMPTY'],
  ])('%s as %s is refused with %s', (symbol, terms, problem) => {
    expect(toldContract(symbol, terms)).toBe(problem);
  });

  it('waits on disk as it was read, apart from one of the same name with other terms', async () => {
    const rows = ['perpetual,USD,BTC,BTC,1', 'perpetual,USD,BTC,BTC,100', ',,,,'].map(
      (terms, at) => `${begin},BTC-USD,buy,${at + 1},50000,,,${terms}`,
    );
    const { fills } = readFile([header, ...rows].join('\n'));
    const tally = new ImportTally();
    const staging = new SqliteImportStaging();
    await staging.add({ fills: tally.addFills(fills), entries: [], groups: [] });
    const found: string[] = [];
    for (const { staged, contract } of tally.symbols()) {
      for await (const piece of staging.fills(staged, 'by-line'))
        for (const fill of piece) {
          expect(fill.contract).toEqual(contract);
          found.push(`${fill.quantity.toString()} × ${contract?.multiplier.toString() ?? '-'}`);
        }
    }
    expect(found.toSorted()).toEqual(['1 × 1', '2 × 100', '3 × -']);
    await staging.close();
  });

  it('has its columns guessed in a file of other names', () => {
    const names = [
      'Date',
      'Contract',
      'Contract Type',
      'Side',
      'Qty',
      'Price',
      'Settlement Currency',
      'Contract Size',
    ];
    const guess = guessColumns([...names, 'Underlying'], []);
    expect([guess.kind, guess.settle, guess.multiplier, guess.base]).toEqual([2, 6, 7, 8]);
    // When it was settled is no currency.
    expect(guessColumns(['Settlement Date', 'Symbol'], []).settle).toBeUndefined();
  });
});
