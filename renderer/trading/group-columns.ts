import type { InstrumentInfo } from '#src/contract/market.ts';
import type { SumName } from '#src/domain/groupings.ts';
import type { Format } from '#renderer/format/format.ts';
import { symbolOf } from '#renderer/format/symbol.ts';
import type { ColumnGroup, ColumnSum } from '#renderer/grid/column.ts';

type Instruments = Readonly<Record<string, InstrumentInfo>>;
type Traded = { readonly instrumentId: string };

/** Together are those of one instrument: a symbol may be traded at several venues. */
export function bySymbol(instruments: Instruments): ColumnGroup<Traded> {
  return {
    by: 'instrument',
    keyOf: ({ instrumentId }) => instrumentId,
    labelOf: (id) => symbolOf(id, instruments),
  };
}

/** Quantities, which add up in one instrument alone. */
export function quantitySum<Row extends Traded>(
  name: SumName,
  { instruments, format }: { readonly instruments: Instruments; readonly format: Format },
  quantityOf: (row: Row) => string,
): ColumnSum<Row> {
  return {
    name,
    kind: 'quantity',
    of: (row) => [{ unit: row.instrumentId, amount: quantityOf(row) }],
    text: (amount, id) => format.quantity(amount, instruments[id]),
  };
}

/** Money in the currency of the row. */
export function moneySum<Row extends { readonly currency: string }>(
  name: SumName | 'marketValue' | 'cost' | 'unrealised',
  amountOf: (row: Row) => string | undefined,
): Omit<ColumnSum<Row>, 'text'> {
  return { name, kind: 'money', of: (row) => [{ unit: row.currency, amount: amountOf(row) }] };
}
