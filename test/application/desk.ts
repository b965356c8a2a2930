import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccountLocks } from '#src/application/orders/account-locks.ts';
import { createAmendOrder } from '#src/application/orders/amend-order.ts';
import { createCancelAll, createCancelOrder } from '#src/application/orders/cancel-order.ts';
import type { Change } from '#src/application/changes.ts';
import { createDispatch } from '#src/application/orders/dispatch.ts';
import { sha256 } from '#src/infrastructure/system/sha256.ts';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { createIngestReports } from '#src/application/orders/ingest-reports.ts';
import { createOrderGate } from '#src/application/orders/order-gate.ts';
import { createPlaceOrder } from '#src/application/orders/place-order.ts';
import { createRecovery } from '#src/application/orders/recover-orders.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, currency, instrumentId, portfolioId, venueId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { OrderTerms } from '#src/domain/order.ts';
import { noPrices } from '#src/domain/price-band.ts';
import { noLimits, type RiskLimits } from '#src/domain/risk-limits.ts';
import {
  createWorkspace,
  openWorkspaceFiles,
} from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { BusyError, NoRoomError } from '#src/ports/store-errors.ts';
import { countedIds } from '#test/fakes/counted-ids.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { openingAccount } from '#test/ports/opening-account.ts';
import { createScriptedExchange } from '#test/fakes/scripted-exchange.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const usdt = currency('USDT');
export const account = accountId('acc');
export const portfolio = portfolioId('main');
const migrationsFolder = join(import.meta.dirname, '../../drizzle');

export const btc: Instrument = {
  id: instrumentId('test:BTCUSDT'),
  venue: venueId('test'),
  symbol: 'BTCUSDT',
  kind: 'spot',
  base: currency('BTC'),
  quote: usdt,
  settle: usdt,
  tickSize: Decimal.from('0.01'),
  lotSize: Decimal.from('0.001'),
  minQuantity: undefined,
  maxQuantity: undefined,
  minNotional: Decimal.from('10'),
  multiplier: Decimal.one,
  tradable: true,
};

export function limitBuy(quantity: string, limitPrice: string): OrderTerms {
  return {
    accountId: account,
    instrumentId: btc.id,
    side: 'BUY',
    type: 'LIMIT',
    quantity: Decimal.from(quantity),
    limitPrice: Decimal.from(limitPrice),
    stopPrice: undefined,
    timeInForce: 'GTC',
  };
}

/** The use cases over a real store and a scripted venue; `restart` closes the store and opens it again. */
export async function openDesk(limits: RiskLimits = noLimits) {
  const folder = await mkdtemp(join(tmpdir(), 'tapedeck-desk-'));
  const clock = createFakeClock(1_700_000_000_000);
  const exchange = createScriptedExchange(clock.now);
  const published: Change[] = [];
  let price: Decimal | undefined = Decimal.from('100');
  const ids = countedIds('id', 6);
  const place = { folder, migrationsFolder, clock };

  const created = await createWorkspace(place, { id: 'desk', name: 'Desk', kind: 'paper' });
  await created.record.transact((unit) => unit.instruments.saveMany([btc]));
  await openAccount(
    created.record,
    openingAccount(btc, clock.now(), {
      portfolio: { id: portfolio, limits },
      account: { id: account, name: 'Test' },
      deposit: { amount: Decimal.from('100000') },
    }),
  );

  let hear: ((changes: readonly Change[]) => void) | undefined;
  const publish = (changes: readonly Change[]): void => {
    published.push(...changes);
    hear?.(changes);
  };
  let connected = true;
  const exchangeOf = () => (connected ? exchange : undefined);

  let lets = Number.POSITIVE_INFINITY;
  let reserve = false;
  let held = false;
  let refused = 0;
  let writing: (() => void)[] | undefined;
  /** The store, until the disk is full. */
  function onDisk(record: RecordStore): RecordStore {
    return {
      read: record.read,
      begin: record.begin.bind(record),
      async transact(work, importance) {
        if (writing !== undefined) await new Promise<void>((resolve) => writing?.push(resolve));
        lets -= 1;
        if (lets < 0 && !(reserve && importance === 'essential')) {
          refused += 1;
          throw held
            ? new BusyError('another program holds the record')
            : new NoRoomError('the disk is full');
        }
        return record.transact(work, importance);
      },
    };
  }

  const referencePrice = () => price;

  function assemble(files: typeof created) {
    const store = onDisk(files.record);
    const locks = createAccountLocks(
      (locked) => publish([{ type: 'accountChanged', accountId: locked }]),
      () => clock.now(),
    );
    const recovery = createRecovery({ store, exchangeOf, clock, publish, locks });
    const gate = createOrderGate({ locks, referencePrice, shownLevels: () => undefined });
    const dispatch = createDispatch({
      store,
      exchangeOf,
      gate,
      locks,
      clock,
      publish,
      processId: 1,
      onUnknown: recovery.resolve,
      onUnsent: recovery.dropUnsent,
    });
    const { reconcile } = recovery;
    const reports = createIngestReports({ store, publish, clock, log: silent, reconcile }, 3);
    const needs = {
      store,
      clock,
      ids,
      digest: sha256,
      gate,
      referencePrice,
      marketPrices: () => ({ ...noPrices, last: price }),
      publish,
      dispatch,
    };
    return {
      files,
      store,
      locks,
      recovery,
      reports,
      dispatch,
      placeOrder: createPlaceOrder(needs),
      amendOrder: createAmendOrder(needs),
      cancelOrder: createCancelOrder(needs),
      cancelAll: createCancelAll(needs),
    };
  }

  let running = assemble(created);
  return {
    clock,
    exchange,
    published,
    folder,
    /** Called with what is published, at that very moment. */
    onPublished: (listener: (changes: readonly Change[]) => void): void => {
      hear = listener;
    },
    /** As an account whose venue cannot be reached by this program. */
    disconnect: (): void => {
      connected = false;
    },
    setPrice: (next: Decimal | undefined): void => {
      price = next;
    },
    get run() {
      return running;
    },
    /** The disk takes so many more units of work. */
    fillDisk(after: number): void {
      lets = after;
      reserve = false;
    },
    /** Another program holds the record: nothing is taken until `freeDisk`. */
    lockRecord(): void {
      lets = 0;
      reserve = false;
      held = true;
    },
    /** From now on the disk takes what is essential, and nothing else. */
    leaveReserve(): void {
      lets = 0;
      reserve = true;
    },
    /** From now on each unit of work waits until it is let go. */
    holdWrites(): void {
      writing ??= [];
    },
    /** Lets the unit go that has waited longest. */
    letWrite(): void {
      writing?.shift()?.();
    },
    freeWrites(): void {
      const waiting = writing ?? [];
      writing = undefined;
      for (const go of waiting) go();
    },
    refusedUnits: () => refused,
    freeDisk(): void {
      held = false;
      lets = Number.POSITIVE_INFINITY;
    },
    /** What waits to be written is lost, as in a crash. */
    async restart(): Promise<void> {
      writing = undefined;
      running.recovery.stop();
      await running.files.close();
      running = assemble(await openWorkspaceFiles(place));
    },
    async close(): Promise<void> {
      running.recovery.stop();
      await running.files.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;
