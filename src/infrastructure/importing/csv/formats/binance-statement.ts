import { Decimal } from '#src/domain/decimal.ts';
import type { Currency } from '#src/domain/ids.ts';
import type { Money } from '#src/domain/money.ts';
import type { RowEnd } from '#src/domain/row-end.ts';
import {
  exchangeOf,
  pairTrade,
  readAmount,
  type Exchange,
} from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { readTime } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readCurrency, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format } from './format.ts';

type Part = { readonly trade: 'buy' | 'sell' | 'exchange' | 'convert' | 'dust' | 'fee' };
type Movement = { readonly entry: 'deposit' | 'withdrawal' | 'transfer' | 'funding' };

/** What an operation's rows are, by its name in lower case. The same second's rows of one kind are one trade. */
const operations = new Map<string, Part | Movement>([
  ['transaction buy', { trade: 'buy' }],
  ['transaction spend', { trade: 'buy' }],
  ['transaction sold', { trade: 'sell' }],
  ['transaction revenue', { trade: 'sell' }],
  ['buy', { trade: 'exchange' }],
  ['sell', { trade: 'exchange' }],
  ['transaction related', { trade: 'exchange' }],
  ['buy crypto', { trade: 'exchange' }],
  ['large otc trading', { trade: 'convert' }],
  ['binance convert', { trade: 'convert' }],
  ['small assets exchange bnb', { trade: 'dust' }],
  ['fee', { trade: 'fee' }],
  ['transaction fee', { trade: 'fee' }],
  ['deposit', { entry: 'deposit' }],
  ['fiat deposit', { entry: 'deposit' }],
  ['withdraw', { entry: 'withdrawal' }],
  ['fiat withdraw', { entry: 'withdrawal' }],
  ['fiat withdrawal', { entry: 'withdrawal' }],
  ['funding fee', { entry: 'funding' }],
]);

/** Binance's account statement: every change of a balance. One trade is several rows of the same second. */
export const binanceStatement: Format = {
  id: 'binance-statement',
  name: 'Binance account statement',
  // The last column is missing in some files.
  variants: [
    ['userid', 'utctime', 'account', 'operation', 'coin', 'change'],
    ['utctime', 'account', 'operation', 'coin', 'change'],
  ],
  account: 'userid',
  read: (row, rows) => {
    const name = row.text('operation');
    const operation = operations.get(name.toLowerCase());
    if (operation === undefined) {
      rows.skip(row, { code: 'OTHER_TYPE', type: shown(name) });
      return;
    }
    if ('trade' in operation) {
      if (readLeg(row) !== undefined) rows.group(`${row.text('account')} ${row.text('utctime')}`, row);
      return;
    }
    row.addEntry(rows, {
      time: readWhen(row),
      type: operation.entry,
      currency: readCoin(row),
      amount: row.read('change', readAmount),
      reference: undefined,
    });
  },
  readGroup: (group, rows) => {
    const legs = group.flatMap((row) => readLeg(row) ?? []);
    const fees = sumByCurrency(legs.filter(({ part }) => part === 'fee'));
    const kinds = new Set(legs.flatMap(({ part }) => (part === 'fee' ? [] : [part])));
    const trades = [...kinds].map((part) =>
      readTrade(
        part,
        legs.filter((candidate) => candidate.part === part),
      ),
    );
    const [fee, otherFee] = fees;
    const isClear = trades.length > 0 && trades.every((trade) => trade !== undefined);
    if (!isClear || otherFee !== undefined || (fee !== undefined && trades.length > 1)) {
      for (const { row } of legs) row.refuse('operation', reasonFor(isClear, trades.length));
      return;
    }
    for (const trade of trades) {
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
type Leg = Money & { readonly row: CsvRow; readonly part: Part['trade']; readonly time: number };

function readLeg(row: CsvRow): Leg | undefined {
  const operation = operations.get(row.text('operation').toLowerCase());
  const time = readWhen(row);
  const coin = readCoin(row);
  const amount = row.read('change', readAmount);
  if (operation === undefined || !('trade' in operation)) return undefined;
  if (time === undefined || coin === undefined || amount === undefined) return undefined;
  return { row, part: operation.trade, time, currency: coin, amount };
}

/** All legs of one kind in one second: an asset that went and one that came, summed; undefined when it is not so. */
function readTrade(part: Part['trade'], legs: readonly Leg[]): Trade | undefined {
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
  return row.read('utctime', (text) => readTime(text, row.now));
}

function readCoin(row: CsvRow): Currency | undefined {
  return row.read('coin', readCurrency);
}
