import type { Money } from '#src/domain/money.ts';
import { exchangeOf } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';

/**
 * What a broker exchanged for a trade in another currency than its account's: that of the share comes and goes, and
 * what the account paid or received is what the file says.
 */
export function addConversion(
  row: CsvRow,
  rows: RowSink,
  {
    time,
    paid,
    received,
    tradeId,
  }: {
    readonly time: number | undefined;
    readonly paid: Money;
    readonly received: Money;
    readonly tradeId: string | undefined;
  },
): void {
  row.addFill(rows, {
    time,
    ...exchangeOf(paid, received),
    fee: undefined,
    feeCurrency: undefined,
    orderId: undefined,
    tradeId,
    priceCurrency: undefined,
  });
}
