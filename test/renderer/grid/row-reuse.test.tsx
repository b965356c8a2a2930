import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { ordersAre, showOrders } from './order-book-page.tsx';

const ids = Array.from({ length: 200 }, (_, index) => `N${String(index + 1).padStart(3, '0')}`);

async function showLong() {
  const shown = await showOrders(...ids);
  const scroller = shown.screen.getByRole('grid').element().parentElement;
  if (scroller === null) throw new Error('the grid stands in nothing');
  const rows = (): readonly HTMLElement[] => [...scroller.querySelectorAll<HTMLElement>('[data-row]')];
  const scrollTo = async (id: string): Promise<void> => {
    scroller.scrollTop = ids.indexOf(id) * 26;
    await expect.element(shown.row(id)).toBeVisible();
  };
  return { ...shown, rows, scrollTo };
}

/** What a row says of itself, in the order of the document. */
function told(rows: readonly HTMLElement[]): readonly (readonly [string | null, string | null])[] {
  return rows.map((row) => [
    row.getAttribute('aria-rowindex'),
    row.querySelector('[data-column="id"]')?.textContent ?? null,
  ]);
}

function inOrder(rows: readonly HTMLElement[]): readonly (readonly [string, string])[] {
  const indexes = rows.map((row) => Number(row.dataset['index'])).toSorted((one, other) => one - other);
  return indexes.map((index) => [String(index + 2), ids[index] ?? '']);
}

test.each(['N031', 'N150'])(
  'the rows that are scrolled into view, to %s and back, take the elements of those that left it',
  async (id) => {
    const { rows, scrollTo } = await showLong();
    await scrollTo('N090');
    const elements = new Set(rows());
    await scrollTo(id);
    expect(rows().filter((row) => !elements.has(row))).toEqual([]);
    await scrollTo('N090');
    expect(rows().filter((row) => !elements.has(row))).toEqual([]);
  },
);

test('each row says its own place, and once the scroll rests they are read in their order', async () => {
  const { rows, scrollTo } = await showLong();
  for (const id of ['N020', 'N014', 'N120', 'N002']) {
    await scrollTo(id);
    expect([...told(rows())].toSorted((one, other) => Number(one[0]) - Number(other[0]))).toEqual(
      inOrder(rows()),
    );
    await expect.poll(() => told(rows())).toEqual(inOrder(rows()));
  }
});

test('the focus stays on its row when that is scrolled out of view, and the keys go on from it', async () => {
  const { rows, row, goTo, scrollTo } = await showLong();
  await goTo('N005');
  const focused = document.activeElement;
  await scrollTo('N120');
  await expect.poll(() => told(rows())).toEqual(inOrder(rows()));
  expect([document.activeElement, row('N005').element()]).toEqual([focused, focused]);
  await scrollTo('N003');
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(row('N006')).toHaveFocus();
});

test('a key leads a row of which the header or the lower edge would cut a part wholly into view', async () => {
  const { screen, row, goTo } = await showLong();
  await goTo('N003');
  const header = screen.getByRole('columnheader').first();
  for (const [key, id] of [
    ['{PageDown}{ArrowDown}', 'N009'],
    ['{ArrowUp}{PageUp}{ArrowUp}', 'N001'],
  ] as const) {
    await userEvent.keyboard(key);
    await expect.poll(() => document.activeElement?.getAttribute('data-row')).not.toBe('N003');
    const [focused, pane] = [
      document.activeElement,
      row(id).element().closest('[role="grid"]')?.parentElement,
    ];
    if (focused === null || !pane) throw new Error('no row has the focus');
    const [seen, room] = [focused.getBoundingClientRect(), pane.getBoundingClientRect()];
    expect(seen.top).toBeGreaterThanOrEqual(header.element().getBoundingClientRect().bottom - 1);
    expect(seen.bottom).toBeLessThanOrEqual(room.bottom + 1);
  }
});

test('what is typed in a cell is still there, and in no other row, when its row is scrolled out of view and back', async () => {
  const { screen, row, rows, scrollTo } = await showLong();
  await userEvent.click(row('N004').getByRole('button', { name: /^Edit price/u }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'Price', exact: true }), '12.5');
  await scrollTo('N150');
  expect(
    rows()
      .filter((one) => one.querySelector('input') !== null)
      .map(({ dataset }) => dataset['row']),
  ).toEqual(['N004']);
  await scrollTo('N002');
  await expect.element(row('N004').getByRole('textbox', { name: 'Price' })).toHaveValue('12.5');
  await expect.element(row('N004').getByRole('textbox', { name: 'Price' })).toHaveFocus();
});

test('a selected text stays that text when it is scrolled out of view', async () => {
  const { row, scrollTo } = await showLong();
  const cell = row('N004').element().querySelector('[data-column="id"]');
  if (cell === null) throw new Error('the row has no cell');
  document.getSelection()?.selectAllChildren(cell);
  await scrollTo('N150');
  expect(document.getSelection()?.toString()).toBe('N004');
  await scrollTo('N002');
  expect(document.getSelection()?.toString()).toBe('N004');
  document.getSelection()?.removeAllRanges();
});

test('a row that goes takes its element along: the focus goes to the nearest row, not to the one that comes into view', async () => {
  const { row, goTo } = await showLong();
  await goTo('N003');
  const gone = document.activeElement;
  ordersAre(...ids.filter((id) => id !== 'N003'));
  await expect.element(row('N004')).toHaveFocus();
  expect(gone?.isConnected).toBe(false);
});
