import { useMemo } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { create } from 'zustand';
import { useFormat } from '#renderer/controls/use-format.ts';
import type { Format } from '#renderer/format/format.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { type Preferences, setPreferences } from '#renderer/saved/preferences-store.ts';
import { SymbolCell } from '#renderer/trading/cells.tsx';
import type { GridColumn } from '#renderer/grid/column.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { initialView } from '#renderer/grid/grid-view.ts';
import { useAppearance } from '#renderer/theme/use-appearance.ts';
import { ok } from '#src/domain/result.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

type Row = { readonly id: string; readonly price: string; readonly amount: string; readonly account: string };

const shib = { tickSize: '0.000000000001', lotSize: '1' };
const small: Row = { id: 'BTC-USDT', price: '1', amount: '12', account: 'Main' };
const extreme: Row = {
  id: 'ABCDEFGHIJKLMNOPQRSTU-USDT',
  price: '0.000000087123',
  amount: '-1234567890123.12',
  account: 'Donaudampfschifffahrtsgesellschaftskonto der Handelsabteilung',
};

/** What the grid shows at the moment. */
const useShown = create<{ readonly rows: readonly Row[] }>()(() => ({ rows: [] }));

function gridColumns(format: Format): readonly GridColumn<Row>[] {
  return [
    {
      id: 'symbol',
      header: 'Symbol',
      kind: 'text',
      width: 60,
      value: (row) => row.id,
      cell: (row) => <SymbolCell instrumentId={row.id} symbol={row.id} />,
    },
    {
      id: 'price',
      header: 'Average of the prices',
      kind: 'number',
      width: 50,
      value: (row) => row.price,
      cell: (row) => format.price(row.price, shib),
    },
    {
      id: 'amount',
      header: 'Amount',
      kind: 'number',
      width: 60,
      value: (row) => row.amount,
      cell: (row) => format.amount(row.amount, 'USDT'),
      edit: {
        allowed: () => true,
        text: (row) => format.amount(row.amount, 'USDT'),
        changed: () => undefined,
        read: (_row, text) => ok(text),
        write: () => Promise.resolve(undefined),
      },
    },
    {
      id: 'account',
      header: 'Account',
      kind: 'text',
      width: 90,
      mayBeCut: true,
      value: (row) => row.account,
      cell: (row) => row.account,
    },
  ];
}

function Grid() {
  useAppearance();
  const format = useFormat();
  const { rows } = useShown();
  const columns = useMemo(() => gridColumns(format), [format]);
  return (
    <DataGrid
      name="Extremes"
      viewKey="extremes"
      initialView={initialView({ id: 'symbol', descending: false })}
      columns={columns}
      idOf={idOf}
      nameOf={idOf}
      source={{ kind: 'local', rows, loading: false }}
      empty={null}
    />
  );
}

function idOf(row: Row): string {
  return row.id;
}

async function renderGrid(rows: readonly Row[]) {
  useShown.setState({ rows });
  const { screen } = await renderScreen(
    <div style={{ width: 300, height: 200 }}>
      <Grid />
    </div>,
  );
  await expect.element(screen.getByRole('gridcell').first()).toBeVisible();
  // With the font that is there until then every width is another.
  await document.fonts.ready;
  return screen;
}

/** The columns whose cells, in any row, do not show all of their content. */
function cutColumns(container: HTMLElement): string[] {
  return [...container.querySelectorAll<HTMLElement>('[data-column]')]
    .filter((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell.querySelector('[data-content]') ?? cell);
      const text = range.getBoundingClientRect();
      const box = cell.getBoundingClientRect();
      return text.left < box.left - 0.5 || text.right > box.right + 0.5;
    })
    .map((cell) => cell.dataset['column'] ?? '');
}

function widthOf(column: string): number {
  return (
    document.querySelector(`[role="gridcell"][data-column="${column}"]`)?.getBoundingClientRect().width ?? 0
  );
}

beforeEach(async () => {
  // What the user sets is kept with a workspace.
  useLiveStore.setState({ workspace: { id: 'w', name: 'W', kind: 'paper', createdAt: 0 } });
  await page.viewport(1280, 720);
});

const looks: readonly Partial<Preferences>[] = [
  { separators: 'comma-point', density: 22 },
  { separators: 'point-comma', density: 26 },
  { separators: 'space-point', density: 32 },
  { separators: 'none-point', density: 26 },
];

test.each(looks)('no amount, symbol or header is cut with %o', async (look) => {
  setPreferences(look);
  const { container } = await renderGrid([small, extreme]);
  expect(new Set(cutColumns(container))).toEqual(new Set(['account']));
});

test('it is so too after the setting was changed while the grid is shown', async () => {
  const { container } = await renderGrid([small, extreme]);
  setPreferences({ separators: 'space-point', density: 32 });
  await expect.poll(() => container.textContent).toContain('1\u202f234\u202f567\u202f890\u202f123.12');
  expect(new Set(cutColumns(container))).toEqual(new Set(['account']));
});

test('a column grows with a value that arrives, and does not shrink when it goes', async () => {
  const { container } = await renderGrid([small]);
  const before = widthOf('amount');
  useShown.setState({ rows: [small, extreme] });
  await expect.poll(() => widthOf('amount')).toBeGreaterThan(before);
  expect(new Set(cutColumns(container))).toEqual(new Set(['account']));
  const grown = widthOf('amount');
  useShown.setState({ rows: [small] });
  await expect.poll(() => container.querySelectorAll('[data-row]').length).toBe(1);
  expect(widthOf('amount')).toBe(grown);
});

test('what is wider than the panel can be scrolled to, header and all', async () => {
  const { container } = await renderGrid([small, extreme]);
  const scroller = container.querySelector('[role="grid"]')?.parentElement;
  scroller?.scrollTo({ left: 10_000 });
  const panel = scroller?.getBoundingClientRect();
  for (const cell of container.querySelectorAll('[data-column="account"]')) {
    expect(cell.getBoundingClientRect().right).toBeLessThanOrEqual((panel?.right ?? 0) + 0.5);
  }
});

test('the user’s width is kept, but never below what an amount needs', async () => {
  const screen = await renderGrid([extreme]);
  const needed = widthOf('amount');
  const resizer = screen.getByRole('separator', { name: 'Width of Amount', includeHidden: true });
  resizer.element().focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expect.poll(() => widthOf('amount')).toBe(needed + 20);
  await userEvent.keyboard('{ArrowLeft>10/}');
  await expect.poll(() => widthOf('amount')).toBe(needed);
  expect(new Set(cutColumns(screen.container))).toEqual(new Set(['account']));
});

test('the edge of a header follows the pointer that holds it, and lets go with it', async () => {
  const screen = await renderGrid([small]);
  const before = widthOf('price');
  const edge = (name: string) => screen.getByRole('separator', { name, includeHidden: true });
  await userEvent.dragAndDrop(edge('Width of Average of the prices'), edge('Width of Amount'));
  const wide = widthOf('price');
  expect(wide).toBeGreaterThan(before + 30);
  await userEvent.hover(edge('Width of Account'));
  expect(widthOf('price')).toBe(wide);
});

test('a text that may be cut is told whole by its title', async () => {
  const screen = await renderGrid([extreme]);
  await expect.element(screen.getByTitle(extreme.account)).toBeVisible();
});
