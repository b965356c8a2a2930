import { Decimal } from '#src/domain/decimal.ts';
import type { Currency } from '#src/domain/ids.ts';
import { movements, partsOfTrades, type Part } from './binance-operations.ts';
import type { Money } from '#src/domain/money.ts';
import type { RowEnd } from '#src/domain/row-end.ts';
import {
  exchangeOf,
  pairTrade,
  readAmount,
  type Exchange,
} from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readCurrency, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format } from './format.ts';

/** Binance's account statement: every change of a balance. One trade is several rows of the same second. */
export const binanceStatement: Format = {
  id: 'binance-statement',
  name: 'Binance account statement',
  // The last column is missing in some files.
  variants: [
    ['userid', 'utctime', 'account', 'operation', 'coin', 'change'],
    ['utctime', 'account', 'operation', 'coin', 'change'],
    // Since 2025, in the zone that was chosen for the export, which the file does not name.
    ['userid', 'time', 'account', 'operation', 'coin', 'change'],
  ],
  account: 'userid',
  read: (row, rows) => {
    const name = row.text('operation');
    const movement = movements.get(name.toLowerCase());
    if (partsOfTrades.has(name.toLowerCase())) {
      if (readLeg(row) !== undefined) rows.group(`${row.text('account')} ${row.text(whenOf(row))}`, row);
    } else if (movement === undefined) {
      row.refuse('operation', { code: 'UNKNOWN_MOVEMENT', type: shown(name) });
    } else if (movement === 'within') rows.skip(row, { code: 'WITHIN_VENUE' });
    else {
      const amount = row.readNumber('change', readAmount);
      const isPaidIn = amount?.isNegative() === false;
      row.addEntry(rows, {
        time: readWhen(row),
        type: movement === 'payment' ? (isPaidIn ? 'deposit' : 'withdrawal') : movement,
        currency: readCoin(row),
        amount,
        reference: undefined,
      });
    }
  },
  readGroup: (group, rows) => {
    const legs = group.flatMap((row) => readLeg(row) ?? []);
    const fees = sumByCurrency(legs.filter(({ part }) => part === 'fee'));
    const kinds = new Set(legs.flatMap(({ part }) => (part === 'fee' ? [] : [part])));
    const made = [...kinds].flatMap((part) =>
      readTrades(
        part,
        legs.filter((candidate) => candidate.part === part),
      ),
    );
    const [fee, otherFee] = fees;
    const isClear = made.length > 0 && made.every((trade) => trade !== undefined);
    if (!isClear || otherFee !== undefined || (fee !== undefined && made.length > 1)) {
      for (const { row } of legs) row.refuse('operation', reasonFor(isClear, made.length));
      return;
    }
    for (const trade of made) {
      if (trade === undefined) continue;
      const { exchange, leg } = trade;
      leg.row.addFill(rows, {
        ...exchange,
        time: leg.time,
        fee: fee?.amount.negated() ?? Decimal.zero,
        feeCurrency: fee?.currency,
        orderId: undefined,
        tradeId: undefined,
        priceCurrency: undefined,
      });
    }
  },
};

function reasonFor(isClear: boolean, trades: number): RowEnd {
  if (isClear) return { code: 'SECOND_FEES_MIXED' };
  return { code: trades === 0 ? 'FEE_WITHOUT_TRADE' : 'SECOND_NOT_ONE_TRADE' };
}

/** The fill stands in the line of its first leg. */
type Trade = { readonly exchange: Exchange; readonly leg: Leg };
type Leg = Money & { readonly row: CsvRow; readonly part: Part; readonly time: number };

function readLeg(row: CsvRow): Leg | undefined {
  const part = partsOfTrades.get(row.text('operation').toLowerCase());
  const time = readWhen(row);
  const coin = readCoin(row);
  const amount = row.readNumber('change', readAmount);
  if (part === undefined || time === undefined || coin === undefined || amount === undefined)
    return undefined;
  return { row, part, time, currency: coin, amount };
}

/**
 * Every other asset that was swept in a second brought an amount of BNB of its own, in the same order; where they are not
 * one to one, only a single asset is one trade.
 */
function readTrades(part: Part, legs: readonly Leg[]): readonly (Trade | undefined)[] {
  const paid = legs.filter(({ amount }) => amount.isNegative());
  const came = legs.filter(({ amount }) => amount.isPositive());
  const isPaired = part === 'dust' && paid.length === came.length && new Set(came.map(of)).size === 1;
  if (!isPaired) return [readTrade(part, legs)];
  return paid.map((leg, at) => readTrade(part, [leg, ...came.slice(at, at + 1)]));
}

function of({ currency: coin }: Money): Currency {
  return coin;
}

/** All legs of one kind in one second: an asset that went and one that came, summed; undefined when it is not so. */
function readTrade(part: Part, legs: readonly Leg[]): Trade | undefined {
  const [leg] = legs;
  const [one, other, ...more] = sumByCurrency(legs);
  if (leg === undefined || one === undefined || other === undefined || more.length > 0) return undefined;
  // Buys and sells of the same pair in one second would vanish in each other.
  const mixed = [one, other].some(({ currency: coin, amount }) =>
    legs.some((moved) => moved.currency === coin && moved.amount.sign() !== amount.sign()),
  );
  if (mixed || one.amount.sign() * other.amount.sign() !== -1) return undefined;
  const [went, received] = one.amount.isNegative() ? [one, other] : [other, one];
  const paid = { ...went, amount: went.amount.abs() };
  if (part === 'buy') return { leg, exchange: pairTrade('BUY', received, paid) };
  return { leg, exchange: part === 'sell' ? pairTrade('SELL', paid, received) : exchangeOf(paid, received) };
}

function sumByCurrency(legs: readonly Money[]): readonly Money[] {
  const sums = new Map<Currency, Decimal>();
  for (const { currency: coin, amount } of legs)
    sums.set(coin, (sums.get(coin) ?? Decimal.zero).plus(amount));
  return [...sums].map(([coin, amount]) => ({ currency: coin, amount }));
}

function readWhen(row: CsvRow): number | undefined {
  const column = whenOf(row);
  return row.readTime(column, column === 'time' ? { order: 'YMD', zone: undefined } : utcTimes);
}

function readCoin(row: CsvRow): Currency | undefined {
  return row.read('coin', readCurrency);
}

function whenOf(row: CsvRow): string {
  return row.nameOf('utctime', 'time');
}
