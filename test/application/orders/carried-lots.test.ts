import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { bookEntries } from '#src/application/orders/book-fills.ts';
import { foldUnfolded } from '#src/application/workspaces/fold-unfolded.ts';
import type { LotMethod } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, currency, heldId, ledgerEntryId, portfolioId } from '#src/domain/ids.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import { distance, fraction, fractionOf, type Fraction } from '#test/domain/fraction-trips.ts';
import {
  openTemporary,
  optionsFor,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { portfolio, sampleAccount, startTime } from '#test/ports/sample-entities.ts';

const eur = currency('EUR');
const methods = ['FIFO', 'LIFO', 'AVERAGE'] as const satisfies readonly LotMethod[];
const accounts = [0, 1, 2] as const;

type Step = {
  readonly kind: 'deposit' | 'transfer' | 'loss';
  readonly from: number;
  readonly by: number;
  readonly units: bigint;
  readonly cents: bigint;
  readonly isKnown: boolean;
};

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('deposit', 'transfer', 'transfer', 'loss'),
    from: fc.nat({ max: 2 }),
    by: fc.integer({ min: 1, max: 2 }),
    units: fc.bigInt({ min: 1n, max: 100n }),
    cents: fc.bigInt({ min: 1n, max: 1_000_000n }),
    isKnown: fc.boolean(),
  }),
  { minLength: 2, maxLength: 12 },
);

type Piece = {
  readonly quantity: Fraction;
  readonly cost: Fraction | undefined;
  /** When it came to the first of the accounts. */
  readonly since: number;
};

const zero = fraction(0n);
const plus = (one: Fraction, other: Fraction): Fraction =>
  fraction(one.top * other.below + other.top * one.below, one.below * other.below);
const times = (one: Fraction, other: Fraction): Fraction =>
  fraction(one.top * other.top, one.below * other.below);
const over = (one: Fraction, other: Fraction): Fraction =>
  fraction(one.top * other.below, one.below * other.top);
const less = (one: Fraction, other: Fraction): Fraction => plus(one, fraction(-other.top, other.below));
const sum = (all: readonly Fraction[]): Fraction => all.reduce(plus, zero);

/** Exact, and as plain as can be: pieces by age that are taken from one end, or of which those with a cost are one. */
class Pile {
  readonly #method: LotMethod;
  pieces: readonly Piece[] = [];

  constructor(method: LotMethod) {
    this.#method = method;
  }

  get quantity(): Fraction {
    return sum(this.pieces.map(({ quantity }) => quantity));
  }

  put(pieces: readonly Piece[]): void {
    const all = [...this.pieces, ...pieces];
    if (this.#method !== 'AVERAGE') {
      this.pieces = all.toSorted((one, other) => one.since - other.since);
      return;
    }
    const pooled = [true, false].map((isKnown) => all.filter(({ cost }) => (cost !== undefined) === isKnown));
    this.pieces = pooled.flatMap((of) => {
      const [first] = of;
      if (first === undefined) return [];
      const cost = first.cost && sum(of.map((piece) => piece.cost ?? zero));
      return [{ ...first, quantity: sum(of.map(({ quantity }) => quantity)), cost }];
    });
  }

  take(wanted: Fraction): readonly Piece[] {
    const taken: Piece[] = [];
    let left = wanted;
    while (left.top > 0n) {
      const at = this.#method === 'LIFO' ? this.pieces.length - 1 : 0;
      const piece = this.pieces[at];
      if (piece === undefined) throw new Error('more is taken than there is');
      const isWhole = less(piece.quantity, left).top <= 0n;
      const quantity = isWhole ? piece.quantity : left;
      const cost = piece.cost && times(piece.cost, over(quantity, piece.quantity));
      const rest = {
        ...piece,
        quantity: less(piece.quantity, quantity),
        cost: piece.cost && cost && less(piece.cost, cost),
      };
      this.pieces = this.pieces.toSpliced(at, 1, ...(isWhole ? [] : [rest]));
      taken.push({ ...piece, quantity, cost });
      left = less(left, quantity);
    }
    return taken;
  }
}

