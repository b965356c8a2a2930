import { lotMethods } from '#src/domain/account.ts';
import { isDust } from '#src/domain/dust.ts';
import { sides } from '#src/domain/fill.ts';
import {
  accountId,
  currency,
  fillId,
  heldId,
  instrumentId,
  ledgerEntryId,
  positionId,
} from '#src/domain/ids.ts';
import type { Origin } from '#src/domain/lots.ts';
import { emptyPurse, type Purse } from '#src/domain/money.ts';
import { allFees, type Position } from '#src/domain/position.ts';
import type { ClosedTrip, TripSums } from '#src/domain/trip-sums.ts';
import { capitalIn, capitalToText, worthIn, worthToText } from './worth-text.ts';
import type { PositionRow, TripSumsRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import {
  decimalIn,
  decimalText,
  flagIn,
  jsonText,
  oneOf,
  optionalDecimalIn,
  optionalWholeIn,
  orNull,
  refuse,
  wholeIn,
} from './row-values.ts';

const methodIn = oneOf('positions.method', lotMethods);
const sideIn = oneOf('positions.side', sides);

export function positionToRow(position: Position): Omit<PositionRow, 'seq'> {
  return {
    id: position.id,
    account_id: position.accountId,
    held: position.held,
    instrument_id: position.instrumentId,
    currency: position.currency,
    sequence: position.sequence,
    method: position.method,
    side: position.side,
    quantity: decimalText(position.quantity),
    uncosted: decimalText(position.uncosted),
    cost: decimalText(position.cost),
    realised: decimalText(position.realised),
    undecided: decimalText(position.undecided),
    unseen: decimalText(position.unseen),
    fees: jsonText(position.fees),
    fees_in_kind: decimalText(position.feesInKind),
    has_traded: position.hasTraded ? 1 : 0,
    unknown_fees: position.unknownFees,
    entered_quantity: decimalText(position.entered.quantity),
    entered_value: decimalText(position.entered.value),
    left_quantity: decimalText(position.left.quantity),
    left_value: decimalText(position.left.value),
    opened_at: position.openedAt,
    updated_at: position.updatedAt,
    closed_at: orNull(position.closedAt),
    ...lastToRow(position.last),
    dust_below: decimalText(position.dustBelow),
    estimated_fees: estimatedToText(position.estimatedFees),
    worth: worthToText(position.worth),
    capital: capitalToText(position.capital),
  };
}

export function positionFromRow(row: PositionRow): Position {
  return {
    id: positionId(row.id),
    accountId: accountId(row.account_id),
    held: heldId(row.held),
    instrumentId: instrumentId(row.instrument_id),
    currency: currency(row.currency),
    sequence: wholeIn('positions.sequence', row.sequence),
    method: methodIn(row.method),
    side: sideIn(row.side),
    quantity: decimalIn('positions.quantity', row.quantity),
    uncosted: decimalIn('positions.uncosted', row.uncosted),
    cost: decimalIn('positions.cost', row.cost),
    realised: decimalIn('positions.realised', row.realised),
    undecided: decimalIn('positions.undecided', row.undecided),
    unseen: decimalIn('positions.unseen', row.unseen),
    fees: feesIn('positions.fees', row.fees),
    estimatedFees: estimatedIn('positions.estimated_fees', row.estimated_fees),
    worth: worthIn('positions.worth', row.worth),
    capital: capitalIn('positions.capital', row.capital),
    feesInKind: decimalIn('positions.fees_in_kind', row.fees_in_kind),
    hasTraded: flagIn('positions.has_traded', row.has_traded),
    dustBelow: optionalDecimalIn('positions.dust_below', row.dust_below),
    unknownFees: wholeIn('positions.unknown_fees', row.unknown_fees),
    entered: {
      quantity: decimalIn('positions.entered_quantity', row.entered_quantity),
      value: decimalIn('positions.entered_value', row.entered_value),
    },
    left: {
      quantity: decimalIn('positions.left_quantity', row.left_quantity),
      value: decimalIn('positions.left_value', row.left_value),
    },
    openedAt: wholeIn('positions.opened_at', row.opened_at),
    updatedAt: wholeIn('positions.updated_at', row.updated_at),
    closedAt: optionalWholeIn('positions.closed_at', row.closed_at),
    last: lastFromRow(row),
  };
}

function lastToRow(last: Origin): Pick<PositionRow, 'last_leg_id' | 'last_instrument_id'> {
  if ('entryId' in last) return { last_leg_id: last.entryId, last_instrument_id: null };
  return { last_leg_id: last.fillId, last_instrument_id: last.instrumentId };
}

function lastFromRow({ last_leg_id: id, last_instrument_id: instrument }: PositionRow): Origin {
  if (instrument === null) return { entryId: ledgerEntryId(id) };
  return { fillId: fillId(id), instrumentId: instrumentId(instrument) };
}

export function isDustRow(row: Pick<PositionRow, 'quantity' | 'dust_below'>): boolean {
  const dustBelow = optionalDecimalIn('positions.dust_below', row.dust_below);
  return isDust({ quantity: decimalIn('positions.quantity', row.quantity), dustBelow });
}

/** What a closed round trip counts in the sums with. */
export const closedTripColumns =
  'account_id, held, instrument_id, sequence, realised, fees, estimated_fees, worth, capital, unknown_fees, undecided, unseen, has_traded, closed_at';

export type ClosedTripRow = Pick<
  PositionRow,
  | 'account_id'
  | 'instrument_id'
  | 'realised'
  | 'fees'
  | 'estimated_fees'
  | 'worth'
  | 'capital'
  | 'unknown_fees'
  | 'undecided'
  | 'unseen'
  | 'has_traded'
>;

export function closedTripFromRow(row: ClosedTripRow): ClosedTrip {
  return {
    accountId: accountId(row.account_id),
    instrumentId: instrumentId(row.instrument_id),
    realised: decimalIn('positions.realised', row.realised),
    fees: feesIn('positions.fees', row.fees),
    estimatedFees: estimatedIn('positions.estimated_fees', row.estimated_fees),
    worth: worthIn('positions.worth', row.worth),
    capital: capitalIn('positions.capital', row.capital),
    unknownFees: wholeIn('positions.unknown_fees', row.unknown_fees),
    undecided: decimalIn('positions.undecided', row.undecided),
    unseen: decimalIn('positions.unseen', row.unseen),
    hasTraded: flagIn('positions.has_traded', row.has_traded),
  };
}

export function tripSumsToRow(sums: TripSums): TripSumsRow {
  const { realised, fees, estimatedFees, estimated, results } = sums;
  return {
    account_id: sums.accountId,
    instrument_id: sums.instrumentId,
    fee_currencies: allFees(sums)
      .map(({ currency: code }) => code)
      .join(' '),
    realised: decimalText(realised),
    fees: jsonText(fees),
    trades: results.trades,
    wins: results.wins,
    losses: results.losses,
    gross_profit: decimalText(results.grossProfit),
    gross_loss: decimalText(results.grossLoss),
    undecided: sums.undecided,
    unknown_fees: sums.unknownFees,
    unknown_results: sums.unknownResults,
    unseen: sums.unseen,
    estimated_fees: estimatedToText(estimatedFees),
    estimated_trips: estimated === 0 ? null : estimated,
    worth: worthToText(sums.worth),
    capital: capitalToText(sums.capital),
  };
}

export function tripSumsFromRow(row: TripSumsRow): TripSums {
  return {
    accountId: accountId(row.account_id),
    instrumentId: instrumentId(row.instrument_id),
    realised: decimalIn('trip_sums.realised', row.realised),
    fees: feesIn('trip_sums.fees', row.fees),
    estimatedFees: estimatedIn('trip_sums.estimated_fees', row.estimated_fees),
    worth: worthIn('trip_sums.worth', row.worth),
    capital: capitalIn('trip_sums.capital', row.capital),
    estimated: optionalWholeIn('trip_sums.estimated_trips', row.estimated_trips) ?? 0,
    results: {
      trades: wholeIn('trip_sums.trades', row.trades),
      wins: wholeIn('trip_sums.wins', row.wins),
      losses: wholeIn('trip_sums.losses', row.losses),
      grossProfit: decimalIn('trip_sums.gross_profit', row.gross_profit),
      grossLoss: decimalIn('trip_sums.gross_loss', row.gross_loss),
    },
    undecided: wholeIn('trip_sums.undecided', row.undecided),
    unknownFees: wholeIn('trip_sums.unknown_fees', row.unknown_fees),
    unknownResults: wholeIn('trip_sums.unknown_results', row.unknown_results),
    unseen: wholeIn('trip_sums.unseen', row.unseen),
  };
}

function estimatedToText(fees: Purse): string | null {
  return fees.length === 0 ? null : jsonText(fees);
}

export function estimatedIn(column: string, text: string | null): Purse {
  return text === null ? emptyPurse : feesIn(column, text);
}

export function feesIn(column: string, text: string): Purse {
  return recordsIn(column, text).map((fee) => ({
    currency: currency(textOf(column, fee, 'currency')),
    amount: decimalIn(column, textOf(column, fee, 'amount')),
  }));
}

function recordsIn(column: string, text: string): readonly object[] {
  if (text === '[]') return [];
  const values: unknown = JSON.parse(text);
  if (!Array.isArray(values)) return refuse(column, text, 'no list');
  return values.map((value: unknown) =>
    typeof value === 'object' && value !== null ? value : refuse(column, text, 'no list of objects'),
  );
}

function textOf(column: string, record: object, key: string): string {
  const value: unknown = Object.getOwnPropertyDescriptor(record, key)?.value;
  return typeof value === 'string' ? value : refuse(column, JSON.stringify(record), `without its ${key}`);
}
