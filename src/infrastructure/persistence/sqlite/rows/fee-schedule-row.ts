import { feeBases, type FeeSchedule, type FeeTerms } from '#src/domain/fee-schedule.ts';
import { accountId, currency } from '#src/domain/ids.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';
import type { FeeScheduleRow } from '#src/infrastructure/persistence/sqlite/schema/record/portfolios.ts';
import { decimalIn, decimalText, oneOf, optionalDecimalIn, wholeIn } from './row-values.ts';

const basisIn = oneOf('fee_schedules.basis', feeBases);

export function feeScheduleToRow({ accountId: account, since, terms }: FeeSchedule): FeeScheduleRow {
  const isShare = terms.basis === 'share';
  return {
    account_id: account,
    since,
    basis: terms.basis,
    maker: isShare ? decimalText(terms.maker) : null,
    taker: isShare ? decimalText(terms.taker) : null,
    amount: isShare ? null : decimalText(terms.amount),
    currency: isShare ? null : terms.currency,
    minimum: decimalText(terms.minimum),
  };
}

export function feeScheduleFromRow(row: FeeScheduleRow): FeeSchedule {
  return {
    accountId: accountId(row.account_id),
    since: wholeIn('fee_schedules.since', row.since),
    terms: termsFromRow(row),
  };
}

function termsFromRow(row: FeeScheduleRow): FeeTerms {
  const basis = basisIn(row.basis);
  const minimum = optionalDecimalIn('fee_schedules.minimum', row.minimum);
  const amount = (column: 'maker' | 'taker' | 'amount') =>
    decimalIn(`fee_schedules.${column}`, there(row, column));
  return basis === 'share'
    ? { basis, maker: amount('maker'), taker: amount('taker'), minimum }
    : { basis, amount: amount('amount'), currency: currency(there(row, 'currency')), minimum };
}

function there(row: FeeScheduleRow, column: 'maker' | 'taker' | 'amount' | 'currency'): string {
  const value = row[column];
  if (value === null) throw new RepositoryError(`fee_schedules.${column} is missing for ${row.account_id}`);
  return value;
}
