import { expect, test } from 'vitest';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { FilterRow } from '#renderer/grid/filter-row.tsx';
import type { GridColumn } from '#renderer/grid/column.ts';
import { initialView } from '#renderer/grid/grid-view.ts';
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

test('a filter that is kept of a column which is not there narrows nothing and is not counted', async () => {
  const byStrategy = { id: 'strategy', descending: false };
  const kept = { ...initialView(byStrategy), filters: { strategy: 'dip', account: 'a1' } };
  useLiveStore.setState({ workspace: { id: 'w', name: 'W', kind: 'paper', createdAt: 0 } });
  const { screen } = await renderScreen(
    <DataGrid
      name="Orders"
      viewKey="orders"
      initialView={initialView(byStrategy)}
      columns={[{ ...strategy, kind: 'text' }]}
      idOf={String}
      nameOf={String}
      source={{ kind: 'local', rows: ['Breakout', 'Dip buying'], loading: false }}
      empty="None"
    />,
    {
      'settings.find': async () => ({
        ok: true,
        value: {
          epoch: 'first',
          sequence: 1,
          values: [{ key: 'grid.orders', json: JSON.stringify(kept) }],
        },
      }),
    },
  );
  await expect.element(screen.getByRole('button', { name: 'Filter (1)' })).toBeVisible();
  await screen.getByRole('button', { name: 'Clear' }).click();
  await expect.element(screen.getByRole('button', { name: 'Filter', exact: true })).toBeVisible();
});
