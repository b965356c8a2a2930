import { Notifications } from '@mantine/notifications';
import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { ok } from '#src/domain/result.ts';
import { tableOf } from '#renderer/core/table.ts';
import type { GridColumn } from '#renderer/grid/column.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { initialView } from '#renderer/grid/grid-view.ts';
import type { FetchPage } from '#renderer/grid/page-loader.ts';
import type { GridSource } from '#renderer/grid/use-grid-rows.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

type Row = { readonly id: string };

const total = 12_000;
const idOf = (row: Row): string => row.id;
const columns: readonly GridColumn<Row>[] = [
  { id: 'id', header: 'Number', kind: 'number', width: 90, value: idOf, cell: idOf },
];

const fetchPage: FetchPage<Row> = ({ limit, after }) => {
  const from = Number(after ?? 0);
  const to = Math.min(from + limit, total);
  const rows = Array.from({ length: to - from }, (_, index) => ({ id: String(from + index + 1) }));
  return Promise.resolve(ok({ rows, total, exact: true, ...(to < total ? { next: String(to) } : {}) }));
};

const source: GridSource<Row> = {
  kind: 'paged',
  plan: () => ({ request: {}, fetchPage, sorted: true }),
  live: [],
  updatedAt: () => 0,
};

async function showNumbers(sortedBy: string, filter: string, shown = source) {
  const { screen } = await renderScreen(
    <div style={{ height: 300, width: 300 }}>
      <Notifications />
      <DataGrid
        name="Numbers"
        viewKey="numbers"
        initialView={{ ...initialView({ id: sortedBy, descending: false }), filters: { id: filter } }}
        columns={columns}
        idOf={idOf}
        nameOf={idOf}
        source={shown}
        empty={null}
      />
    </div>,
  );
  return screen;
}

test('where what has just come fills the view, it is still asked how much there is', async () => {
  const come = Array.from({ length: 200 }, (_, at) => ({ id: String(at + 1) }));
  const screen = await showNumbers('id', '', { ...source, live: [tableOf(come, idOf)] });
  await expect.element(screen.getByText(/of 12,000/u)).toBeVisible();
  await expect.element(screen.getByText(/^Loading/u)).not.toBeInTheDocument();
});

test('where few rows pass, the pages behind them are looked through by themselves', async () => {
  const screen = await showNumbers('id', '4999');
  await expect.element(screen.getByRole('row', { name: '4999' })).toBeVisible();
  await screen.getByRole('button', { name: 'Look further' }).click();
  await expect.element(screen.getByText('1 row', { exact: true })).toBeVisible();
});

test('a copy of all rows that have been read says how many that are of how many', async () => {
  const screen = await showNumbers('id', '');
  await screen.getByRole('row', { name: '1', exact: true }).click();
  await userEvent.keyboard('{Control>}a{/Control}');
  await userEvent.copy();
  await expect.element(screen.getByText('Copied 100 of 12,000 rows')).toBeVisible();
});

test.each(['id', 'a column that is no more'])(
  'a file holds what passes the filter, sorted by %s',
  async (id) => {
    const files = vi.spyOn(URL, 'createObjectURL');
    const screen = await showNumbers(id, '<3');
    // Not everything has been fetched: the file is made of what the core answers.
    await expect.element(screen.getByRole('button', { name: 'Look further' })).toBeVisible();
    await screen.getByRole('button', { name: 'CSV' }).click();
    await expect.poll(() => files.mock.calls.length).toBe(1);
    const [file] = files.mock.calls[0] ?? [];
    expect(file instanceof Blob && (await file.text())).toBe('Number [id]\r\n1\r\n2\r\n');
  },
);
