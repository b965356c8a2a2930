/** Coins that are earned and charged between trades, against sums of whole thousandths that share no code with the fold. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { earnedOf, earningOf } from '#src/domain/earned.ts';
import type { LedgerEntryType } from '#src/domain/entry-types.ts';
import { nothingMoved, sumCosts } from '#src/domain/capital-moved.ts';
import { heldOf, movementOf } from '#src/domain/held.ts';
import { accountId, currency, ledgerEntryId, type Currency } from '#src/domain/ids.ts';
import type { Leg } from '#src/domain/fill-order.ts';
import { cashOf, entriesOfFill, type LedgerEntry } from '#src/domain/ledger.ts';
import type { LegRate } from '#src/domain/leg-rates.ts';
import { emptyPurse, type Money } from '#src/domain/money.ts';
import type { Position } from '#src/domain/position.ts';
import { PositionFold } from '#src/domain/position-fold.ts';
import { totalOf, type PartialSum } from '#src/domain/partial-sum.ts';
import { sumWorth } from '#src/domain/trip-worth.ts';
import { valuePortfolio } from '#src/domain/valuation.ts';
import { fillOf, instrumentOf, lotMethod, usdt } from './arbitraries.ts';

const btc = currency('BTC');
const eur = currency('EUR');
const pair = instrumentOf();
const thousand = Decimal.from('1000');
const now = 37n;

function thousandths(amount: bigint): Decimal {
  return Decimal.from(String(amount)).per(thousand);
}

const size = fc.integer({ min: 1, max: 5_000 }).map(BigInt);
const price = fc.integer({ min: 1, max: 90 }).map(BigInt);
const income = fc.constantFrom<LedgerEntryType>(
  'dividend',
  'interest',
  'staking',
  'airdrop',
  'reward',
  'funding',
);
const charge = fc.constantFrom<LedgerEntryType>('fee', 'tax', 'margin-interest', 'liquidation', 'realised');
const step = fc.oneof(
  fc.record({
    what: fc.constantFrom('buy' as const, 'sell' as const, 'buyLess' as const),
    size,
    price,
    fee: size,
  }),
  fc.record({
    what: fc.constantFrom('comes' as const, 'goes' as const),
    type: fc.oneof(income, charge),
    size,
    price,
  }),
  fc.record({
    what: fc.constantFrom('told' as const, 'toldInEuro' as const),
    type: income,
    size,
    worth: size,
    price,
  }),
  fc.record({ what: fc.constantFrom('fee' as const, 'feeInEuro' as const), size, worth: size, price }),
  fc.record({ what: fc.constant('brought' as const), size, worth: size, price }),
  fc.record({ what: fc.constant('money' as const), type: fc.oneof(income, charge), size }),
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

/** All in thousandths. */
class Account {
  readonly entries: { readonly entry: LedgerEntry; readonly rate: LegRate | undefined }[] = [];
  readonly cash: Money[] = [];
  readonly legs: Leg[] = [];
  coins = 0n;
  usdt = 0n;
  income = 0n;
  charged = 0n;
  paidIn = 0n;
  /** Of what was paid in: what it had gained before. */
  brought = 0n;
  /** Whether the round trip that is open was traded: its price is in USDT then, whatever is told. */
  #isTraded = false;
  #time = 0;

  take(each: Step): void {
    this.#time += 1;
    if (this.coins === 0n) this.#isTraded = false;
    const most = each.size < this.coins ? each.size : this.coins;
    if (each.what === 'buy' || each.what === 'buyLess') this.#buy(each);
    else if (each.what === 'sell') this.#sell(most, each);
    else if (each.what === 'comes') this.#earn(each.type, each.size, each.price);
    else if (each.what === 'goes') this.#earn(each.type, -most, each.price);
    else if (each.what === 'told' || each.what === 'toldInEuro') this.#told(each);
    else if (each.what === 'fee' || each.what === 'feeInEuro') this.#fee(most, each);
    else if (each.what === 'brought') this.#bring(each);
    else if (each.what === 'money') this.#earnMoney(each.type, each.size);
  }

