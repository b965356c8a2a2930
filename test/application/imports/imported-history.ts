import { importFills } from '#src/application/imports/import-fills.ts';
import { recordPieces } from '#src/infrastructure/persistence/record-pieces.ts';
import { ImportTally } from '#src/application/imports/import-tally.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency, instrumentId, portfolioId, type ImportId } from '#src/domain/ids.ts';
import type { ImportedEntry, ImportedFill } from '#src/domain/imported-fill.ts';
import type { Purse } from '#src/domain/money.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import { SqliteImportStaging } from '#src/infrastructure/persistence/sqlite/staging/sqlite-import-staging.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { ImportWriter } from '#src/ports/import-writer.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { withoutPlaces } from '#test/domain/apply-fill.ts';
import { closedTrips } from '#test/ports/closed-trips.ts';

export const start = Date.UTC(2025, 0, 1);
export const btc = instrumentId('import:BTC-USDT');

export function fill(
  minute: number,
  side: 'BUY' | 'SELL',
  quantity: string,
  price: string,
  more: Partial<ImportedFill> = {},
): ImportedFill {
  return {
    line: 2,
    time: start + minute * 60_000,
    symbol: 'BTCUSDT',
    side,
    quantity: Decimal.from(quantity),
    price: Decimal.from(price),
    fee: undefined,
    feeCurrency: undefined,
    orderId: undefined,
    tradeId: undefined,
    priceCurrency: undefined,
    ...more,
  };
}

export async function openStore(): Promise<RecordStore> {
  const { record } = await openTemporary(await temporaryWorkspace());
  const portfolio = {
    id: portfolioId('p'),
    name: 'Main',
    baseCurrency: currency('EUR'),
    lotMethod: 'FIFO',
    limits: noLimits,
    createdAt: start,
  } as const;
  await record.transact((unit) => unit.portfolios.save(portfolio));
  return record;
}

export async function importInto(
  store: RecordStore,
  name: string,
  fills: readonly ImportedFill[],
  entries: readonly ImportedEntry[] = [],
  signal: AbortSignal = new AbortController().signal,
  openWriter = (id: ImportId): ImportWriter => recordPieces(store, id),
  importsAlike = false,
  clock: Pick<Clock, 'now'> = createFakeClock(start),
) {
  const tally = new ImportTally();
  const staging = new SqliteImportStaging();
  // A file's rows have lines of their own, also where a test takes one fill twice.
  const rows = fills.map((row, at) => ({ ...row, line: at + 2 }));
  tally.addEntries(entries);
  await staging.add({ fills: tally.addFills(rows), entries, groups: [] });
  const needs = {
    store,
    clock,
    onProgress: () => undefined,
    signal,
    openWriter,
  };
  const into = {
    accountName: name,
    fileName: 'a.csv',
    format: 'fills',
    reader: 1,
    digest: name,
    importsAlike,
  };
  const done = await importFills(needs, into, { staging, tally });
  if (!done.ok) throw new Error(`the history is not imported: ${done.error.problem}`);
  const { imported, duplicates, alike } = done.value;
  return alike === 0 ? { imported, duplicates } : { imported, duplicates, alike };
}

export async function accountOf({ read }: { readonly read: Repositories }, name = 'Binance') {
  const found = (await read.accounts.list()).find((account) => account.name === name);
  if (found === undefined) throw new Error(`no account ${name}`);
  return found.id;
}

export async function everything({ read }: { readonly read: Repositories }) {
  const accounts = await read.accounts.list();
  const ids = accounts.map(({ id }) => id);
  const open = await read.positions.active(ids);
  return {
    accounts,
    portfolios: await read.portfolios.list(),
    instruments: await read.instruments.list(),
    fills: await read.trades.count({}),
    open,
    lots: await Promise.all(
      open.map(async (position) =>
        withoutPlaces((await read.positions.lots(position, position.quantity.abs())).lots),
      ),
    ),
    closed: await closedTrips(read.positions, ids),
    cash: (await Promise.all(ids.map((id) => read.ledger.cash(id)))).map(withoutNothing),
    deposited: (await Promise.all(ids.map((id) => read.ledger.deposited(id)))).map(withoutNothing),
  };
}

function withoutNothing(purse: Purse): Purse {
  return purse.filter(({ amount }) => !amount.isZero());
}
