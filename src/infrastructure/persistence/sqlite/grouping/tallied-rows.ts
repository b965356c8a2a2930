/** What of a table's rows is counted and added up, and the columns that it takes. */
import { Decimal } from '#src/domain/decimal.ts';
import type { SumKind, Tally } from '#src/domain/group-tally.ts';
import { amountIn, type Money } from '#src/domain/money.ts';
import { allFees } from '#src/domain/position.ts';
import { currency } from '#src/domain/ids.ts';
import { notionalOf, type Priced } from '#src/domain/instrument.ts';
import type { GroupBy, GroupedTable, SumName } from '#src/domain/groupings.ts';
import type { GroupQuestion } from '#src/ports/group-reader.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';
import type { FilteredQuery } from '#src/infrastructure/persistence/sqlite/paging/page-walk.ts';
import { fillQuery } from '#src/infrastructure/persistence/sqlite/repositories/fill-query.ts';
import { orderQuery } from '#src/infrastructure/persistence/sqlite/repositories/order-query.ts';
import { tripQuery } from '#src/infrastructure/persistence/sqlite/repositories/trip-query.ts';
import { estimatedIn, feesIn } from '#src/infrastructure/persistence/sqlite/rows/position-row.ts';
import {
  decimalIn,
  optionalDecimalIn,
  wholeIn,
} from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { FillRow as Row } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import { liquidityIn } from '#src/infrastructure/persistence/sqlite/rows/fill-row.ts';
import { estimatedFee, type FeeSchedule } from '#src/domain/fee-schedule.ts';

/** The fee schedules of an account. */
export type SchedulesOf = (account: string) => readonly FeeSchedule[];

export type TalliedTable = {
  /** By which a day is told. */
  readonly time: string;
  readonly columns: readonly string[];
  readonly sums: ReadonlyMap<SumName, SumKind>;
  readonly add: (tally: Tally<SumName>, row: never, instrument: Priced, schedulesOf: SchedulesOf) => void;
};

type OrderRow = {
  readonly instrument_id: string;
  readonly quantity: string;
  readonly filled_quantity: string;
};
type FillRow = Pick<
  Row,
  | 'account_id'
  | 'instrument_id'
  | 'time'
  | 'quantity'
  | 'price'
  | 'value_amount'
  | 'liquidity'
  | 'fee_currency'
  | 'fee_amount'
>;
type TripRow = {
  readonly instrument_id: string;
  readonly entered_quantity: string;
  readonly realised: string;
  readonly fees: string;
  readonly estimated_fees: string | null;
  readonly unknown_fees: number;
  readonly undecided: string;
};

export const talliedTables: Readonly<Record<GroupedTable, TalliedTable>> = {
  orders: {
    time: 'created_at',
    columns: ['instrument_id', 'quantity', 'filled_quantity'],
    sums: new Map([
      ['quantity', 'quantity'],
      ['filled', 'quantity'],
      ['remaining', 'quantity'],
    ]),
    add(tally, row: OrderRow) {
      const quantity = decimalIn('orders.quantity', row.quantity);
      const filled = decimalIn('orders.filled_quantity', row.filled_quantity);
      tally.add('quantity', row.instrument_id, quantity);
      tally.add('filled', row.instrument_id, filled);
      tally.add('remaining', row.instrument_id, Decimal.max(quantity.minus(filled), Decimal.zero));
    },
  },
  fills: {
    time: 'time',
    columns: [
      'account_id',
      'instrument_id',
      'time',
      'quantity',
      'price',
      'value_amount',
      'liquidity',
      'fee_currency',
      'fee_amount',
    ],
    sums: new Map([
      ['quantity', 'quantity'],
      ['notional', 'money'],
      ['fee', 'money'],
      ['estimatedFee', 'money'],
    ]),
    add(tally, row: FillRow, instrument, schedulesOf) {
      const quantity = decimalIn('fills.quantity', row.quantity);
      tally.add('quantity', row.instrument_id, quantity);
      const price = decimalIn('fills.price', row.price);
      tally.add('notional', instrument.settle, notionalOf(instrument, quantity, price));
      const { fee_currency: paidIn, fee_amount: fee } = row;
      const isKnown = paidIn !== null && fee !== null;
      tally.add('fee', paidIn ?? '', isKnown ? decimalIn('fills.fee_amount', fee) : undefined);
      const estimated = isKnown ? undefined : estimateOf(row, { quantity, price }, instrument, schedulesOf);
      if (estimated !== undefined) tally.add('estimatedFee', estimated.currency, estimated.amount);
    },
  },
  trips: {
    time: 'closed_at',
    columns: [
      'instrument_id',
      'entered_quantity',
      'realised',
      'fees',
      'estimated_fees',
      'unknown_fees',
      'undecided',
    ],
    sums: new Map([
      ['entered', 'quantity'],
      ['realised', 'money'],
      ['fees', 'money'],
      ['net', 'money'],
    ]),
    add(tally, row: TripRow, { settle }) {
      const realised = decimalIn('positions.realised', row.realised);
      tally.add('entered', row.instrument_id, decimalIn('positions.entered_quantity', row.entered_quantity));
      const hasResult = decimalIn('positions.undecided', row.undecided).isZero();
      tally.add('realised', settle, hasResult ? realised : undefined);
      const fees = feesIn('positions.fees', row.fees);
      for (const { currency: paidIn, amount } of fees) tally.add('fees', paidIn, amount);
      const estimated = estimatedIn('positions.estimated_fees', row.estimated_fees);
      // A sum of fees is one of those that were paid.
      if (row.unknown_fees > 0 || estimated.length > 0) tally.add('fees', '', undefined);
      const charged = allFees({ fees, estimatedFees: estimated });
      const isKnown =
        hasResult && row.unknown_fees === 0 && charged.every(({ currency: paidIn }) => paidIn === settle);
      tally.add('net', settle, isKnown ? realised.minus(amountIn(charged, currency(settle))) : undefined);
    },
  },
};

function estimateOf(
  { account_id: account, time, value_amount: value, liquidity }: FillRow,
  traded: { readonly quantity: Decimal; readonly price: Decimal },
  instrument: Priced,
  schedulesOf: SchedulesOf,
): Money | undefined {
  const schedules = schedulesOf(account);
  if (schedules.length === 0) return undefined;
  const fill = {
    ...traded,
    fee: undefined,
    time: wholeIn('fills.time', time),
    value: optionalDecimalIn('fills.value_amount', value),
    liquidity: liquidity === null ? undefined : liquidityIn(liquidity),
  };
  return estimatedFee(schedules, fill, instrument);
}

/** The column that holds what rows have in common; of days the time. */
export function columnOf({ table, by }: GroupQuestion): string | undefined {
  return by === 'day' ? talliedTables[table].time : by && columns[by];
}

const columns: Readonly<Record<Exclude<GroupBy, 'day'>, string>> = {
  account: 'account_id',
  instrument: 'instrument_id',
  side: 'side',
  status: 'status',
  strategy: 'strategy',
};

export function queryOf(question: GroupQuestion): FilteredQuery {
  switch (question.table) {
    case 'orders':
      return orderQuery(question.filter);
    case 'fills':
      return fillQuery(question.filter);
    case 'trips':
      return tripQuery(question.filter.accountIds, question.filter);
  }
}

export function tradedIn(instruments: ReadonlyMap<string, Priced>, id: string): Priced {
  const traded = instruments.get(id);
  if (traded === undefined) throw new RepositoryError(`the record has no instrument ${id}`);
  return traded;
}
