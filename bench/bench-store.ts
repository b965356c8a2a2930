import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openAccount } from '#src/application/open-account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import {
  accountId,
  clientOrderId,
  currency,
  instrumentId,
  orderId,
  portfolioId,
  venueId,
} from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { newOrder, orderStatuses, type Order } from '#src/domain/order.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import {
  createWorkspace,
  type WorkspaceStore,
} from '#src/infrastructure/persistence/sqlite/workspace-store.ts';

const usdt = currency('USDT');
export const account = accountId('bench');

export const instrument: Instrument = {
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
  readonly store: WorkspaceStore;
  readonly file: string;
  /** The same file by the driver alone, with the same settings. */
  openRaw(): Database.Database;
  close(): Promise<void>;
};

/** A workspace in a temporary folder with one account and one instrument. */
export async function openBenchStore(): Promise<BenchStore> {
  const folder = await mkdtemp(join(tmpdir(), 'tapedeck-bench-'));
  const migrationsFolder = join(import.meta.dirname, '../drizzle');
  const clock = { now: () => Date.now() };
  const store = await createWorkspace(
    { folder, migrationsFolder, clock },
    { id: 'bench', kind: 'paper', name: 'Bench' },
  );
  const portfolio = portfolioId('bench');
  await store.record.transact((unit) => unit.instruments.saveMany([instrument]));
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
      venue: instrument.venue,
      kind: 'paper',
      fees: { maker: Decimal.zero, taker: Decimal.zero },
      createdAt: 0,
    },
    deposit: undefined,
  });
  const file = join(folder, 'record.sqlite');
  return {
    store,
    file,
    openRaw() {
      const database = new Database(file);
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = FULL');
      database.pragma('foreign_keys = ON');
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
      instrumentId: instrument.id,
      side: index % 2 === 0 ? 'BUY' : 'SELL',
      type: 'LIMIT',
      quantity: Decimal.from(((index % 900) / 1000 + 0.1).toFixed(3)),
      limitPrice: Decimal.from((60_000 + (index % 5000) / 100).toFixed(2)),
      stopPrice: undefined,
      timeInForce: 'GTC',
      createdAt: 1_700_000_000_000 + index * 1000,
      replaces: undefined,
      strategy: undefined,
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

/** The same row as `benchOrder` makes, as plain values: what a program without a repository would write. */
export function rawOrderRow(index: number, name: string): readonly (string | number)[] {
  return [
    `${name}-${index}`,
    `td-${name}-${index}`,
    account,
    instrument.id,
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
