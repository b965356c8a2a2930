import { heldOf } from '#src/domain/held.ts';
import { fillsOf } from '#test/ports/fills-of.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importInto } from '../imports/imported-history.ts';
import { undoImport } from '#src/application/imports/undo-import.ts';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { lotMethods, type LotMethod } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import {
  accountId,
  currency,
  fillIdOf,
  instrumentId,
  portfolioId,
  venueId,
  type AccountId,
} from '#src/domain/ids.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { withoutPlaces } from '#test/domain/apply-fill.ts';
import { instrumentOf, mixedFills } from '#test/domain/arbitraries.ts';
import { foldAnew } from '#test/domain/fold-fills.ts';
import {
  openTemporary,
  optionsFor,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { portfolio, sampleAccount, startTime } from '#test/ports/sample-entities.ts';

/** A portfolio and an account for each way to close lots. */
async function openStore() {
  const folder = await temporaryWorkspace();
  const { record } = await openTemporary(folder, { durability: 'bulk' });
  await record.transact(async (unit) => {
    for (const lotMethod of lotMethods) {
      const own = { ...portfolio, id: portfolioId(lotMethod), name: lotMethod, lotMethod };
      await unit.portfolios.save(own);
      await unit.accounts.save({ ...sampleAccount(accountId(lotMethod)), portfolioId: own.id });
    }
  });
  return { folder, record };
}

async function traded(record: RecordStore, number: number): Promise<Instrument> {
  const symbol = `BTC${number}`;
  const instrument = instrumentOf({
    id: instrumentId(`venue:${symbol}`),
    venue: venueId('venue'),
    symbol,
    base: currency(symbol),
  });
  await record.transact((unit) => unit.instruments.saveMany([instrument]));
  return instrument;
}

/** What the record holds of an account and instrument, and what all of its fills make when they are folded anew. */
async function storedAndFolded(
  { read }: RecordStore,
  account: AccountId,
  instrument: Instrument,
  method: LotMethod,
) {
  const last = await read.positions.last(account, heldOf(instrument));
  const stored = last && (await read.positions.lots(last, Decimal.from('1e30')));
  const { trips, lots } = foldAnew(await fillsOf(read.trades, account, instrument.id), instrument, method, {
    base: portfolio.baseCurrency,
    mayBeShort: (await read.accounts.get(account)).mayBorrow,
  });
  return {
    stored: { last, lots: withoutPlaces(stored?.lots ?? []) },
    folded: { last: trips.at(-1), lots: withoutPlaces(lots) },
  };
}

describe('the lots that are stored', () => {
  it(
    'are those of all fills folded anew, however they came: alone, in batches, late, in work that was undone',
    { timeout: 120_000 },
    async () => {
      const { folder, record } = await openStore();
      let number = 0;
      const batches = fc.array(fc.record({ size: fc.integer({ min: 1, max: 5 }), fails: fc.boolean() }), {
        minLength: 20,
        maxLength: 20,
      });
      await fc.assert(
        fc.asyncProperty(
          mixedFills,
          batches,
          fc.constantFrom(...lotMethods),
          async (drawn, sizes, method) => {
            const instrument = await traded(record, (number += 1));
            const account = accountId(method);
            const fills = drawn.map((fill) => ofAccount(fill, account, instrument));
            let at = 0;
            for (const { size, fails } of sizes) {
              const batch = fills.slice(at, at + size);
              const working = record.transact(async (unit) => {
                await bookFills(unit, batch);
                if (fails) throw new RangeError('the work fails');
              });
              const outcome = await working.then(() => 'recorded', String);
              expect(outcome).toBe(fails ? 'RangeError: the work fails' : 'recorded');
              if (!fails) at += size;
              const { stored, folded } = await storedAndFolded(record, account, instrument, method);
              expect(stored).toEqual(folded);
            }
          },
        ),
        { numRuns: 40 },
      );
      expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
    },
  );

  it(
    'are those of all fills folded anew after imports, early ones and late ones, and after they were taken back',
    { timeout: 120_000 },
    async () => {
      const { folder, record } = await openStore();
      const row = fc.record({
        minute: fc.integer({ min: 0, max: 60 }),
        side: fc.constantFrom<'BUY' | 'SELL'>('BUY', 'BUY', 'SELL'),
        quantity: fc.integer({ min: 1, max: 4 }),
      });
      const files = fc.array(fc.array(row, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 3 });
      let number = 0;
      let line = 0;
      await fc.assert(
        fc.asyncProperty(files, fc.nat(), async (drawn, choice) => {
          number += 1;
          const name = `History ${number}`;
          for (const file of drawn) {
            const rows = file.map(({ minute, side, quantity }): ImportedFill => ({
              line: 0,
              time: startTime + minute * 60_000,
              symbol: 'BTCUSDT',
              side,
              quantity: Decimal.fromInteger(BigInt(quantity)),
              price: Decimal.fromInteger(BigInt((line += 1))),
              fee: undefined,
              feeCurrency: undefined,
              orderId: undefined,
              tradeId: String(line),
              priceCurrency: undefined,
            }));
            await importInto(record, name, rows);
          }
          const account = (await record.read.accounts.list()).find((each) => each.name === name);
          if (account === undefined) throw new Error(`no account ${name}`);
          const { lotMethod } = await record.read.portfolios.get(account.portfolioId);
          const instrument = await record.read.instruments.get(instrumentId('import:BTC-USDT'));
          const imported = await storedAndFolded(record, account.id, instrument, lotMethod);
          expect(imported.stored).toEqual(imported.folded);
          const runs = (await record.read.imports.list()).filter((run) => run.accountId === account.id);
          const run = runs[choice % runs.length];
          if (run === undefined) throw new Error('the imports are listed');
          await undoImport({ store: record, clock: { now: () => startTime } }, run.id);
          const undone = await storedAndFolded(record, account.id, instrument, lotMethod);
          expect(undone.stored).toEqual(undone.folded);
        }),
        { numRuns: 25 },
      );
      expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
    },
  );
});

function ofAccount(fill: Fill, account: AccountId, instrument: Instrument): Fill {
  return {
    ...fill,
    id: fillIdOf(account, instrument.id, fill.venueTradeId),
    accountId: account,
    instrumentId: instrument.id,
    orderId: undefined,
    time: startTime + fill.time,
  };
}
