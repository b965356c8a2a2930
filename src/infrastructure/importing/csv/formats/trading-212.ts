import { Decimal } from '#src/domain/decimal.ts';
import type { Currency } from '#src/domain/ids.ts';
import type { ImportedEntry } from '#src/domain/imported-fill.ts';
import { readAmount, readAmountOrNone, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import { wholeUnit } from '#src/infrastructure/importing/csv/csv-price-currency.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';
import { checkExchange, pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import { utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readCurrency, readId, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import { addConversion } from './conversions.ts';
import type { Format } from './format.ts';
import { readShare } from './shares.ts';

const movements: readonly (readonly [RegExp, ImportedEntry['type'] | 'payment'])[] = [
  [/^dividend \(dividend tax\)$/, 'tax'],
  [/^dividend(?: \((?!return of capital|demerger).*\))?$/, 'dividend'],
  [/^(?:lending )?interest(?: on cash)?$/, 'interest'],
  [/^spending cashback$/, 'reward'],
  [/^(?:deposit|withdrawal|card debit|card credit)$/, 'payment'],
];
const chargeNames =
  /^(?:currencyconversionfee|stampduty(?:reservetax)?|transactionfee|finrafee|secfee|ptmlevy|frenchtransactiontax|italiantransactiontax)([a-z]{3})?$/;

/** Trading 212's history: prices as the market has them, totals with all charges in the currency of the account. */
export const trading212: Format = {
  id: 'trading-212',
  name: 'Trading 212 history',
  variants: ['total', 'totaleur', 'totalgbp', 'totalusd', 'totalchf'].map((total) => [
    'action',
    'time',
    'isin',
    'ticker',
    'noofshares',
    'priceshare',
    'currencypriceshare',
    total,
  ]),
  read: (row, rows) => {
    const action = row.text('action');
    const [, side] = /^(?:market|limit|stop|stop limit) (buy|sell)$|^(?:buy|sell)$/i.exec(action) ?? [];
    const movement = movements.find(([words]) => words.test(action.toLowerCase()))?.[1];
    // They lower what the shares cost, or split it with others.
    const isOfCost = /^dividend \((?:return of capital|demerger)/i.test(action);
    if (side !== undefined || /^(?:buy|sell)$/i.test(action))
      readTrade(row, rows, (side ?? action).toUpperCase() === 'BUY');
    else if (movement !== undefined) readMovement(row, rows, movement);
    else if (isOfCost || row.text('noofshares') !== '')
      row.refuse('action', { code: 'SHARES_MOVED', type: shown(action) });
    else row.refuse('action', { code: 'UNKNOWN_MOVEMENT', type: shown(action) });
  },
};

function readTrade(row: CsvRow, rows: RowSink, isBuy: boolean): void {
  const time = row.readTime('time', utcTimes);
  const { code, unit } = wholeUnit(row.text('currencypriceshare'));
  const priceCurrency = row.read('currencypriceshare', readCurrency, code);
  const quantity = row.readNumber('noofshares', readSize);
  const price = row.readNumber('priceshare', readSize)?.times(unit);
  const total = readTotal(row);
  const traded = price && quantity?.times(price);
  const fee = readCharges(row, { isBuy, total, traded, code: priceCurrency });
  const tradeId = row.read('id', readId);
  const net = total.amount && fee && (isBuy ? total.amount.minus(fee) : total.amount.plus(fee));
  const isConverted = priceCurrency !== total.currency;
  const paid = isConverted ? paidByRate(row, { net, quantity, price, unit, column: total.column }) : net;
  const priced = isConverted
    ? { price, value: undefined }
    : pricedByTotal(row, { columns: [total.column, 'priceshare'], total: paid, quantity, price }, 'rounded');
  row.addFill(rows, {
    time,
    symbol: row.read('ticker', readShare, row.text('ticker') || row.text('isin')),
    side: isBuy ? 'BUY' : 'SELL',
    quantity,
    ...priced,
    fee,
    feeCurrency: total.currency,
    orderId: undefined,
    tradeId,
    priceCurrency,
  });
  if (!isConverted || !row.isClear || priceCurrency === undefined || total.currency === undefined) return;
  if (price === undefined || quantity === undefined || paid === undefined || paid.isZero()) return;
  const [own, foreign] = [
    { amount: paid, currency: total.currency },
    { amount: price.times(quantity), currency: priceCurrency },
  ];
  addConversion(row, rows, {
    time,
    paid: isBuy ? own : foreign,
    received: isBuy ? foreign : own,
    tradeId,
  });
}

type Converted = {
  readonly net: Decimal | undefined;
  readonly quantity: Decimal | undefined;
  /** Of the whole currency, and what one of what it is written in is of that. */
  readonly price: Decimal | undefined;
  readonly unit: Decimal;
  readonly column: string;
};

/** What was paid without charges, in the currency of the account: at the rate that the row tells it is price × quantity. */
function paidByRate(row: CsvRow, { net, quantity, price, unit, column }: Converted): Decimal | undefined {
  const isTold = /\d/.test(row.text('exchangerate'));
  const rate = isTold ? row.readNumber('exchangerate', readSize) : undefined;
  if (rate === undefined || net === undefined || quantity === undefined || price === undefined) return net;
  return checkExchange(row, { columns: [column, 'priceshare'], paid: net, quantity, price, unit, rate });
}

function readMovement(row: CsvRow, rows: RowSink, movement: ImportedEntry['type'] | 'payment'): void {
  const { column, currency } = readTotal(row);
  const amount = row.readNumber(column, readAmount);
  const isOut = amount?.isNegative() === true || /^(?:withdrawal|card debit)$/i.test(row.text('action'));
  const facts = {
    time: row.readTime('time', utcTimes),
    currency,
    reference: row.read('id', readId),
    ...(movement === 'dividend' || movement === 'tax'
      ? { share: row.read('ticker', readShare, row.text('ticker') || row.text('isin')) }
      : {}),
  };
  if (movement === 'payment') {
    const type = isOut ? 'withdrawal' : 'deposit';
    row.addEntry(rows, { ...facts, type, amount: isOut ? amount?.abs().negated() : amount });
    return;
  }
  const withheld = movement === 'dividend' ? withheldFrom(row, currency, isOut) : Decimal.zero;
  row.addEntry(rows, { ...facts, type: movement, amount: withheld && amount?.plus(withheld) });
  if (withheld?.isZero() === false) row.addEntry(rows, { ...facts, type: 'tax', amount: withheld.negated() });
}

/**
 * What the total of a dividend came without, in its currency. A tax in another is in it at a rate that the row does not
 * tell: such a dividend counts as what came, if the trader says so.
 */
function withheldFrom(
  row: CsvRow,
  currency: Currency | undefined,
  isTakenBack: boolean,
): Decimal | undefined {
  const told = row.readNumber('withholdingtax', readAmountOrNone)?.abs();
  const withheld = isTakenBack ? told?.negated() : told;
  const code = row.text('currencywithholdingtax');
  if (withheld === undefined || withheld.isZero() || code === currency) return withheld;
  const answered = row.file.answers['taxes'];
  if (answered === 'net') return Decimal.zero;
  const text = shown(`${row.text('withholdingtax')} ${code}`);
  if (answered !== 'leave') return row.ask({ id: 'taxes', about: 'tax', example: text });
  row.refuse('withholdingtax', { code: 'TAX_IN_OTHER_CURRENCY', text });
  return undefined;
}

/** Older exports have its currency in the name of its column. */
function readTotal(row: CsvRow) {
  const named = row.header.names.find((name) => /^total \([a-z]{3}\)$/i.test(name.trim()));
  const [, code = row.text('currencytotal')] = /\((\w{3})\)/.exec(named ?? '') ?? [];
  const column = named === undefined ? 'total' : `total${code.toLowerCase()}`;
  const amount = row.readNumber(column, readAmountOrNone)?.abs();
  return { column, amount, currency: row.read('currencytotal', readCurrency, code) };
}

type Charged = {
  readonly isBuy: boolean;
  /** Of the account, with all that was charged in it. */
  readonly total: Pick<ReturnType<typeof readTotal>, 'amount' | 'currency'>;
  /** In what the price is in, without charges. */
  readonly traded: Decimal | undefined;
  readonly code: Currency | undefined;
};

/** Of the currencies that accounts are in. */
const moneyPlaces = 2;

/**
 * All that was charged, which the total has in it. What is in the currency of the price, as a tax of the share's country,
 * was exchanged with the trade: by the total, that rate is known.
 */
function readCharges(row: CsvRow, { isBuy, total, traded, code: priced }: Charged): Decimal | undefined {
  const own: Decimal[] = [];
  const foreign: Decimal[] = [];
  for (const column of row.header.places.keys()) {
    const [isCharge, inName] = chargeNames.exec(column) ?? [];
    if (isCharge === undefined || row.text(column) === '') continue;
    const charge = row.readNumber(column, readAmountOrNone)?.abs();
    const code = inName?.toUpperCase() ?? row.text(`currency${column}`);
    if (charge === undefined || charge.isZero()) continue;
    if (code === '' || code === total.currency) own.push(charge);
    else if (code === priced) foreign.push(charge);
    else row.refuse(column, { code: 'FEES_IN_TWO_CURRENCIES' });
  }
  const [charged, exchanged] = [Decimal.sum(own), Decimal.sum(foreign)];
  if (exchanged.isZero()) return charged;
  if (total.amount === undefined || traded === undefined) return undefined;
  const [paid, cost] = isBuy
    ? [total.amount.minus(charged), traded.plus(exchanged)]
    : [total.amount.plus(charged), traded.minus(exchanged)];
  if (!cost.isPositive()) {
    row.refuse('total', { code: 'FEES_IN_TWO_CURRENCIES' });
    return undefined;
  }
  return charged.plus(exchanged.times(paid).dividedBy(cost, moneyPlaces, 'half-even'));
}
