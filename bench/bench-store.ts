import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import {
  accountId,
  clientOrderId,
  currency,
  fillIdOf,
  instrumentId,
  orderId,
  portfolioId,
  venueId,
} from '#src/domain/ids.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { Candle } from '#src/domain/market.ts';
import { newOrder, orderStatuses, type Order } from '#src/domain/order.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import { autocheckpointPages } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { createWorkspace } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';

const usdt = currency('USDT');
export const migrationsFolder = join(import.meta.dirname, '../drizzle');
export const account = accountId('bench');

export const benchInstrument: Instrument = {
  id: instrumentId('bench:BTCUSDT'),
  venue: venueId('bench'),
  symbol: 'BTCUSDT',
  kind: 'spot',
  base: currency('BTC'),
  quote: usdt,
  settle: usdt,
  tickSize: Decimal.from('0.01'),
  lotSize: Decimal.from('0.001'),
  minQuantity: undefined,
  maxQuantity: undefined,
  minNotional: undefined,
  multiplier: Decimal.one,
  tradable: true,
};

export type BenchStore = {
  readonly store: WorkspaceFiles;
  readonly file: string;
  /** The same file by the driver alone, with the same settings. */
  openRaw(file?: 'record' | 'market'): Database.Database;
  close(): Promise<void>;
};

/** A workspace in this folder with one account, of the venue of these instruments. */
export async function createBenchWorkspace(
  folder: string,
  instruments: readonly [Instrument, ...Instrument[]],
  cash?: Decimal,
): Promise<WorkspaceFiles> {
  const clock = { now: () => Date.now() };
  const store = await createWorkspace(
    { folder, migrationsFolder, clock },
    { id: 'bench', kind: 'paper', name: 'Bench' },
  );
  const portfolio = portfolioId('bench');
  await store.record.transact((unit) => unit.instruments.saveMany(instruments));
  await openAccount(store.record, {
    portfolio: {
      id: portfolio,
      name: 'Bench',
      baseCurrency: usdt,
      lotMethod: 'FIFO',
      limits: noLimits,
      createdAt: 0,
    },
    account: {
      id: account,
      portfolioId: portfolio,
      name: 'Bench',
      venue: instruments[0].venue,
      environment: 'live',
      mode: 'paper',
      credential: undefined,
      disabledAt: undefined,
      fees: { maker: Decimal.zero, taker: Decimal.zero },
      deadMansSwitch: false,
      mayBorrow: true,
      createdAt: 0,
    },
    deposit: cash && { id: 'bench', currency: usdt, amount: cash },
  });
  return store;
}

