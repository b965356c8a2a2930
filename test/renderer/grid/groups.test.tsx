import { useMemo, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { create } from 'zustand';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { tableOf } from '#renderer/core/table.ts';
import type { GridColumn } from '#renderer/grid/column.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { initialView, type GridView } from '#renderer/grid/grid-view.ts';
import type { GridSource, WantedGroup } from '#renderer/grid/use-grid-rows.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import type { GroupsInfo } from '#src/contract/groups.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { ok } from '#src/domain/result.ts';
import { paper } from '#test/renderer/core/records.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

type Fill = {
  readonly id: string;
  readonly symbol: string;
  readonly side: 'BUY' | 'SELL';
  readonly quantity: string;
  readonly fee: string | undefined;
  readonly currency: string;
};

const columns: readonly GridColumn<Fill>[] = [
  {
    id: 'symbol',
    header: 'Symbol',
    kind: 'text',
    width: 70,
    value: (row) => row.symbol,
    cell: (row) => row.symbol,
    group: { by: 'instrument' },
  },
  {
    id: 'side',
    header: 'Side',
    kind: 'choice',
    width: 50,
    choices: [
      { value: 'BUY', label: 'Buy' },
      { value: 'SELL', label: 'Sell' },
    ],
    value: (row) => row.side,
    cell: (row) => row.side,
    group: { by: 'side' },
  },
  {
    id: 'quantity',
    header: 'Quantity',
    kind: 'number',
    width: 80,
    private: 'amount',
    value: (row) => row.quantity,
    cell: (row) => row.quantity,
    sum: {
      name: 'quantity',
      kind: 'quantity',
      of: ({ symbol, quantity }) => [{ unit: symbol, amount: quantity }],
      text: (amount) => amount,
    },
  },
  {
    id: 'fee',
    header: 'Fee',
    kind: 'number',
    width: 80,
    private: 'amount',
    value: (row) => row.fee,
    cell: (row) => row.fee ?? '–',
    sum: {
      name: 'fee',
      kind: 'money',
      of: ({ fee, currency }) => [{ unit: currency, amount: fee }],
      text: (amount) => amount,
    },
  },
];

const idOf = (row: Fill): string => row.id;

function fill(number: number, part: Partial<Fill> = {}): Fill {
  const id = `fill ${String(number).padStart(4, '0')}`;
  return { id, symbol: 'BTC', side: 'BUY', quantity: '0.1', fee: '0.2', currency: 'USD', ...part };
}

/** What the core is said to hold: 250 fills of one symbol, and two of another. */
const answer: GroupsInfo = {
  groups: [
    {
      key: 'BTC',
      count: 250,
      sums: { quantity: [{ unit: 'BTC', amount: '25' }], fee: [{ unit: 'USD', amount: '50' }] },
    },
    {
      key: 'ETH',
      count: 2,
      sums: {
        quantity: [{ unit: 'ETH', amount: '7' }],
        fee: ['BNB', 'EUR', 'USD'].map((unit) => ({ unit, amount: '1' })),
      },
    },
  ],
  total: { count: 252, sums: {} },
};

const useLive = create<{ readonly rows: readonly Fill[] }>()(() => ({ rows: [] }));
const asked = vi.fn<(group: WantedGroup | undefined, after: string | undefined) => void>();

function Fills({ view }: { readonly view?: Partial<GridView> }) {
  const { rows } = useLive();
  const [initial] = useState(() => ({
    ...initialView({ id: 'symbol', descending: false }),
    groupBy: 'symbol',
    ...view,
  }));
  const live = useMemo(() => [tableOf(rows, idOf)], [rows]);
  const source: GridSource<Fill> = {
    kind: 'paged',
    plan: (query) => ({
      request: {},
      sorted: true,
      covers: new Set(['symbol']),
      fetchPage: async ({ limit, after }) => {
        const { group } = query;
        asked(group, after);
        const from = Number(after ?? 0);
        const count = group?.key === 'ETH' ? 2 : 250;
        const to = Math.min(from + limit, count);
        const page = Array.from({ length: to - from }, (_, at) =>
          fill(from + at + 1, { symbol: group?.key ?? 'BTC' }),
        );
        return ok({ rows: page, total: count, exact: true, ...(to < count ? { next: String(to) } : {}) });
      },
    }),
    live,
    updatedAt: () => 0,
    groups: (_query, by, zone) => ({
      table: 'fills',
      filter: {},
      by: by === 'side' ? 'side' : 'instrument',
      zone,
    }),
  };
  return (
    <div style={{ height: 300, width: 600 }}>
      <DataGrid
        name="Fills"
        viewKey={`fills-${shows}`}
        initialView={initial}
        columns={columns}
        idOf={idOf}
        nameOf={idOf}
        source={source}
        empty={<p>No fill.</p>}
      />
    </div>
  );
}

/** Each has a view of its own, of which nothing is kept yet. */
let shows = 0;

async function show(element = <Fills />, answers: Partial<Handlers> = {}) {
  shows += 1;
  asked.mockClear();
  useLiveStore.setState({ workspace: paper });
  useLive.setState({ rows: [] });
  return renderScreen(element, {
    'groups.read': async () => ({ ok: true, value: answer }),
    'groups.stop': async () => ({ ok: true, value: {} }),
    ...answers,
  });
}

/** What a copy takes. */
async function copied(): Promise<string> {
  const taken = Promise.withResolvers<string>();
  const take = ({ clipboardData }: ClipboardEvent): void =>
    taken.resolve(clipboardData?.getData('text/plain') ?? '');
  document.addEventListener('copy', take, { once: true });
  await userEvent.copy();
  return taken.promise;
}

test('each group has its count and its sums, more than two currencies their number, and the foot the total', async () => {
  const { screen } = await show();
  await expect.element(screen.getByRole('treegrid', { name: 'Fills' })).toBeVisible();
  await expect.element(screen.getByRole('row', { name: /^BTC 250 25 50 USD$/u })).toBeVisible();
  const eth = screen.getByRole('row', { name: /^ETH 2 7 3 currencies$/u });
  await expect.element(eth.getByTitle('1 BNB + 1 EUR + 1 USD')).toBeVisible();
  // What is unknown in the answer is unknown here.
  await expect.element(screen.getByRole('row', { name: 'Total 252 – –' })).toBeVisible();
  await expect.element(screen.getByText('252 rows in 2 groups')).toBeVisible();
  expect(asked).not.toHaveBeenCalled();
});

test('Right opens a group and Left closes it; its rows are read in pages of its own', async () => {
  const { screen } = await show();
  const group = screen.getByRole('row', { name: /BTC 250/u });
  await group.click({ position: { x: 260, y: 8 } });
  await expect.element(group).toHaveAttribute('aria-expanded', 'false');
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(group).toHaveAttribute('aria-expanded', 'true');
  await expect
    .element(screen.getByRole('row', { name: 'BTC BUY 0.1 0.2' }).first())
    .toHaveAttribute('aria-level', '2');
  expect(asked.mock.calls).toEqual([[{ by: 'instrument', key: 'BTC', until: undefined }, undefined]]);
  // To the end of what is here, behind which the next group stands: the group's next page comes.
  await userEvent.keyboard('{PageDown}'.repeat(12));
  await expect.poll(() => asked.mock.calls.length).toBe(2);
  await userEvent.keyboard('{Home}');
  await expect.element(group).toHaveFocus();
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(group).toHaveAttribute('aria-expanded', 'false');
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(screen.getByRole('row', { name: /ETH 2/u })).toHaveFocus();
  await userEvent.keyboard('{End}');
  await expect.element(screen.getByRole('row', { name: /^Total/u })).toHaveFocus();
});

test('a press opens a group, and it is kept with the panel', async () => {
  const { screen, asked: calls } = await show();
  await screen.getByRole('button', { name: /ETH/u }).click();
  await expect.element(screen.getByRole('row', { name: 'ETH BUY 0.1 0.2' }).first()).toBeVisible();
  const kept = () =>
    calls.filter(({ name }) => name === 'settings.set').map(({ input }) => JSON.stringify(input));
  await expect.poll(kept).toEqual([expect.stringMatching(/grid\.fills.*group=ETH/u)]);
});

test('many changes ask once more, a while later', async () => {
  const { screen, asked: calls } = await show();
  await expect.element(screen.getByText('252 rows in 2 groups')).toBeVisible();
  const questions = () => calls.filter(({ name }) => name === 'groups.read').length;
  expect(questions()).toBe(1);
  for (let number = 300; number < 320; number += 1) {
    useLive.setState(({ rows }) => ({ rows: [...rows, fill(number)] }));
    await Promise.resolve();
  }
  await expect.poll(questions, { timeout: 5_000 }).toBe(2);
});

test('a fill that comes stands in its open group at once, and in no other', async () => {
  const { screen } = await show(<Fills view={{ opened: ['group=ETH'] }} />);
  await expect.element(screen.getByRole('row', { name: 'ETH BUY 0.1 0.2' })).toHaveLength(2);
  useLive.setState({ rows: [fill(900, { symbol: 'ETH', quantity: '9' }), fill(901, { quantity: '8' })] });
  await expect.element(screen.getByRole('row', { name: 'ETH BUY 9 0.2' })).toBeVisible();
  await expect.element(screen.getByRole('row', { name: 'BTC BUY 8 0.2' })).not.toBeInTheDocument();
});

test('what the core cannot filter is grouped once it is here; until then no sum is told', async () => {
  const { screen, asked: calls } = await show(<Fills view={{ filters: { quantity: '0.1' } }} />);
  await expect.element(screen.getByRole('row', { name: /^BTC 250 25 50 USD$/u })).toBeVisible();
  expect(calls.some(({ name }) => name === 'groups.read')).toBe(false);
});

test('the table is grouped by the menu, and by the key of a cell', async () => {
  const { screen } = await show(<Fills view={{ groupBy: undefined }} />);
  await expect.element(screen.getByRole('grid', { name: 'Fills' })).toBeVisible();
  await screen.getByRole('button', { name: 'Group' }).click();
  await screen.getByRole('menuitemradio', { name: 'Side' }).click();
  await expect.element(screen.getByRole('button', { name: 'By Side' })).toBeVisible();
  await screen.getByRole('row', { name: /^Total/u }).click();
  await userEvent.keyboard('{ArrowRight}{Control>}g{/Control}');
  await expect.element(screen.getByRole('button', { name: 'By Symbol' })).toBeVisible();
  await screen.getByRole('row', { name: /^Total/u }).click();
  await userEvent.keyboard('{ArrowRight}{Control>}g{/Control}');
  await expect.element(screen.getByRole('grid', { name: 'Fills' })).toBeVisible();
});

test('a file holds the rows alone, and says so; a copied group has plain numbers', async () => {
  const files = vi.spyOn(URL, 'createObjectURL');
  const { screen } = await show();
  const csv = screen.getByRole('button', { name: 'CSV' });
  await expect
    .element(csv)
    .toHaveAttribute('title', 'Export exactly the filtered rows, without groups and sums');
  await csv.click();
  await expect.poll(() => files.mock.calls.length).toBe(1);
  const [file] = files.mock.calls[0] ?? [];
  const exported = file instanceof Blob ? await file.text() : '';
  expect(exported.split('\r\n')).toHaveLength(252);
  expect(exported).not.toMatch(/total/iu);
  await screen.getByRole('row', { name: /ETH 2/u }).click({ position: { x: 260, y: 8 } });
  const text = await copied();
  expect(text).toBe('ETH 2\t\t7\t1 BNB + 1 EUR + 1 USD');
});

test('privacy hides what a copied group comes to', async () => {
  usePreferencesStore.setState({ privacy: true });
  const { screen } = await show();
  await screen.getByRole('row', { name: /ETH 2/u }).click({ position: { x: 260, y: 8 } });
  const text = await copied();
  usePreferencesStore.setState({ privacy: false });
  expect(text).toBe('ETH 2\t\t•••\t•••');
});

test('a failure is told with a way to try again, and no group is made up', async () => {
  let fails = true;
  const { screen } = await show(<Fills />, {
    'groups.read': async () =>
      fails ? { ok: false, error: { code: 'TOO_MANY_GROUPS', most: 10_000 } } : { ok: true, value: answer },
  });
  await expect.element(screen.getByText(/there are more than 10,000 groups/u)).toBeVisible();
  await expect.element(screen.getByRole('row', { name: 'Total – – –' })).toBeVisible();
  fails = false;
  await screen.getByRole('button', { name: 'Try again' }).click();
  await expect.element(screen.getByText('252 rows in 2 groups')).toBeVisible();
});
