import { describe, expect, it } from 'vitest';
import { readEquityDays } from '#src/application/portfolio/read-equity-days.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency, instrumentId, venueId, type InstrumentId } from '#src/domain/ids.ts';
import type { ImportedContract, ImportedFill } from '#src/domain/imported-fill.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';
import { accountOf, everything, fill, importInto, openStore, start } from './imported-history.ts';

const btc = currency('BTC');
const usd = currency('USD');
const inverse: ImportedContract = {
  kind: 'perpetual',
  base: btc,
  quote: usd,
  settle: btc,
  multiplier: Decimal.one,
};
const day = 86_400_000;

function contract(
  minute: number,
  side: 'BUY' | 'SELL',
  price: string,
  more: Partial<ImportedFill> = {},
): ImportedFill {
  const of = { symbol: 'XBTUSD', priceCurrency: usd, contract: inverse };
  return fill(minute, side, '10000', price, { ...of, ...more });
}

async function figures(store: Awaited<ReturnType<typeof openStore>>) {
  const { instruments, open, closed, cash, portfolios } = await everything(store);
  const figure = ({ held, currency: of, realised, cost }: (typeof open)[number]) =>
    `${held}: ${realised.toString()} ${of}, ${cost.toString()} open`;
  return {
    base: portfolios[0]?.baseCurrency,
    cash: cash.flat(),
    instruments: instruments.map(
      ({ id, settle, multiplier }) => `${id} ${settle} × ${multiplier.toString()}`,
    ),
    closed: closed.map(figure),
    open: open.map(figure),
  };
}

describe('importing fills of contracts', () => {
  it('10,000 one-dollar contracts that are settled in BTC, bought at 50,000 and sold at 40,000, lose 0.05 BTC', async () => {
    const store = await openStore();
    await importInto(store, 'Futures', [contract(0, 'BUY', '50000'), contract(1, 'SELL', '40000')]);
    expect(await figures(store)).toEqual({
      base: 'USD',
      cash: [],
      // The coin that was lost never came in, and is priced in its pair.
      instruments: ['import:BTC-USD USD × 1', 'import:XBTUSD BTC × 1'],
      closed: ['import:XBTUSD: -0.05 BTC, 0 open', 'BTC: 0 USD, 0 open'],
      open: [],
    });
  });

  it('keeps a pair, and a contract of other terms, apart from one of its name, and knows each again', async () => {
    const store = await openStore();
    const linear = { ...inverse, settle: usd, multiplier: Decimal.from('0.001') };
    const rows = [
      contract(0, 'BUY', '50000', { symbol: 'BTC-USD' }),
      contract(0, 'BUY', '50000', { symbol: 'BTC-USD', contract: linear }),
      fill(0, 'BUY', '2', '50000', { symbol: 'BTC-USD' }),
    ];
    expect(await importInto(store, 'Futures', rows)).toEqual({ imported: 3, duplicates: 0 });
    const first = await figures(store);
    expect(first.open.toSorted()).toEqual(
      [
        'BTC: 0 USD, 100000 open',
        // What an inverse contract was worth at its entry is a debt (see `paidByTrade`).
        'import:BTC-USD.PERPETUAL-USD-0.001: 0 USD, 500000 open',
        'import:BTC-USD: 0 BTC, -0.2 open',
      ].toSorted(),
    );
    expect(await importInto(store, 'Futures', rows.toReversed())).toEqual({ imported: 0, duplicates: 3 });
    expect(await figures(store)).toEqual(first);
  });

  it('makes equity of each day of the profit, at the closes of the contract and of the coin', async () => {
    const store = await openStore();
    await importInto(store, 'Futures', [
      // Out of which the loss is paid; worth as much in the end.
      fill(0, 'BUY', '1', '24000', { symbol: 'BTC-USD' }),
      contract(0, 'BUY', '50000'),
      fill(1, 'SELL', '4000', '40000', { symbol: 'XBTUSD', priceCurrency: usd, contract: inverse }),
    ]);
    // Another venue's pair tells what a coin is worth.
    const pair: Instrument = {
      ...(await store.read.instruments.get(instrumentId('import:XBTUSD'))),
      id: instrumentId('venue:BTCUSD'),
      venue: venueId('venue'),
      kind: 'spot',
      settle: usd,
    };
    await store.transact((unit) => unit.instruments.saveMany([pair]));
    const closes = new Map<InstrumentId, string>([
      [instrumentId('import:XBTUSD'), '25000'],
      [pair.id, '24000'],
    ]);
    const candles = async (id: InstrumentId) => {
      const close = closes.get(id);
      if (close === undefined) return [];
      const prices = { open: close, high: close, low: close, close, volume: '1' };
      return [{ instrumentId: id, interval: '1d' as const, openTime: start, closed: true, ...prices }];
    };
    const question = {
      accountId: await accountOf(store, 'Futures'),
      basis: undefined,
      firstUnknown: undefined,
    };
    const read = await readEquityDays(
      store.read,
      { candles },
      { ...question, until: start + day },
      new AbortController().signal,
    );
    // 4,000: 0.08 − 0.1; 6,000 at 25,000: 0.12 − 0.24; a coin at 24,000.
    expect(read.isWhole && read.days.map(({ equity }) => equity)).toEqual(['-3360']);
  });
});

describe('an instrument of which no amounts can be made', () => {
  it('is not kept: settled in neither of its currencies, or paid in another than its price', async () => {
    const store = await openStore();
    await importInto(store, 'Futures', [contract(0, 'BUY', '50000')]);
    const known = await store.read.instruments.get(instrumentId('import:XBTUSD'));
    const save = (change: Partial<Instrument>) =>
      store.transact((unit) => unit.instruments.saveMany([{ ...known, ...change }]));
    await expect(save({ settle: currency('ETH') })).rejects.toThrow(
      'instruments.settle holds "ETH", which is neither BTC nor USD: nothing is made of prices of XBTUSD',
    );
    await expect(save({ kind: 'option' })).rejects.toThrow(RepositoryError);
    expect(await store.read.instruments.get(known.id)).toEqual(known);
  });
});
