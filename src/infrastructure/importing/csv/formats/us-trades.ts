import type { Decimal } from '#src/domain/decimal.ts';
import { currency } from '#src/domain/ids.ts';
import type { ImportedEntry } from '#src/domain/imported-fill.ts';
import { readAmount, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';
import { newYorkTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import { readShare } from './shares.ts';
import { optionTotal, usMultiplier, usOption } from './us-options.ts';

const usd = currency('USD');
/** Days of New York. */
export const usDays = { ...newYorkTimes, order: 'MDY' } as const;

type UsTrade = {
  readonly time: number | undefined;
  readonly side: 'BUY' | 'SELL';
  /** By its market's name, where it is one. */
  readonly option: string | undefined;
  /** All that the row tells apart of what was charged. */
  readonly fee: Decimal | undefined;
};

/** A trade of an American broker: its amount is what moved the account, with what was charged in it; its price is rounded. */
export function addUsTrade(row: CsvRow, rows: RowSink, { time, side, option, fee }: UsTrade): void {
  const quantity = row.readNumber('quantity', readSize);
  const price = row.readNumber('price', readSize);
  const moved = row.readNumber('amount', readAmount)?.abs();
  const total = moved && fee && (side === 'BUY' ? moved.minus(fee) : moved.plus(fee));
  const told = { columns: ['amount', 'price'], total, quantity, price, hasFractions: true } as const;
  row.addFill(rows, {
    time,
    symbol: option ?? row.read('symbol', readShare),
    side,
    quantity,
    ...(option === undefined ? pricedByTotal(row, told, 'rounded') : optionTotal(row, told, usMultiplier)),
    fee,
    feeCurrency: usd,
    orderId: undefined,
    tradeId: undefined,
    priceCurrency: usd,
    contract: option === undefined ? undefined : usOption(option, usMultiplier),
  });
}

export type UsMovement = ImportedEntry['type'] | 'payment';

/** A payment is in or out by its sign. */
export function addUsMovement(
  row: CsvRow,
  rows: RowSink,
  { time, type }: { readonly time: number | undefined; readonly type: UsMovement },
): void {
  const amount = row.readNumber('amount', readAmount);
  const isOfShare = (type === 'dividend' || type === 'tax') && row.text('symbol') !== '';
  row.addEntry(rows, {
    time,
    type: type === 'payment' ? (amount?.isNegative() === true ? 'withdrawal' : 'deposit') : type,
    currency: usd,
    amount,
    reference: undefined,
    ...(isOfShare ? { share: row.read('symbol', readShare) } : {}),
  });
}
