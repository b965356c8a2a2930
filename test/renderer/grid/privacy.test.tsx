import { afterEach, expect, test } from 'vitest';
import { create } from 'zustand';
import { Menu } from '@mantine/core';
import { userEvent } from 'vitest/browser';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import type { GridColumn } from '#renderer/grid/column.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { initialView } from '#renderer/grid/grid-view.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { ok } from '#src/domain/result.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

type Holding = { readonly id: string; readonly amount: string; readonly why: string };

const held: readonly Holding[] = [
  { id: 'one', amount: '48151.62', why: 'Needs 48151.62 USDT, 2342 are free' },
];
/** As of the live records: a row may go, and come back. */
const useRows = create(() => held);

function Holdings() {
  const format = useFormat();
  const rows = useRows();
  const columns: readonly GridColumn<Holding>[] = [
    { id: 'id', header: 'Id', kind: 'text', width: 60, value: (row) => row.id, cell: (row) => row.id },
    {
      id: 'amount',
      header: 'Amount',
      kind: 'number',
      width: 90,
      private: 'amount',
      value: (row) => row.amount,
      cell: (row) => format.amount(row.amount, 'USDT'),
      edit: {
        allowed: () => true,
        text: (row) => row.amount,
        changed: () => undefined,
        read: (_row, text) => ok(text),
        write: () => Promise.resolve(undefined),
      },
    },
    {
      id: 'why',
      header: 'Why',
      kind: 'text',
      width: 200,
      private: 'prose',
      value: (row) => row.why,
      cell: (row) => format.prose(row.why),
    },
  ];
  return (
    <DataGrid
      name="Holdings"
      viewKey="holdings"
      initialView={initialView({ id: 'id', descending: false })}
      columns={columns}
      nameOf={({ id }) => id}
      idOf={idOf}
      source={{ kind: 'local', rows, loading: false }}
      empty={null}
      renderMenu={(_, startEdit) => <Menu.Item onClick={startEdit}>Change</Menu.Item>}
    />
  );
}

function idOf(row: Holding): string {
  return row.id;
}

async function showHoldings() {
  const { screen } = await renderScreen(
    <div style={{ height: 300 }}>
      <Holdings />
    </div>,
  );
  await expect.element(screen.getByRole('gridcell', { name: 'one' })).toBeVisible();
  return screen;
}

afterEach(() => {
  setPreferences({ privacy: false });
  useRows.setState(held, true);
});

test('in privacy mode no amount is anywhere in the document of a grid', async () => {
  setPreferences({ privacy: true });
  const { container } = await showHoldings();
  expect(container.innerHTML).not.toMatch(/48.?151|2342/);
});

test('what is copied in privacy mode has its amounts hidden', async () => {
  setPreferences({ privacy: true });
  const screen = await showHoldings();
  let copied: string | undefined;
  document.addEventListener('copy', (event) => (copied = event.clipboardData?.getData('text/plain')), {
    once: true,
  });
  screen.container.querySelector<HTMLElement>('[data-row]')?.focus();
  await userEvent.copy();
  expect(copied).toBe('one\t•••\tNeeds ••• USDT, ••• are free');
});

test.each(['the menu of its row', 'F2'])(
  'a field that %s opens in privacy mode shows its amount when a key is pressed in it',
  async (by) => {
    setPreferences({ privacy: true });
    const screen = await showHoldings();
    const row = screen.container.querySelector<HTMLElement>('[data-row]');
    row?.focus();
    if (by === 'F2') await userEvent.keyboard('{F2}');
    else {
      await screen.getByRole('gridcell', { name: 'one' }).click({ button: 'right' });
      await screen.getByRole('menuitem', { name: 'Change' }).click();
    }
    const field = screen.getByRole('textbox', { name: 'Amount' });
    await expect.element(field).toHaveValue('•••');
    await userEvent.keyboard('{Enter}');
    await expect.element(field).toHaveValue('48151.62');
  },
);

test('a field that was pressed open and went with its row is hidden when it comes back in privacy mode', async () => {
  const screen = await showHoldings();
  const field = screen.getByRole('textbox', { name: 'Amount' });
  await screen.getByRole('button', { name: /^Edit amount/u }).click();
  await userEvent.fill(field, '48151.7');
  useRows.setState([], true);
  await expect.element(field).not.toBeInTheDocument();
  setPreferences({ privacy: true });
  useRows.setState(held, true);
  await expect.element(field).toHaveValue('•••');
  await userEvent.keyboard('{Enter}');
  await expect.element(field).toHaveValue('48151.7');
});

test('without it the amounts are there to be read and copied', async () => {
  const screen = await showHoldings();
  await expect.element(screen.getByText('48,151.62')).toBeVisible();
});
