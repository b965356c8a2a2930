import { Decimal } from '#src/domain/decimal.ts';
import { currency, currencyIn, type Currency } from '#src/domain/ids.ts';
import type { ImportedEntry } from '#src/domain/imported-fill.ts';
import { readSymbol as readPair } from '#src/domain/traded-symbol.ts';
import type { ToldBalance } from '#src/infrastructure/importing/csv/balance-check.ts';
import {
  pairTrade,
  readAmount,
  readAmountOrNone,
  readSize,
} from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import {
  readCurrency,
  readFeeCurrency,
  readId,
  readSymbol,
  shown,
} from '#src/infrastructure/importing/csv/csv-values.ts';
import { readSide } from '#src/infrastructure/importing/csv/csv-words.ts';
import type { Format } from './format.ts';

/** The first line names the zone that was chosen for the export: `UID:…,Account Type:Main,Time Zone:UTC+8`. */
const zoneIn = /time zone:\s*(?:utc|gmt)([+-])(\d{1,2})(?::?(\d{2}))?/i;
const movements = new Map<string, ImportedEntry['type']>([
  ['deposit', 'deposit'],
  ['received', 'deposit'],
  ['withdrawal', 'withdrawal'],
  ['from unified trading account', 'transfer'],
  ['to unified trading account', 'transfer'],
  ['fee rebate', 'reward'],
]);

/** OKX's trading account: every change of a balance. A spot trade is a row of what came and one of what went. */
export const okxTrading: Format = {
  id: 'okx-trading',
  name: 'OKX trading history',
  variants: [
    [
      'id',
      'orderid',
      'time',
      'tradetype',
      'symbol',
      'action',
      'amount',
      'fee',
      'feeunit',
      'balancechange',
      'balance',
      'balanceunit',
    ],
  ],
  balances: (row) => {
    const change = readAmount(row.text('balancechange'));
    return toldBalance(row.text('balanceunit'), change.ok ? change.value : undefined, row.text('balance'));
  },
  read: (row, rows) => {
    const type = row.text('tradetype');
    if (type.toLowerCase() === 'spot') {
      const leg = readLeg(row);
      if (leg !== undefined) rows.group(`${row.text('orderid')} ${leg.time} ${row.text('filledprice')}`, row);
    } else if (type.toLowerCase() === 'transfer') {
      row.addEntry(rows, {
        time: readWhen(row),
        type: 'transfer',
        currency: row.read('balanceunit', readCurrency),
        amount: row.readNumber('balancechange', readAmount),
        reference: row.read('id', readId),
      });
    } else {
      row.refuse('tradetype', { code: 'UNKNOWN_MOVEMENT', type: shown(`${type} ${row.text('action')}`) });
    }
  },
  readGroup: (group, rows) => {
    const legs = onlyOnce(group.flatMap((row) => readLeg(row) ?? []));
    const [first] = legs;
    if (first === undefined) return;
    const { base, quote } = first.pair;
    const ofBase = legs.filter((leg) => leg.currency === base);
    const ofQuote = legs.filter((leg) => leg.currency === quote);
    const [moved, paid] = [sumOf(ofBase), sumOf(ofQuote)];
    const charged = legs.filter(({ fee }) => !fee.isZero());
    const [one] = charged;
    const isTrade = moved.sign() * paid.sign() === -1 && ofBase.length + ofQuote.length === legs.length;
    if (!isTrade || charged.some(({ feeCurrency }) => feeCurrency !== one?.feeCurrency)) {
      for (const { row } of legs) row.refuse('orderid', { code: 'NOT_TWO_ASSETS' });
      return;
    }
    first.row.addFill(rows, {
      ...pairTrade(
        moved.isPositive() ? 'BUY' : 'SELL',
        { amount: moved.abs(), currency: currency(base) },
        { amount: paid.abs(), currency: currency(quote) },
      ),
      time: first.time,
      fee: Decimal.sum(charged.map(({ fee }) => fee)),
      feeCurrency: one?.feeCurrency,
      orderId: first.row.text('orderid'),
      tradeId: firstOf(ofBase.map(({ row }) => row.text('id'))),
      priceCurrency: undefined,
    });
  },
};

