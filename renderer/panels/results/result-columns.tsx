import { Dim, ProfitCell } from '#renderer/trading/cells.tsx';
import type { GridColumn } from '#renderer/grid/column.ts';
import { say } from '#renderer/words/say.ts';
import { resultFigures, saysOf, type FigureNeeds, type ResultFigure } from './result-figures.ts';
import type { ResultRow } from './result-rows.ts';

export function resultColumns(needs: FigureNeeds): GridColumn<ResultRow>[] {
  // Beside the first amount, so that a narrow panel shows it too: of two currencies the groups have the same names.
  const figures = resultFigures(needs)
    .map(columnOf)
    .toSpliced(1, 0, {
      id: 'currency',
      header: say('column.currency'),
      kind: 'text',
      width: 66,
      value: (row) => row.currency,
      cell: (row) => <Dim>{row.currency}</Dim>,
    });
  return [
    {
      id: 'group',
      header: say('results.group'),
      kind: 'text',
      width: 110,
      mayBeCut: true,
      value: (row) => row.name,
      cell: (row) => (row.isTotal ? <strong>{row.name}</strong> : row.name),
    },
    ...figures,
  ];
}

function columnOf(figure: ResultFigure): GridColumn<ResultRow> {
  const { id, name, formula, width, value, text, isAmount = false } = figure;
  return {
    id,
    header: name,
    hint: formula,
    kind: 'number',
    width,
    value,
    shown: (row) => text(row, row.currency),
    title: (row) => saysOf(figure, row),
    ...(isAmount ? { private: 'amount' as const } : {}),
    cell: (row) =>
      isAmount ? <ProfitCell amount={value(row)} text={text(row, row.currency)} /> : text(row, row.currency),
  };
}
