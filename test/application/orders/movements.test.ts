import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookEntries, bookFills } from '#src/application/orders/book-fills.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import { heldOf } from '#src/domain/held.ts';
import { accountId, currency, fillIdOf, instrumentId, ledgerEntryId, portfolioId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { instrumentOf } from '#test/domain/arbitraries.ts';
import {
  distance,
  fraction,
  fractionOf,
  sumsOf,
  type Fraction,
  type Happening,
} from '#test/domain/fraction-trips.ts';
import {
  openTemporary,
  optionsFor,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { portfolio, sampleAccount, sampleFill, startTime } from '#test/ports/sample-entities.ts';

const eur = currency('EUR');
const methods = ['FIFO', 'LIFO', 'AVERAGE'] as const;
type Method = (typeof methods)[number];

async function openStore() {
  const folder = await temporaryWorkspace();
  const files = await openTemporary(folder, { durability: 'bulk' });
  await files.record.transact(async (unit) => {
    for (const lotMethod of methods) {
      const own = { ...portfolio, id: portfolioId(lotMethod), name: lotMethod, lotMethod };
      await unit.portfolios.save({ ...own, baseCurrency: eur });
      await unit.accounts.save({ ...sampleAccount(accountId(lotMethod)), portfolioId: own.id });
    }
  });
  return { folder, files, record: files.record };
}

async function listed(record: RecordStore, number: number): Promise<Instrument> {
  const id = instrumentId(`import:ACME${number}`);
  const share = instrumentOf({ id, kind: 'equity', symbol: `ACME${number}`, settle: eur, quote: eur });
  await record.transact((unit) => unit.instruments.saveMany([share]));
  return share;
}

/** What happened, as it is recorded. */
type Recorded = Happening & { readonly at: number };

async function book(
  record: RecordStore,
  method: Method,
  { id }: Instrument,
  happening: Recorded,
  isCorrected: boolean,
): Promise<void> {
  const account = accountId(method);
  const { at, kind } = happening;
  const time = startTime + at * 1_000;
  if (kind === 'buy' || kind === 'sell') {
    const quantity = text(happening.quantity);
    const venueTradeId = `${id}/${at}`;
    const fill: Fill = {
      ...sampleFill(at),
      id: fillIdOf(account, id, venueTradeId),
      accountId: account,
      instrumentId: id,
      venueTradeId,
      orderId: undefined,
      side: kind === 'buy' ? 'BUY' : 'SELL',
      quantity,
      price: Decimal.one,
      fee: undefined,
      time,
      value: text(happening.paid),
    };
    await record.transact((unit) => bookFills(unit, [fill]));
    return;
  }
  const base: LedgerEntry = {
    id: ledgerEntryId(`${method}/${id}/${at}`),
    accountId: account,
    type: 'adjustment',
    time,
    cash: undefined,
    instrumentId: id,
    quantity: undefined,
    note: undefined,
  };
  const entry = entryOf(base, happening);
  if (!isCorrected) {
    await record.transact((unit) => bookEntries(unit, [entry]));
    return;
  }
  // As it was first told, which was wrong, and as it is.
  const wrong: LedgerEntry = {
    ...entryOf(base, { kind: 'deposit', at, quantity: fraction(3n), cost: fraction(7n) }),
    id: ledgerEntryId(`${base.id}/wrong`),
    time: time + 500,
  };
  await record.transact((unit) => bookEntries(unit, [wrong]));
  await record.transact((unit) => bookEntries(unit, [{ ...entry, corrects: wrong.id }]));
}

function text({ top, below }: Fraction): Decimal {
  return Decimal.fromInteger(top).dividedBy(Decimal.fromInteger(below), 18, 'half-even');
}

function entryOf(base: LedgerEntry, happening: Recorded): LedgerEntry {
  if (happening.kind === 'split')
    return {
      ...base,
      type: 'split',
      ratio: { new: Number(happening.by.top), old: Number(happening.by.below) },
    };
  if (happening.kind === 'return')
    return { ...base, type: 'return-of-capital', cash: { currency: eur, amount: text(happening.paid) } };
  if (happening.kind === 'deposit') {
    const cost = happening.cost && { currency: eur, amount: text(happening.cost) };
    return { ...base, type: 'deposit', quantity: text(happening.quantity), cost };
  }
  if (happening.kind === 'buy' || happening.kind === 'sell') throw new Error('a fill is no entry');
  const quantity = text(happening.quantity).negated();
  if (happening.kind === 'in lieu')
    return { ...base, type: 'split', quantity, cash: { currency: eur, amount: text(happening.paid) } };
  return { ...base, type: happening.kind, quantity };
}

const ratios = [
  [2n, 1n],
  [4n, 1n],
  [1n, 2n],
  [1n, 10n],
  [5n, 4n],
] as const;

type Step = {
  readonly kind: Happening['kind'];
  readonly units: number;
  readonly cents: number;
  readonly ratio: number;
  readonly isKnown: boolean;
};

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Happening['kind'][]>(
      'buy',
      'buy',
      'sell',
      'in lieu',
      'deposit',
      'withdrawal',
      'loss',
      'split',
      'return',
    ),
    units: fc.integer({ min: 1, max: 100 }),
    cents: fc.integer({ min: 1, max: 1_000_000 }),
    ratio: fc.nat({ max: ratios.length - 1 }),
    isKnown: fc.boolean(),
  }),
  { minLength: 1, maxLength: 9 },
);

