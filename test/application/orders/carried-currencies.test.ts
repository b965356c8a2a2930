import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { bookEntries, bookFills } from '#src/application/orders/book-fills.ts';
import { foldUnfolded } from '#src/application/workspaces/fold-unfolded.ts';
import type { LotMethod } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import { accountId, currency, heldId, ledgerEntryId, portfolioId, type AccountId } from '#src/domain/ids.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { MovementRate } from '#src/domain/paid-in.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import {
  distance,
  fraction,
  fractionOf,
  over,
  plus,
  times,
  type Fraction,
} from '#test/domain/fraction-trips.ts';
import {
  openTemporary,
  optionsFor,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import {
  portfolio,
  sampleAccount,
  sampleEntry,
  sampleFill,
  samplePair,
  startTime,
} from '#test/ports/sample-entities.ts';

/** What each account trades in. */
const codes = [currency('EUR'), currency('USDT')] as const;
const ends = [0, 1] as const;
const methods = ['FIFO', 'LIFO', 'AVERAGE'] as const satisfies readonly LotMethod[];

const zero = fraction(0n);
const minus = (one: Fraction, other: Fraction): Fraction => plus(one, fraction(-other.top, other.below));
const sum = (all: readonly Fraction[]): Fraction => all.reduce(plus, zero);

/** What it cost in the one currency and the other, at the rate of when it was bought. */
type Piece = { readonly quantity: Fraction; readonly costs: readonly Fraction[]; readonly since: number };

class Pile {
  readonly #method: LotMethod;
  pieces: readonly Piece[] = [];

  constructor(method: LotMethod) {
    this.#method = method;
  }

  get quantity(): Fraction {
    return sum(this.pieces.map(({ quantity }) => quantity));
  }

  cost(code: number): Fraction {
    return sum(this.pieces.map(({ costs }) => costs[code] ?? zero));
  }

  put(pieces: readonly Piece[]): void {
    const all = [...this.pieces, ...pieces];
    const [first] = all;
    if (this.#method !== 'AVERAGE' || first === undefined)
      this.pieces = all.toSorted((one, other) => one.since - other.since);
    else {
      const quantity = sum(all.map((piece) => piece.quantity));
      const costs = ends.map((code) => sum(all.map((piece) => piece.costs[code] ?? zero)));
      this.pieces = [{ ...first, quantity, costs }];
    }
  }

  take(wanted: Fraction): readonly Piece[] {
    const taken: Piece[] = [];
    let left = wanted;
    while (left.top > 0n) {
      const at = this.#method === 'LIFO' ? this.pieces.length - 1 : 0;
      const piece = this.pieces[at];
      if (piece === undefined) throw new Error('more is taken than there is');
      const isWhole = minus(piece.quantity, left).top <= 0n;
      const quantity = isWhole ? piece.quantity : left;
      const costs = piece.costs.map((cost) => times(cost, over(quantity, piece.quantity)));
      const rest = {
        ...piece,
        quantity: minus(piece.quantity, quantity),
        costs: piece.costs.map((cost, code) => minus(cost, costs[code] ?? zero)),
      };
      this.pieces = this.pieces.toSpliced(at, 1, ...(isWhole ? [] : [rest]));
      taken.push({ ...piece, quantity, costs });
      left = minus(left, quantity);
    }
    return taken;
  }
}

type Step = {
  readonly kind: 'buy' | 'sell' | 'transfer';
  readonly at: number;
  readonly units: bigint;
  readonly cents: bigint;
  readonly rate: bigint;
  readonly fee: bigint;
};

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('buy', 'buy', 'sell', 'transfer', 'transfer'),
    at: fc.nat({ max: 1 }),
    units: fc.bigInt({ min: 1n, max: 100n }),
    cents: fc.bigInt({ min: 1n, max: 10_000_000n }),
    rate: fc.bigInt({ min: 80n, max: 125n }),
    fee: fc.bigInt({ min: 0n, max: 50n }),
  }),
  { minLength: 2, maxLength: 12 },
);

function decimalOf({ top, below }: Fraction): Decimal {
  return Decimal.fromInteger(top).dividedBy(Decimal.fromInteger(below), 60, 'half-even');
}

function accountOf(method: LotMethod, end: number): AccountId {
  return accountId(`${method}${end}`);
}

function negated({ top, below }: Fraction): Fraction {
  return fraction(-top, below);
}

type Booked = {
  readonly entries?: readonly LedgerEntry[];
  readonly fill?: Fill;
  readonly rate?: MovementRate;
};

