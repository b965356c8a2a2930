import type Database from 'better-sqlite3';
import { readEquityDays } from '#src/application/portfolio/read-equity-days.ts';
import { dayLength } from '#src/domain/day-equity.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import { currency, fillIdOf, instrumentId, ledgerEntryId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { Candle } from '#src/domain/market.ts';
import { account, benchInstrument, openBenchStore, type BenchStore } from '../bench-store.ts';
import { inTurns, type Figure } from '../figure.ts';

const fillCount = 100_000;
const assetCount = 50;
const entryCount = 5_000;
const days = 3_650;
const begin = Date.UTC(2015, 0, 1);
const piece = 1_000;
const most = 10;

const assets: readonly Instrument[] = Array.from({ length: assetCount }, (_, at) => ({
  ...benchInstrument,
  id: instrumentId(`bench:C${at}USDT`),
  symbol: `C${at}USDT`,
  base: currency(`C${at}`),
}));

/** The equity of each of ten years' days, from the record and the candles; the baseline reads the same rows by the driver alone. */
export async function measureEquityDays(): Promise<readonly Figure[]> {
  const bench = await openBenchStore();
  try {
    await fill(bench);
    const [record, market] = [bench.openRaw('record'), bench.openRaw('market')];
    const { ours, raw, ratio } = await inTurns(
      5,
      () => rebuild(bench),
      () => readRows(record, ['fills', 'ledger']) + readRows(market, ['candles']),
    );
    record.close();
    market.close();
    return [
      {
        name: `ten years of daily equity rebuilt, ${fillCount.toLocaleString('en')} fills of ${assetCount} assets`,
        value: ours,
        unit: 'ms',
        baseline: raw,
        ratio,
        goal: `<= ${most} × reading its fills, entries and candles raw`,
        pass: ratio <= most,
      },
    ];
  } finally {
    await bench.close();
  }
}

async function rebuild({ store }: BenchStore): Promise<void> {
  const question = {
    accountId: account,
    basis: undefined,
    firstUnknown: undefined,
    until: begin + days * dayLength,
  };
  const read = await readEquityDays(store.record.read, store.market, question, new AbortController().signal);
  const known = read.isWhole ? read.days.filter(({ equity }) => equity !== undefined).length : 0;
  if (known < days - 1) throw new Error(`${known} of ${days} days were made`);
}

function readRows(database: Database.Database, tables: readonly string[]): number {
  return tables.reduce((sum, table) => sum + database.prepare(`SELECT * FROM ${table}`).all().length, 0);
}

async function fill({ store }: BenchStore): Promise<void> {
  await store.record.transact((unit) => unit.instruments.saveMany(assets));
  for (let at = 0; at < fillCount; at += piece) {
    const fills = Array.from({ length: piece }, (_, own) => fillAt(at + own));
    await store.record.transact((unit) => unit.trades.saveMany(fills));
  }
  for (let at = 0; at < entryCount; at += piece) {
    const entries = Array.from({ length: piece }, (_, own) => ({
      id: ledgerEntryId(`entry-${at + own}`),
      accountId: account,
      type: 'deposit' as const,
      time: begin + ((at + own) / entryCount) * days * dayLength,
      cash: { currency: benchInstrument.settle, amount: Decimal.from('1000.25') },
      instrumentId: undefined,
      quantity: undefined,
      note: undefined,
    }));
    await store.record.transact((unit) => unit.ledger.append(entries));
  }
  for (const { id } of assets) {
    const candles = Array.from({ length: days }, (_, day) => candleAt(id, day));
    await store.market.saveCandles(candles);
  }
}

function fillAt(index: number): Fill {
  const instrument = assets[index % assetCount] ?? benchInstrument;
  const time = begin + Math.floor((index / fillCount) * days * dayLength);
  return {
    id: fillIdOf(account, instrument.id, String(index)),
    accountId: account,
    instrumentId: instrument.id,
    orderId: undefined,
    venueTradeId: String(index),
    side: index % 3 === 0 ? 'SELL' : 'BUY',
    quantity: Decimal.from('0.125'),
    price: Decimal.from((60_000 + (index % 5_000) / 100).toFixed(2)),
    fee: { currency: instrument.settle, amount: Decimal.from('7.51') },
    liquidity: 'TAKER',
    source: 'venue',
    venueSequence: undefined,
    place: undefined,
    time,
    receivedAt: time,
  };
}

function candleAt(id: Candle['instrumentId'], day: number): Candle {
  const price = (60_000 + (day % 5_000) / 100).toFixed(2);
  return {
    instrumentId: id,
    interval: '1d',
    openTime: begin + day * dayLength,
    open: price,
    high: price,
    low: price,
    close: price,
    volume: '12.5',
    closed: true,
  };
}
