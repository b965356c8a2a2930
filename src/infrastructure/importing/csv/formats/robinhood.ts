import { currency } from '#src/domain/ids.ts';
import type { ImportedEntry } from '#src/domain/imported-fill.ts';
import { err, ok } from '#src/domain/result.ts';
import { readAmount, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import { newYorkTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Read } from '#src/infrastructure/importing/csv/read-cell.ts';
import type { Format } from './format.ts';
import { optionTotal, usMultiplier, usOption, usOptionName } from './us-options.ts';
import { readShare } from './shares.ts';

const usd = currency('USD');
const times = { ...newYorkTimes, order: 'MDY' } as const;
const movements = new Map<string, ImportedEntry['type'] | 'payment'>([
  ['CDIV', 'dividend'],
  ['MDIV', 'dividend'],
  ['DTAX', 'tax'],
  ['DFEE', 'fee'],
  ['GOLD', 'fee'],
  ['INT', 'interest'],
  ['SLIP', 'interest'],
  ['MINT', 'margin-interest'],
  ['ACH', 'payment'],
  ['RTP', 'payment'],
]);
const shareSides = new Map<string, 'BUY' | 'SELL'>([
  ['BUY', 'BUY'],
  ['SELL', 'SELL'],
]);
const optionSides = new Map([
  ['BTO', 'BUY'],
  ['BTC', 'BUY'],
  ['STO', 'SELL'],
  ['STC', 'SELL'],
] as const);

/** Assigned, exercised, lapsed. */
const optionEnds = new Set(['OASGN', 'OEXCS', 'OEXP']);
/** Of the shares that came or went with it: `1 ACME Option Assigned`. */
const atStrike = /\boptions? (?:assigned|exercised)\b/i;

/** Robinhood's activity: days of New York, amounts as they move the account, with the fees in them. */
export const robinhood: Format = {
  id: 'robinhood',
  name: 'Robinhood activity',
  variants: [
    [
      'activitydate',
      'processdate',
      'settledate',
      'instrument',
      'description',
      'transcode',
      'quantity',
      'price',
      'amount',
    ],
  ],
  read: (row, rows) => {
    const code = row.text('transcode').toUpperCase();
    const movement = movements.get(code);
    const side = [...shareSides, ...optionSides].find(([each]) => each === code)?.[1];
    if (row.text('activitydate') === '' && code === '') rows.skip(row, { code: 'SUMS_AT_END' });
    else if (optionEnds.has(code) || (shareSides.has(code) && atStrike.test(row.text('description'))))
      row.refuse('transcode', { code: 'OPTION_ENDED', type: shown(row.text('description')) });
    else if (side !== undefined) readTrade(row, rows, side, /^(?:BUY|SELL)$/.test(code));
    else if (movement !== undefined) readMovement(row, rows, movement);
    else if (row.text('amount') === '') row.refuse('transcode', { code: 'SHARES_MOVED', type: shown(code) });
    else row.refuse('transcode', { code: 'UNKNOWN_MOVEMENT', type: shown(code) });
  },
};

function readTrade(row: CsvRow, rows: RowSink, side: 'BUY' | 'SELL', isShare: boolean): void {
  const quantity = row.readNumber('quantity', readSize);
  const price = row.readNumber('price', readSize);
  const total = row.readNumber('amount', readAmount)?.abs();
  const option = isShare ? undefined : row.read('description', readOption);
  const told = { columns: ['amount', 'price'], total, quantity, price } as const;
  row.addFill(rows, {
    time: row.readTime('activitydate', times),
    symbol: isShare ? row.read('instrument', readShare) : option,
    side,
    quantity,
    ...(isShare ? pricedByTotal(row, told, 'rounded') : optionTotal(row, told, usMultiplier)),
    fee: undefined,
    feeCurrency: undefined,
    orderId: undefined,
    tradeId: undefined,
    priceCurrency: usd,
    contract: option === undefined ? undefined : usOption(option, usMultiplier),
  });
}

/** `ACME 10/17/2025 Call $515.00`. */
function readOption(text: string): Read<string> {
  const [, root, month, date, year, kind, strike] =
    /^([A-Z.]{1,6}) (\d{1,2})\/(\d{1,2})\/20(\d{2}) (Call|Put) \$([\d,]+(?:\.\d{1,3})?)$/.exec(text) ?? [];
  const name = usOptionName({ root, year, month, date, kind, strike });
  return name === undefined ? err({ code: 'NOT_A_SHARE', text: shown(text) }) : ok(name);
}

function readMovement(row: CsvRow, rows: RowSink, movement: ImportedEntry['type'] | 'payment'): void {
  const amount = row.readNumber('amount', readAmount);
  const isOut = amount?.isNegative() === true;
  row.addEntry(rows, {
    time: row.readTime('activitydate', times),
    type: movement === 'payment' ? (isOut ? 'withdrawal' : 'deposit') : movement,
    currency: usd,
    amount,
    reference: undefined,
    ...(movement === 'dividend' || movement === 'tax' ? { share: row.read('instrument', readShare) } : {}),
  });
}