/** OKX's funding account, where money comes to and leaves from. */
export const okxFunding: Format = {
  id: 'okx-funding',
  name: 'OKX funding history',
  variants: [['id', 'time', 'type', 'amount', 'beforebalance', 'afterbalance', 'symbol']],
  balances: (row) => {
    const before = readAmount(row.text('beforebalance'));
    const after = readAmount(row.text('afterbalance'));
    const change = before.ok && after.ok ? after.value.minus(before.value) : undefined;
    return toldBalance(row.text('symbol'), change, row.text('afterbalance'));
  },
  read: (row, rows) => {
    const type = movements.get(row.text('type').toLowerCase());
    if (type === undefined) {
      row.refuse('type', { code: 'UNKNOWN_MOVEMENT', type: shown(row.text('type')) });
      return;
    }
    row.addEntry(rows, {
      time: readWhen(row),
      type,
      currency: row.read('symbol', readCurrency),
      amount: row.readNumber('amount', readAmount),
      reference: row.read('id', readId),
    });
  },
};

type Leg = {
  readonly row: CsvRow;
  readonly time: number;
  readonly pair: { readonly base: string; readonly quote: string };
  readonly currency: Currency;
  /** Positive where it came; before the fee. */
  readonly amount: Decimal;
  readonly fee: Decimal;
  readonly feeCurrency: Currency | undefined;
};

function readLeg(row: CsvRow): Leg | undefined {
  const time = readWhen(row);
  const symbol = row.read('symbol', readSymbol);
  const pair = symbol === undefined ? undefined : readPair(symbol).pair;
  if (symbol !== undefined && pair === undefined)
    row.refuse('symbol', { code: 'UNKNOWN_PAIR', text: shown(symbol) });
  const side = row.read('action', readSide);
  const size = row.readNumber('amount', readSize);
  // What is charged is written with a minus.
  const fee = row.readNumber('fee', readAmountOrNone)?.negated();
  const feeCurrency = row.read('feeunit', (text) => readFeeCurrency(text, fee));
  const unit = row.read('balanceunit', readCurrency);
  if (row.text('orderid') === '') row.refuse('orderid', { code: 'SHARED_ID_EMPTY' });
  for (const id of ['id', 'orderid']) row.read(id, readId);
  if (time === undefined || pair === undefined || size === undefined || unit === undefined) return undefined;
  if (fee === undefined || !row.isClear) return undefined;
  return {
    row,
    time,
    pair,
    currency: unit,
    amount: side === 'BUY' ? size : size.negated(),
    fee,
    feeCurrency,
  };
}

/** A row that the file has twice counts once. */
function onlyOnce(legs: readonly Leg[]): readonly Leg[] {
  return [...new Map(legs.map((leg) => [leg.row.text('id'), leg])).values()];
}

function sumOf(legs: readonly Leg[]): Decimal {
  return Decimal.sum(legs.map(({ amount }) => amount));
}

/** The first of those that it counts up. */
function firstOf(ids: readonly string[]): string | undefined {
  return ids.toSorted((one, other) => one.length - other.length || (one < other ? -1 : 1))[0];
}

function toldBalance(asset: string, change: Decimal | undefined, after: string): readonly ToldBalance[] {
  const balance = readAmount(after);
  const code = currencyIn(asset);
  if (change === undefined || !balance.ok || code === undefined) return [];
  return [{ of: asset, asset: code, change, balance: balance.value }];
}

function readWhen(row: CsvRow): number | undefined {
  const [, sign, hours, minutes = '00'] = zoneIn.exec(row.file.preamble.join('\n')) ?? [];
  const zone = hours === undefined ? '' : ` ${sign}${hours.padStart(2, '0')}:${minutes}`;
  return row.readTime('time', { order: 'YMD', zone: undefined }, `${row.text('time')}${zone}`);
}
