import type { Decimal } from '#src/domain/decimal.ts';
import { currency, currencyIn, type Currency } from '#src/domain/ids.ts';
import type { ImportedEntry } from '#src/domain/imported-fill.ts';
import { exchangeOf, readAmount, readAmountOrNone } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readId, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format } from './format.ts';
import { assetOf } from './kraken-assets.ts';
import type { RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';

const tradeTypes = new Set(['trade', 'spend', 'receive']);
type MovementType = ImportedEntry['type'];
/** By type, and by type and subtype where that makes another of it. */
const movements = new Map<string, MovementType>([
  ['deposit', 'deposit'],
  ['withdrawal', 'withdrawal'],
  ['transfer', 'transfer'],
  ['dividend', 'dividend'],
  ['staking', 'staking'],
  ['earn reward', 'staking'],
  ['reward', 'reward'],
  ['invite bonus', 'reward'],
  ['margin', 'realised'],
  ['rollover', 'margin-interest'],
]);
/** Between wallets of the venue, both of which the file has. */
const withinVenue = /^(?:earn|transfer) .*(?:allocation|autoallocation|migration|staking)/;

/**
 * Kraken's ledger: every change of a balance. The two rows of a trade share a `refid`, each with its own fee. What is
 * paid from several wallets, or into them, has a row for each.
 */
export const krakenLedgers: Format = {
  id: 'kraken-ledgers',
  name: 'Kraken ledgers',
  variants: [['txid', 'refid', 'time', 'type', 'subtype', 'aclass', 'asset', 'amount', 'fee', 'balance']],
  balances: (row) => {
    const [amount, fee, balance] = ['amount', 'fee', 'balance'].map((column) => readAmount(row.text(column)));
    const code = row.text('asset');
    // What is not final yet has no balance.
    const asset = currencyIn(assetOf(code));
    if (row.text('txid') === '' || amount?.ok !== true || balance?.ok !== true || asset === undefined)
      return [];
    const isOwn = assetOf(row.text('feecurrency') || code) === assetOf(code);
    const change = fee?.ok === true && isOwn ? amount.value.minus(fee.value) : amount.value;
    return [
      {
        of: `${row.text('wallet')} ${code}`,
        asset,
        change,
        balance: balance.value,
      },
    ];
  },
  read: (row, rows) => {
    const type = row.text('type').toLowerCase();
    const kind = `${type} ${row.text('subtype').toLowerCase()}`;
    const movement = movements.get(kind.trim()) ?? movements.get(type);
    if (row.text('txid') === '') {
      rows.skip(row, { code: 'NOT_FINAL' });
    } else if (tradeTypes.has(type)) {
      if (readLeg(row) !== undefined) rows.group(row.text('refid'), row);
    } else if (withinVenue.test(kind)) {
      rows.skip(row, { code: 'WITHIN_VENUE' });
    } else if (movement === undefined) {
      row.refuse('type', { code: 'UNKNOWN_MOVEMENT', type: shown(kind) });
    } else {
      readMovement(row, rows, movement);
    }
  },
  readGroup: (group, rows) => {
    const read = group.flatMap((row) => readLeg(row) ?? []);
    const [one, other, ...more] = overWallets(read);
    if (
      one === undefined ||
      other === undefined ||
      more.length > 0 ||
      one.amount.sign() * other.amount.sign() !== -1
    ) {
      for (const { row } of read) {
        row.refuse('refid', { code: 'NOT_TWO_ASSETS' });
      }
      return;
    }
    const [went, came] = one.amount.isNegative() ? [one, other] : [other, one];
    const [charged, alsoCharged] = [came, went].filter(({ fee }) => !fee.isZero());
    went.row.addFill(rows, {
      ...exchangeOf({ ...went, amount: went.amount.abs() }, came),
      time: went.time,
      fee: (charged ?? went).fee,
      feeCurrency: charged?.feeCurrency,
      orderId: undefined,
      tradeId: went.row.text('refid'),
      priceCurrency: undefined,
    });
    if (alsoCharged !== undefined) readFee(alsoCharged.row, rows, alsoCharged);
  },
};

type Leg = {
  readonly row: CsvRow;
  readonly time: number;
  readonly currency: Currency;
  readonly amount: Decimal;
  readonly fee: Decimal;
  /** The asset's own, but where newer files name another. */
  readonly feeCurrency: Currency;
};

/** One leg for each asset and direction; a row that the file has twice counts once. */
function overWallets(legs: readonly Leg[]): readonly Leg[] {
  const rows = new Map(legs.map((leg) => [leg.row.text('txid'), leg]));
  const sums = new Map<string, Leg>();
  for (const leg of rows.values()) {
    const { currency: asset, amount, fee, feeCurrency } = leg;
    const key = `${amount.sign()} ${asset}`;
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, leg);
    else if (fee.isZero() || sum.fee.isZero() || feeCurrency === sum.feeCurrency)
      sums.set(key, {
        ...sum,
        amount: sum.amount.plus(amount),
        fee: sum.fee.plus(fee),
        feeCurrency: sum.fee.isZero() ? feeCurrency : sum.feeCurrency,
      });
    else sums.set(`${key} ${feeCurrency}`, leg);
  }
  return [...sums.values()];
}

function readLeg(row: CsvRow): Leg | undefined {
  const time = row.readTime('time', utcTimes);
  const asset = readAsset(row);
  const amount = row.readNumber('amount', readAmount);
  const fee = row.readNumber('fee', readAmountOrNone);
  const charged = row.text('feecurrency') === '' ? asset : readAsset(row, 'feecurrency');
  const reference = row.read('refid', readId);
  if (reference === undefined && row.problems.length === 0) row.refuse('refid', { code: 'SHARED_ID_EMPTY' });
  if (time === undefined || asset === undefined || amount === undefined || fee === undefined)
    return undefined;
  if (charged === undefined || !row.isClear) return undefined;
  return { row, time, currency: asset, amount, fee, feeCurrency: charged };
}

function readMovement(row: CsvRow, rows: RowSink, type: MovementType): void {
  const leg = readLeg(row);
  if (leg === undefined) return;
  const { fee } = leg;
  const { time, currency: asset, amount } = leg;
  if (!amount.isZero())
    row.addEntry(rows, { time, currency: asset, amount, type, reference: row.text('txid') });
  if (!fee.isZero()) readFee(row, rows, leg, type === 'margin-interest' ? type : 'fee');
}

function readFee(
  row: CsvRow,
  rows: RowSink,
  { time, feeCurrency: paidIn, fee }: Leg,
  type: MovementType = 'fee',
): void {
  row.addEntry(rows, {
    time,
    type,
    currency: paidIn,
    amount: fee.negated(),
    reference: `${row.text('txid')}#fee`,
  });
}

function readAsset(row: CsvRow, column = 'asset'): Currency | undefined {
  const code = row.text(column);
  if (/^[\p{L}\p{N}.]{1,40}$/u.test(code)) return currency(assetOf(code));
  row.refuse(column, { code: 'NOT_AN_ASSET', text: shown(code) });
  return undefined;
}
