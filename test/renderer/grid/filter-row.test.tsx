import { expect, test } from 'vitest';
import { FilterRow } from '#renderer/grid/filter-row.tsx';
import type { GridColumn } from '#renderer/grid/column.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const strategy: GridColumn<string> = {
  id: 'strategy',
  header: 'Strategy',
  kind: 'choice',
  choices: [{ value: 'Breakout', label: 'Breakout' }],
  width: 84,
  value: (row) => row,
  cell: (row) => row,
};

test('a filter whose value is not among the choices yet is named, and does not look like none', async () => {
  const { screen } = await renderScreen(
    <FilterRow
      columns={[strategy]}
      widths={{}}
      filters={{ strategy: 'Dip buying' }}
      unreadable={new Map()}
      onChange={() => undefined}
    />,
  );
  expect(screen.getByLabelText('Filter Strategy').element()).toHaveProperty('value', 'Dip buying');
});