/** A workspace in a temporary folder with one account and one instrument. */
export async function openBenchStore(): Promise<BenchStore> {
  const folder = await mkdtemp(join(tmpdir(), 'tapedeck-bench-'));
  const store = await createBenchWorkspace(folder, [benchInstrument]);
  const file = join(folder, 'record.sqlite');
  return {
    store,
    file,
    openRaw(name = 'record') {
      const database = new Database(join(folder, `${name}.sqlite`));
      database.pragma('journal_mode = WAL');
      database.pragma(`synchronous = ${name === 'record' ? 'FULL' : 'NORMAL'}`);
      database.pragma('foreign_keys = ON');
      database.pragma('cell_size_check = ON');
      database.pragma('cache_size = -32000');
      database.pragma(`wal_autocheckpoint = ${autocheckpointPages}`);
      return database;
    },
    async close() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function benchOrder(index: number, name: string): Order {
  const status = orderStatuses[index % orderStatuses.length] ?? 'FILLED';
  return {
    ...newOrder({
      id: orderId(`${name}-${index}`),
      clientOrderId: clientOrderId(`td-${name}-${index}`),
      accountId: account,
      instrumentId: benchInstrument.id,
      side: index % 2 === 0 ? 'BUY' : 'SELL',
      type: 'LIMIT',
      quantity: Decimal.from(((index % 900) / 1000 + 0.1).toFixed(3)),
      limitPrice: Decimal.from((60_000 + (index % 5000) / 100).toFixed(2)),
      stopPrice: undefined,
      timeInForce: 'GTC',
      createdAt: 1_700_000_000_000 + index * 1000,
      replaces: undefined,
      strategy: undefined,
      draftId: undefined,
    }),
    status,
  };
}

const rawOrderColumns = [
  'id',
  'client_order_id',
  'account_id',
  'instrument_id',
  'side',
  'type',
  'quantity',
  'limit_price',
  'time_in_force',
  'status',
  'filled_quantity',
  'filled_value',
  'created_at',
  'updated_at',
  'external',
] as const;

export const rawOrderInsert = `INSERT INTO orders (${rawOrderColumns.join(', ')}) VALUES (${rawOrderColumns.map(() => '?').join(', ')})`;

export const rawOrderUpsert = `${rawOrderInsert} ON CONFLICT (id) DO UPDATE SET ${assigned([
  'status',
  'filled_quantity',
  'filled_value',
  'updated_at',
])}`;

function assigned(columns: readonly string[]): string {
  return columns.map((column) => `${column} = excluded.${column}`).join(', ');
}

/** The same row as `benchOrder` makes, as plain values: what a program without a repository would write. */
export function rawOrderRow(index: number, name: string): readonly (string | number)[] {
  return [
    `${name}-${index}`,
    `td-${name}-${index}`,
    account,
    benchInstrument.id,
    index % 2 === 0 ? 'BUY' : 'SELL',
    'LIMIT',
    ((index % 900) / 1000 + 0.1).toFixed(3),
    (60_000 + (index % 5000) / 100).toFixed(2),
    'GTC',
    orderStatuses[index % orderStatuses.length] ?? 'FILLED',
    '0',
    '0',
    1_700_000_000_000 + index * 1000,
    1_700_000_000_000 + index * 1000,
    0,
  ];
}

const fillPrice = (index: number): string => (60_000 + (index % 5000) / 100).toFixed(2);
const fillTime = (index: number): number => 1_700_000_000_000 + index * 1000;

export function benchFill(index: number, name: string): Fill {
  const venueTradeId = `${name}-${index}`;
  return {
    id: fillIdOf(account, benchInstrument.id, venueTradeId),
    accountId: account,
    instrumentId: benchInstrument.id,
    orderId: undefined,
    venueTradeId,
    side: index % 2 === 0 ? 'BUY' : 'SELL',
    quantity: Decimal.from('0.125'),
    price: Decimal.from(fillPrice(index)),
    fee: { currency: usdt, amount: Decimal.from('7.51') },
    liquidity: 'TAKER',
    source: 'venue',
    venueSequence: undefined,
    place: undefined,
    time: fillTime(index),
    receivedAt: fillTime(index),
  };
}

const rawFillColumns = [
  'account_id',
  'instrument_id',
  'venue_trade_id',
  'side',
  'quantity',
  'price',
  'fee_currency',
  'fee_amount',
  'liquidity',
  'source',
  'time',
  'received_at',
] as const;

export const rawFillInsert = `INSERT INTO fills (${rawFillColumns.join(', ')}) VALUES (${rawFillColumns.map(() => '?').join(', ')})
  ON CONFLICT (account_id, instrument_id, venue_trade_id) WHERE voided_by IS NULL DO NOTHING`;

/** As `benchFill` makes, without a hash. */
export function rawFillRow(index: number, name: string): readonly (string | number)[] {
  const side = index % 2 === 0 ? 'BUY' : 'SELL';
  const time = fillTime(index);
  const traded = [side, '0.125', fillPrice(index), usdt, '7.51', 'TAKER', 'venue'];
  return [account, benchInstrument.id, `${name}-${index}`, ...traded, time, time];
}

export function benchCandle(index: number): Candle {
  return {
    instrumentId: benchInstrument.id,
    interval: '1m',
    openTime: index * 60_000,
    open: '60000.10',
    high: '60010.00',
    low: '59990.55',
    close: fillPrice(index),
    volume: '12.50000',
    closed: true,
  };
}

export const rawCandleInsert = `INSERT INTO candles
  (instrument_id, interval, open_time, open, high, low, close, volume, closed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (instrument_id, interval, open_time) DO UPDATE SET ${assigned(['open', 'high', 'low', 'close', 'volume', 'closed'])}`;

export function rawCandleRow(index: number): readonly (string | number)[] {
  const prices = ['60000.10', '60010.00', '59990.55', fillPrice(index), '12.50000'];
  return [benchInstrument.id, '1m', index * 60_000, ...prices, 1];
}