function text({ top, below }: Fraction): Decimal {
  return Decimal.fromInteger(top).dividedBy(Decimal.fromInteger(below), 18, 'half-even');
}

it(
  'lots that go from account to account are where a second implementation has them, in whatever order that is recorded',
  { timeout: 120_000 },
  async () => {
    const folder = await temporaryWorkspace();
    const { record, close } = await openTemporary(folder, { durability: 'bulk' });
    await record.transact(async (unit) => {
      for (const lotMethod of methods) {
        const own = { ...portfolio, id: portfolioId(lotMethod), name: lotMethod, lotMethod };
        await unit.portfolios.save({ ...own, baseCurrency: eur });
        for (const at of accounts)
          await unit.accounts.save({
            ...sampleAccount(accountId(`${lotMethod}${at}`)),
            portfolioId: own.id,
            name: `${lotMethod}${at}`,
            mode: 'history',
          });
      }
    });
    let number = 0;
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
        fc.constantFrom(...methods),
        async (all, order, method) => {
          const coin = `C${(number += 1)}`;
          const piles = accounts.map(() => new Pile(method));
          const happenings: (readonly LedgerEntry[])[] = [];
          for (const [at, { kind, from, by, units, cents, isKnown }] of all.entries()) {
            const pile = piles[from];
            const other = piles[(from + by) % 3];
            if (pile === undefined || other === undefined) continue;
            const entry = (end: number, amount: Fraction, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
              id: ledgerEntryId(`${coin}/${at}/${end}`),
              accountId: accountId(`${method}${end}`),
              type: kind,
              time: startTime + at,
              cash: { currency: currency(coin), amount: text(amount) },
              instrumentId: undefined,
              quantity: undefined,
              note: undefined,
              ...more,
            });
            if (kind === 'deposit') {
              const cost = isKnown ? fraction(cents, 100n) : undefined;
              pile.put([{ quantity: fraction(units), cost, since: at }]);
              const told = cost && { currency: eur, amount: text(cost) };
              happenings.push([entry(from, fraction(units), { cost: told })]);
              continue;
            }
            // Whole hundredths, so that what is recorded is exact.
            const held = pile.quantity;
            const amount = fraction((held.top * units) / held.below, 100n);
            if (amount.top === 0n) continue;
            const taken = pile.take(amount);
            const out = entry(from, fraction(-amount.top, amount.below), { link: `${coin}/${at}` });
            if (kind === 'transfer') other.put(taken);
            happenings.push(
              kind === 'loss' ? [out] : [out, entry((from + by) % 3, amount, { link: `${coin}/${at}` })],
            );
          }
          const shuffled = happenings
            .map((each, at) => ({ each, key: order[at] ?? 0 }))
            .toSorted((one, next) => one.key - next.key);
          for (const { each, key } of shuffled) {
            await record.transact((unit) => bookEntries(unit, each));
            if (key % 2 === 0) await foldUnfolded({ store: record, onProgress: () => undefined });
          }
          await foldUnfolded({ store: record, onProgress: () => undefined });
          const differences: bigint[] = [];
          for (const [at, pile] of piles.entries()) {
            const last = await record.read.positions.last(accountId(`${method}${at}`), heldId(coin));
            const open = last?.closedAt === undefined ? last : undefined;
            const expected = [
              [open?.quantity, pile.quantity],
              [open?.cost, sum(pile.pieces.map(({ cost }) => cost ?? zero))],
              [
                open?.uncosted,
                sum(pile.pieces.map(({ quantity, cost }) => (cost === undefined ? quantity : zero))),
              ],
            ] as const;
            for (const [value, exact] of expected)
              differences.push(distance(fractionOf((value ?? Decimal.zero).toString()), exact));
          }
          expect(differences.filter((each) => each !== 0n)).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
    await close();
    expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
  },
);
