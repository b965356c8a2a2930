import { readAmountOrNone } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format } from './format.ts';
import { usOptionName } from './us-options.ts';
import { addUsMovement, addUsTrade, usDays, type UsMovement } from './us-trades.ts';

const sides = new Map<string, 'BUY' | 'SELL'>([
  ['buy', 'BUY'],
  ['reinvest shares', 'BUY'],
  ['buy to open', 'BUY'],
  ['buy to close', 'BUY'],
  ['sell', 'SELL'],
  ['sell to open', 'SELL'],
  ['sell to close', 'SELL'],
]);
const movements: readonly (readonly [RegExp, UsMovement])[] = [
  [
    /^(?:(?:cash|qualified|special) dividend|.*\bdiv(?: reinvest)?|reinvest dividend|div adjustment)$/,
    'dividend',
  ],
  [/^(?:long|short) term cap gain(?: reinvest)?$/, 'dividend'],
  [/^(?:nra tax adj|nra withholding|foreign tax paid)$/, 'tax'],
  [/^(?:credit|bank|bond) interest$/, 'interest'],
  [/^margin interest$/, 'margin-interest'],
  [/^(?:service|adr mgmt|advisor) fee$/, 'fee'],
  [
    /^(?:moneylink (?:transfer|deposit)|wire (?:funds(?: received)?|sent|received)|funds (?:received|paid)|visa purchase)$/,
    'payment',
  ],
  [/^(?:journal|internal transfer)$/, 'transfer'],
];
/** Also those that bring money for the shares that go. */
const sharesMoved = /^(?:cash merger|full redemption|security transfer|spin-off)/;
const optionEnds = /^(?:assigned|expired|exercised|exchange or exercise)$/;
const optionName = /^([A-Z.]{1,6}) (\d{2})\/(\d{2})\/20(\d{2}) ([\d,]+(?:\.\d{1,3})?) ([CP])$/;

/** Schwab's transactions. What was reinvested is a dividend, and a purchase in a row of its own. */
export const schwab: Format = {
  id: 'schwab',
  name: 'Schwab transactions',
  variants: [['date', 'action', 'symbol', 'description', 'quantity', 'price', 'feescomm', 'amount']],
  read: (row, rows) => {
    const action = row.text('action').toLowerCase();
    const side = sides.get(action);
    const type = movements.find(([words]) => words.test(action))?.[1];
    if (/^transactions total/i.test(row.text('date'))) rows.skip(row, { code: 'SUMS_AT_END' });
    // What an exercise or an assignment traded at the strike stands as any trade: they are looked at together.
    else if (optionEnds.test(action) || (side !== undefined && optionIn(row) === undefined))
      rows.group(`${row.text('symbol').split(' ')[0]} ${dayOf(row)}`, row);
    else if (side !== undefined)
      addUsTrade(row, rows, { time: readWhen(row), side, option: optionIn(row), fee: readFee(row) });
    else if (/^cancel (?:buy|sell)/.test(action)) row.refuse('action', { code: 'CANCELS_A_TRADE' });
    else if (
      row.text('amount') === '' ||
      sharesMoved.test(action) ||
      (type === 'transfer' && row.text('symbol') !== '')
    )
      row.refuse('action', { code: 'SHARES_MOVED', type: shown(row.text('action')) });
    else if (type !== undefined) addUsMovement(row, rows, { time: readWhen(row), type });
    else row.refuse('action', { code: 'UNKNOWN_MOVEMENT', type: shown(row.text('action')) });
  },
  readGroup: (group, rows) => {
    const strikes = new Set(group.flatMap(strikeOf));
    for (const row of group) {
      const side = sides.get(row.text('action').toLowerCase());
      const price = row.readNumber('price', readAmountOrNone)?.toString();
      if (side === undefined || (price !== undefined && strikes.has(price)))
        row.refuse('action', {
          code: 'OPTION_ENDED',
          type: shown(`${row.text('action')} ${row.text('symbol')}`),
        });
      else addUsTrade(row, rows, { time: readWhen(row), side, option: undefined, fee: readFee(row) });
    }
  },
};

function optionIn(row: CsvRow): string | undefined {
  const [, root, month, date, year, strike, kind] = optionName.exec(row.text('symbol')) ?? [];
  return usOptionName({ root, year, month, date, kind, strike });
}

/** Of an option that traded its shares. */
function strikeOf(row: CsvRow): readonly string[] {
  const [, , , , , strike] = optionName.exec(row.text('symbol')) ?? [];
  const ends = row.text('action').toLowerCase();
  if (strike === undefined || ends === 'expired') return [];
  return [row.readNumber('symbol', readAmountOrNone, strike)?.toString() ?? ''];
}

function readFee(row: CsvRow) {
  return row.readNumber('feescomm', readAmountOrNone)?.abs();
}

function readWhen(row: CsvRow): number | undefined {
  return row.readTime('date', usDays, dayOf(row));
}

/** `07/15/2024 as of 07/12/2024`: the second is when it was. */
function dayOf(row: CsvRow): string {
  return row.text('date').replace(/^.* as of /i, '');
}
