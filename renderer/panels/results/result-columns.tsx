import type { CurrencyResultsInfo, TripResultsInfo, TripStrategyInfo } from '#src/contract/portfolio.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Format } from '#renderer/format/format.ts';
import { Dim, ProfitCell } from '#renderer/trading/cells.tsx';
import type { GridColumn } from '#renderer/grid/column.ts';
import { say } from '#renderer/words/say.ts';

type ResultRow = TripResultsInfo & {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  /** Undefined where the row is of no single one. */
  readonly strategy: string | undefined;
  readonly isTotal: boolean;
};

/** The total of each currency, and what it is made of. */
export function resultRows(results: readonly CurrencyResultsInfo[]): readonly ResultRow[] {
  return results.flatMap(({ currency, total, strategies }) => [
    {
      ...total,
      id: `${currency} total`,
      name: say('position.allStrategies'),
      currency,
      strategy: undefined,
      isTotal: true,
    },
    ...strategies.map(({ strategy, results: own }) => ({
      ...own,
      id: [currency, strategy.kind, strategy.kind === 'one' ? strategy.name : ''].join(' '),
      name: nameOf(strategy),
      currency,
      strategy: strategy.kind === 'one' ? strategy.name : undefined,
      isTotal: false,
    })),
  ]);
}

function nameOf(strategy: TripStrategyInfo): string {
  if (strategy.kind === 'one') return strategy.name;
  return strategy.kind === 'several' ? say('position.severalStrategies') : say('position.noStrategy');
}

export function resultId(row: ResultRow): string {
  return row.id;
}

export function resultName({ name, currency }: ResultRow): string {
  return say('position.resultIn', { name, currency });
}

export function resultColumns(format: Format): GridColumn<ResultRow>[] {
  const count = (id: 'trades' | 'wins' | 'losses' | 'leftOut', header: string): GridColumn<ResultRow> => ({
    id,
    header,
    kind: 'number',
    width: 58,
    value: (row) => String(row[id]),
    cell: (row) => format.count(row[id]),
  });
  const profit = (
    id: string,
    header: string,
    value: (row: ResultRow) => string | undefined,
  ): GridColumn<ResultRow> => ({
    id,
    header,
    kind: 'number',
    width: 84,
    private: 'amount',
    value,
    shown: (row) => format.profit(value(row), row.currency),
    cell: (row) => <ProfitCell amount={value(row)} text={format.profit(value(row), row.currency)} />,
  });
  return [
    {
      id: 'strategy',
      header: say('column.strategy'),
      kind: 'text',
      width: 110,
      mayBeCut: true,
      value: (row) => row.name,
      cell: (row) => (row.isTotal ? <strong>{row.name}</strong> : row.name),
    },
    profit('net', say('column.net'), (row) => counted(row, row.net)),
    {
      id: 'currency',
      header: say('column.currency'),
      kind: 'text',
      width: 66,
      value: (row) => row.currency,
      cell: (row) => <Dim>{row.currency}</Dim>,
    },
    count('trades', say('column.trades')),
    {
      id: 'winRate',
      header: say('column.winRate'),
      kind: 'number',
      width: 66,
      value: (row) => row.winRate,
      shown: (row) => format.percent(row.winRate),
      cell: (row) => format.percent(row.winRate),
    },
    {
      id: 'profitFactor',
      header: say('column.profitFactor'),
      kind: 'number',
      width: 84,
      value: (row) => row.profitFactor,
      shown: (row) => format.ratio(row.profitFactor),
      cell: (row) => format.ratio(row.profitFactor),
    },
    count('wins', say('column.wins')),
    count('losses', say('column.losses')),
    profit('averageWin', say('column.averageWin'), (row) => row.averageWin),
    profit('averageLoss', say('column.averageLoss'), (row) => lossOf(row.averageLoss)),
    profit('grossProfit', say('column.grossProfit'), (row) => counted(row, row.grossProfit)),
    profit('grossLoss', say('column.grossLoss'), (row) => lossOf(counted(row, row.grossLoss))),
    {
      ...count('leftOut', say('column.leftOut')),
      hint: say('column.leftOutHint'),
    },
  ];
}

/** A sum of which every part was left out is not known. */
function counted({ trades, leftOut }: ResultRow, sum: string): string | undefined {
  return trades === 0 && leftOut > 0 ? undefined : sum;
}

/** The core gives the size of a loss; it is shown as what it did to the account. */
function lossOf(size: string | undefined): string | undefined {
  return size === undefined ? undefined : Decimal.from(size).negated().toString();
}
