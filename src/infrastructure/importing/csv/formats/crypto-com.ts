import type { ImportedEntry } from '#src/domain/imported-fill.ts';
import { exchangeOf, readAmount, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';
import { utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readCurrency, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format } from './format.ts';

const trades =
  /^(?:viban_purchase|van_purchase|crypto_viban_exchange|crypto_exchange|crypto_to_van_sell_order|recurring_buy_order|trading\.limit_order\..*)$/;
/** Paid with a card: what was paid came in with it. */
const purchases = /^(?:crypto_purchase|trading\.crypto_purchase\..*)$/;
const movements: readonly (readonly [RegExp, ImportedEntry['type'] | 'payment'])[] = [
  [
    /^crypto_(?:deposit|withdrawal|transfer|to_exchange_transfer)$|^exchange_to_crypto_transfer$|^crypto_payment$/,
    'payment',
  ],
  [
    /^crypto_earn_(?:extra_)?interest_paid$|^mco_stake_reward$|^supercharger_reward_to_app_credited$/,
    'interest',
  ],
  [/^finance\..*(?:compound_interest|loyalty_program_extra_interest_paid).*$/, 'staking'],
  [
    /^referral_(?:bonus|gift|card_cashback)$|^transfer_cashback$|^rewards_platform_deposit_credited$/,
    'reward',
  ],
];
/** By an order too, which frees it again before it trades. */
const locks = /_(?:un)?lock$/;
/** Locked and freed: they stay the holder's. */
const within =
  /^(?:crypto_earn_program_(?:created|withdrawn)|lockup_upgrade|supercharger_(?:deposit|withdrawal)|finance\.(?:dpos|lockup|crypto_earn)\..*(?:lock|stake|deposit|withdrawal).*)$/;

/** The history of the Crypto.com app. What was exchanged stands in one row; native amounts are worths. */
export const cryptoCom: Format = {
  id: 'crypto-com',
  name: 'Crypto.com app',
  variants: [
    [
      'timestamputc',
      'transactiondescription',
      'currency',
      'amount',
      'tocurrency',
      'toamount',
      'nativecurrency',
      'nativeamount',
      'transactionkind',
    ],
  ],
  read: (row, rows) => {
    const kind = row.text('transactionkind').toLowerCase();
    const movement = movements.find(([words]) => words.test(kind))?.[1];
    if (locks.test(kind)) rows.skip(row, { code: 'WITHIN_VENUE' });
    else if (trades.test(kind)) addTrade(row, rows, 'currency', 'amount', ['tocurrency', 'toamount']);
    else if (purchases.test(kind)) readPurchase(row, rows);
    else if (movement !== undefined) readMovement(row, rows, movement);
    else if (within.test(kind)) rows.skip(row, { code: 'WITHIN_VENUE' });
    else row.refuse('transactionkind', { code: 'UNKNOWN_MOVEMENT', type: shown(kind) });
  },
};

function addTrade(
  row: CsvRow,
  rows: RowSink,
  paidIn: string,
  paid: string,
  [receivedIn, received]: readonly [string, string],
): void {
  const from = { amount: row.readNumber(paid, readSize), currency: row.read(paidIn, readCurrency) };
  const to = { amount: row.readNumber(received, readSize), currency: row.read(receivedIn, readCurrency) };
  const time = row.readTime('timestamputc', utcTimes);
  if (from.amount === undefined || from.currency === undefined) return;
  if (to.amount === undefined || to.currency === undefined) return;
  row.addFill(rows, {
    time,
    ...exchangeOf(
      { amount: from.amount, currency: from.currency },
      { amount: to.amount, currency: to.currency },
    ),
    fee: undefined,
    feeCurrency: undefined,
    orderId: undefined,
    tradeId: undefined,
    priceCurrency: undefined,
  });
}

function readPurchase(row: CsvRow, rows: RowSink): void {
  row.addEntry(rows, {
    time: row.readTime('timestamputc', utcTimes),
    type: 'deposit',
    currency: row.read('nativecurrency', readCurrency),
    amount: row.readNumber('nativeamount', readSize),
    reference: undefined,
  });
  addTrade(row, rows, 'nativecurrency', 'nativeamount', ['currency', 'amount']);
}

function readMovement(row: CsvRow, rows: RowSink, movement: ImportedEntry['type'] | 'payment'): void {
  const amount = row.readNumber('amount', readAmount);
  const isOut = amount?.isNegative() === true;
  row.addEntry(rows, {
    time: row.readTime('timestamputc', utcTimes),
    type: movement === 'payment' ? (isOut ? 'withdrawal' : 'deposit') : movement,
    currency: row.read('currency', readCurrency),
    amount,
    reference: undefined,
  });
}