it(
  'what was bought in one currency and sold elsewhere in another has its result by the rates of the purchases, and so there and back',
  { timeout: 120_000 },
  async () => {
    const folder = await temporaryWorkspace();
    const { record, close } = await openTemporary(folder, { durability: 'bulk' });
    await record.transact(async (unit) => {
      for (const lotMethod of methods) {
        const own = { ...portfolio, id: portfolioId(lotMethod), name: lotMethod, lotMethod };
        await unit.portfolios.save({ ...own, baseCurrency: codes[0] });
        for (const end of ends)
          await unit.accounts.save({
            ...sampleAccount(accountOf(lotMethod, end)),
            portfolioId: own.id,
            name: `${lotMethod}${end}`,
            mode: 'history',
            mayBorrow: false,
          });
      }
    });
    let number = 0;
    let results = 0;
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
        fc.constantFrom(...methods),
        async (all, order, method) => {
          const coin = `K${(number += 1)}`;
          await record.transact((unit) =>
            unit.instruments.saveMany(codes.map((code) => samplePair(coin, code))),
          );
          const piles = ends.map(() => new Pile(method));
          const gained = ends.map(() => zero);
          /** Fees whose worth nobody knows. */
          const unknown = ends.map(() => zero);
          const happenings: Booked[] = [];
          for (const [place, { kind, at, units, cents, rate, fee }] of all.entries()) {
            const [pile, other] = [piles[at], piles[1 - at]];
            const [own, into] = [codes[at], codes[1 - at]];
            if (pile === undefined || other === undefined || own === undefined || into === undefined)
              continue;
            const time = startTime + place * 60_000;
            const trade = (side: Fill['side'], quantity: Fraction, price: Fraction): Fill =>
              sampleFill(place, {
                accountId: accountOf(method, at),
                instrumentId: samplePair(coin, own).id,
                side,
                quantity: decimalOf(quantity),
                price: decimalOf(price),
                fee: undefined,
                time,
              });
            const price = fraction(cents, 100n);
            if (kind === 'buy') {
              const fill = trade('BUY', fraction(units, 10n), price);
              const [paid, per] = [times(fraction(units, 10n), price), fraction(rate, 100n)];
              const costs = at === 0 ? [paid, times(paid, per)] : [times(paid, per), paid];
              pile.put([{ quantity: fraction(units, 10n), costs, since: place }]);
              const known = {
                source: 'trader',
                pricedBy: undefined,
                recordedAt: startTime,
                revises: false,
              } as const;
              const of = { movementId: fill.id, accountId: fill.accountId, currency: own, into };
              happenings.push({ fill, rate: { ...of, rate: decimalOf(per), ...known } });
              continue;
            }
            const amount = fraction(pile.quantity.top * units, pile.quantity.below * 100n);
            if (amount.top === 0n) continue;
            if (kind === 'sell') {
              const cost = sum(pile.take(amount).map(({ costs }) => costs[at] ?? zero));
              gained[at] = plus(gained[at] ?? zero, minus(times(amount, price), cost));
              happenings.push({ fill: trade('SELL', amount, price) });
              results += 1;
              continue;
            }
            const charged = times(minus(pile.quantity, amount), fraction(fee, 100n));
            const entry = (end: number, moved: Fraction, more: Partial<LedgerEntry>): LedgerEntry =>
              sampleEntry(0, {
                id: ledgerEntryId(`${coin}/${place}/${end}`),
                accountId: accountOf(method, end === 2 ? at : end),
                type: 'transfer',
                time,
                cash: { currency: currency(coin), amount: decimalOf(moved) },
                ...more,
              });
            const link = `${coin}/${place}`;
            other.put(pile.take(amount));
            const moved = [entry(at, negated(amount), { link }), entry(1 - at, amount, { link })];
            pile.take(charged);
            unknown[at] = plus(unknown[at] ?? zero, charged);
            const paid = charged.top === 0n ? [] : [entry(2, negated(charged), { type: 'fee' })];
            happenings.push({ entries: [...moved, ...paid] });
          }
          const shuffled = happenings
            .map((each, at) => ({ each, key: order[at] ?? 0 }))
            .toSorted((one, next) => one.key - next.key);
          for (const { each, key } of shuffled) {
            await record.transact(async (unit) => {
              if (each.rate !== undefined) await unit.rates.append([each.rate]);
              if (each.fill !== undefined) await bookFills(unit, [each.fill]);
              if (each.entries !== undefined) await bookEntries(unit, each.entries);
              for (const end of ends) await unit.positions.markUnfolded(accountOf(method, end), heldId(coin));
            });
            if (key % 2 === 0) await foldUnfolded({ store: record, onProgress: () => undefined });
          }
          await foldUnfolded({ store: record, onProgress: () => undefined });
          const differences: unknown[] = [];
          for (const [end, pile] of piles.entries()) {
            const account = accountOf(method, end);
            const { rows } = await record.read.positions.history(
              [account],
              {},
              { limit: 100, after: undefined },
            );
            const last = await record.read.positions.last(account, heldId(coin));
            const open = last?.closedAt === undefined ? last : undefined;
            const trips = [...rows.filter(({ held }) => held === coin), ...(open ? [open] : [])];
            const cost = open === undefined ? zero : pile.cost(open.currency === codes[0] ? 0 : 1);
            const traded = trips.filter(({ currency: code }) => code === codes[end]);
            const expected = [
              [open?.quantity, pile.quantity],
              [open?.cost, cost],
              [open?.uncosted, zero],
              [Decimal.sum(trips.map(({ undecided }) => undecided)), unknown[end] ?? zero],
              [Decimal.sum(traded.map(({ realised }) => realised)), gained[end] ?? zero],
            ] as const;
            for (const [value, exact] of expected)
              if (distance(fractionOf((value ?? Decimal.zero).toString()), exact) !== 0n)
                differences.push({ end, value: value?.toString(), exact: decimalOf(exact).toString() });
          }
          expect(differences).toEqual([]);
        },
      ),
      { numRuns: 80 },
    );
    expect(results).toBeGreaterThan(0);
    await close();
    expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
  },
);