/** Nothing leaves that is not held. */
function happeningsOf(all: readonly Step[]): readonly Recorded[] {
  const happenings: Recorded[] = [];
  for (const [at, { kind, units, cents, ratio, isKnown }] of all.entries()) {
    const held = sumsOf(happenings, 'FIFO').quantity;
    const paid = fraction(BigInt(cents), 100n);
    const quantity = fraction(BigInt(units));
    const part = fraction(held.top * BigInt(units), held.below * 100n);
    const [given = 1n, of = 1n] = ratios[ratio] ?? [];
    if (kind === 'buy') happenings.push({ at, kind, quantity, paid });
    else if (kind === 'deposit') happenings.push({ at, kind, quantity, cost: isKnown ? paid : undefined });
    else if (kind === 'split') happenings.push({ at, kind, by: fraction(given, of) });
    else if (held.top === 0n) continue;
    else if (kind === 'return') happenings.push({ at, kind, paid });
    else if (kind === 'sell' || kind === 'in lieu') happenings.push({ at, kind, quantity: part, paid });
    else happenings.push({ at, kind, quantity: part });
  }
  return happenings;
}

describe('movements of shares', () => {
  it(
    'fold to what a second implementation makes of them, in whatever order they are recorded',
    { timeout: 120_000 },
    async () => {
      const { folder, files, record } = await openStore();
      let number = 0;
      await fc.assert(
        fc.asyncProperty(
          steps,
          fc.array(fc.nat(), { minLength: 9, maxLength: 9 }),
          fc.constantFrom(...methods),
          async (all, order, method) => {
            const share = await listed(record, (number += 1));
            const happenings = happeningsOf(all);
            const shuffled = happenings
              .map((each, at) => ({ each, key: order[at] ?? 0 }))
              .toSorted((one, other) => one.key - other.key);
            for (const { each, key } of shuffled) await book(record, method, share, each, key % 3 === 0);
            const { positions } = record.read;
            const sums = await positions.sums([accountId(method)]);
            const closed = sums.filter(({ instrumentId: of }) => of === share.id);
            const last = await positions.last(accountId(method), heldOf(share));
            const open = last?.closedAt === undefined ? last : undefined;
            const expected = sumsOf(happenings, method);
            const zero = Decimal.zero;
            const realised = Decimal.sum([...closed, ...(open ? [open] : [])].map((trip) => trip.realised));
            const found = [
              [open?.quantity ?? zero, expected.quantity],
              [open?.uncosted ?? zero, expected.uncosted],
              [open?.cost ?? zero, expected.cost],
              [realised, expected.realised],
            ] as const;
            expect(found.map(([value, exact]) => distance(fractionOf(value.toString()), exact))).toEqual([
              0n,
              0n,
              0n,
              0n,
            ]);
          },
        ),
        { numRuns: 300 },
      );
      await files.close();
      expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
    },
  );
});