  #trade(
    side: 'BUY' | 'SELL',
    quantity: bigint,
    each: { readonly price: bigint },
    fee: readonly [string, string],
  ) {
    const fill = fillOf({
      id: String(this.#time),
      side,
      quantity: thousandths(quantity).toString(),
      price: String(each.price),
      fee,
    });
    this.legs.push(fill);
    this.cash.push(
      ...entriesOfFill(fill, pair).flatMap((entry) => (entry.cash?.currency === usdt ? entry.cash : [])),
    );
    this.#isTraded = true;
  }

  #buy({ what, size: quantity, price: at, fee }: Extract<Step, { readonly fee: bigint }>): void {
    // In kind a part of what was bought.
    const charged = what === 'buy' ? fee : fee % quantity;
    this.#trade('BUY', quantity, { price: at }, [
      thousandths(charged).toString(),
      what === 'buy' ? 'USDT' : 'BTC',
    ]);
    this.coins += what === 'buy' ? quantity : quantity - charged;
    this.usdt -= quantity * at + (what === 'buy' ? charged : 0n);
  }

  #sell(quantity: bigint, { price: at, fee }: Extract<Step, { readonly fee: bigint }>): void {
    if (quantity === 0n) return;
    this.#trade('SELL', quantity, { price: at }, [thousandths(fee).toString(), 'USDT']);
    this.coins -= quantity;
    this.usdt += quantity * at - fee;
  }

  #earn(type: LedgerEntryType, coins: bigint, at: bigint): void {
    this.#enter(type, coins, undefined, { currency: btc, into: usdt, rate: Decimal.from(String(at)) });
    this.#count(type, coins * at);
  }

  #told({
    what,
    type,
    size: coins,
    worth,
    price: at,
  }: Extract<Step, { readonly what: 'told' | 'toldInEuro' }>): void {
    const isInEuro = what === 'toldInEuro' && this.#isTraded;
    this.#enter(
      type,
      coins,
      { currency: isInEuro ? eur : usdt, amount: thousandths(worth) },
      isInEuro ? { currency: eur, into: usdt, rate: Decimal.from(String(at)) } : undefined,
    );
    this.#count(type, isInEuro ? worth * at : worth);
  }

  /** Of the round trip that paid it. */
  #fee(
    coins: bigint,
    { what, worth, price: at }: Extract<Step, { readonly what: 'fee' | 'feeInEuro' }>,
  ): void {
    if (coins === 0n) return;
    const isInEuro = what === 'feeInEuro';
    this.#enter(
      'fee',
      -coins,
      { currency: isInEuro ? eur : usdt, amount: thousandths(worth) },
      isInEuro ? { currency: eur, into: usdt, rate: Decimal.from(String(at)) } : undefined,
    );
  }

  #bring({ size: coins, worth, price: at }: Extract<Step, { readonly what: 'brought' }>): void {
    this.#enter('deposit', coins, { currency: usdt, amount: thousandths(worth) }, undefined);
    this.paidIn += coins * at;
    this.brought += coins * at - worth;
  }

  #earnMoney(type: LedgerEntryType, amount: bigint): void {
    this.#entry(type, { currency: usdt, amount: thousandths(amount) }, undefined, undefined);
    this.usdt += amount;
    this.#count(type, amount);
  }

  #count(type: LedgerEntryType, worth: bigint): void {
    if (['fee', 'margin-interest', 'liquidation'].includes(type)) this.charged -= worth;
    else if (type !== 'realised') this.income += worth;
  }

  #enter(type: LedgerEntryType, coins: bigint, cost: Money | undefined, rate: LegRate | undefined): void {
    if (coins === 0n) return;
    this.coins += coins;
    const entry = this.#entry(type, { currency: btc, amount: thousandths(coins) }, cost, rate);
    const leg = movementOf(entry, btc);
    if (leg !== undefined) this.legs.push({ ...leg, ...(rate && { rates: [rate] }) });
  }

  #entry(
    type: LedgerEntryType,
    cash: Money,
    cost: Money | undefined,
    rate: LegRate | undefined,
  ): LedgerEntry {
    const entry: LedgerEntry = {
      id: ledgerEntryId(`e${this.#time}`),
      accountId: accountId('account'),
      type,
      time: this.#time,
      cash,
      cost,
      instrumentId: undefined,
      quantity: undefined,
      note: undefined,
    };
    this.entries.push({ entry, rate });
    if (cash.currency === usdt) this.cash.push(cash);
    return entry;
  }
}

function folded(account: Account, method: Position['method']): readonly Position[] {
  const fold = new PositionFold({
    accountId: accountId('account'),
    held: heldOf(pair),
    method,
    mayBeShort: false,
    instruments: new Map([[pair.id, pair]]),
    listing: pair,
    listingIn: () => pair,
    base: usdt,
  });
  return [...account.legs.flatMap((leg) => fold.add(leg)), ...fold.unfinished()];
}

function whole(sum: PartialSum): string | undefined {
  return totalOf(sum)?.toString();
}

test('equity less what was paid in is realised + unrealised + income − fees less what was gained before, to the last digit', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), lotMethod, (steps, method) => {
      const account = new Account();
      for (const each of steps) account.take(each);
      const positions = folded(account, method);
      expect(
        positions.filter(({ undecided, uncosted }) => !undecided.isZero() || !uncosted.isZero()),
      ).toEqual([]);
      const {
        equity,
        netProfit,
        income: earned,
        accountFees,
        gainBroughtIn,
        other,
        currencyEffect,
      } = valuePortfolio(
        {
          baseCurrency: usdt,
          cash: cashOf(account.cash.map((cash) => ({ cash }))),
          paidIn: { known: thousandths(account.paidIn), unrated: 0 },
          earned: earnedOf(
            account.entries.flatMap(
              ({ entry, rate }) => earningOf(entry, { base: usdt, rate: rate?.rate }) ?? [],
            ),
          ),
          open: positions
            .filter(({ closedAt }) => closedAt === undefined)
            .map((position) => ({ position, instrument: pair, mark: Decimal.from(String(now)) })),
          trips: sumWorth(positions),
          capital: {
            worth: { ...nothingMoved, broughtIn: { known: thousandths(account.paidIn), unrated: 0 } },
            cost: sumCosts(positions.flatMap(({ capital }) => capital ?? [])),
          },
          marginProfit: emptyPurse,
          unknownFees: 0,
          unknownResults: 0,
          unseen: 0,
        },
        (of: Currency) => (of === usdt ? Decimal.one : undefined),
      );
      const worth = account.usdt + account.coins * now;
      expect(whole(equity)).toBe(thousandths(worth).toString());
      expect(whole(netProfit)).toBe(thousandths(worth - account.paidIn).toString());
      expect(whole(earned)).toBe(thousandths(account.income).toString());
      expect(whole(accountFees)).toBe(thousandths(account.charged).toString());
      expect(whole(gainBroughtIn)).toBe(thousandths(account.brought).toString());
      expect(whole(other)).toBe('0');
      expect(currencyEffect?.toString()).toBe('0');
    }),
    { numRuns: 500 },
  );
});
