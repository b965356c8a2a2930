import { beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { done, ordersAre, press, showOrders } from './order-book-page.tsx';

const { keyboard } = userEvent;

beforeEach(() => {
  done.mockReset();
});

type Shown = Awaited<ReturnType<typeof showOrders>>;

/** How a dialog can be opened while row B has the focus. */
const ways: Readonly<Record<string, (shown: Shown) => Promise<void>>> = {
  'its own key': () => keyboard('{Delete}'),
  Enter: () => keyboard('{Enter}'),
  'a key of the page': () => keyboard('{Control>},{/Control}'),
  'its menu': async ({ screen, row }) => {
    await userEvent.click(row('B'), { button: 'right', position: { x: 20, y: 8 } });
    await userEvent.click(screen.getByRole('menuitem', { name: 'Cancel' }));
  },
  'the palette': async ({ screen }) => {
    await keyboard('{Control>}k{/Control}');
    await userEvent.click(screen.getByRole('button', { name: /^Settings/ }));
  },
};

describe.each(Object.entries(ways))('a dialog that was opened by %s', (_way, open) => {
  test('gives the focus back to the row, and the next key too', async () => {
    const shown = await showOrders('A', 'B', 'C');
    await shown.goTo('B');
    await open(shown);
    await expect.element(shown.screen.getByRole('dialog')).toBeVisible();
    await press('Escape');
    await press('ArrowDown');
    await expect.element(shown.row('C')).toHaveFocus();
    expect(shown.screen.getByRole('dialog').elements()).toEqual([]);
  });

  test('gives the focus back to the row that moved meanwhile', async () => {
    const shown = await showOrders('A', 'B', 'C');
    await shown.goTo('B');
    await open(shown);
    await expect.element(shown.screen.getByRole('dialog')).toBeVisible();
    ordersAre('0', '1', 'A', 'B');
    await keyboard('{Escape}');
    await expect.element(shown.row('B')).toHaveFocus();
  });

  test('gives the focus to the nearest row when its own ended meanwhile, and that is said', async () => {
    const shown = await showOrders('A', 'B', 'C');
    await shown.goTo('B');
    await open(shown);
    await expect.element(shown.screen.getByRole('dialog')).toBeVisible();
    ordersAre('A', 'C');
    await keyboard('{Escape}');
    await expect.element(shown.row('C')).toHaveFocus();
    await expect
      .element(shown.screen.getByRole('log', { name: 'News', exact: true }))
      .toHaveTextContent('Order B is no longer in Orders. Now on Order C.');
  });
});

test('a dialog that was opened from a field gives the focus back to it, and what is typed then', async () => {
  const { screen } = await showOrders('A');
  const field = screen.getByLabelText('After');
  await userEvent.click(field);
  await keyboard('{Control>},{/Control}{Escape}typed');
  await expect.element(field).toHaveValue('typed');
});

test('the focus is in the dialog before the next key', async () => {
  const { screen, goTo } = await showOrders('A');
  await goTo('A');
  await press('Delete');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Keep' }).element());
  await press('Delete');
  expect(done.mock.calls).toEqual([['delete', 'A']]);
});

test('Enter that is held down does not press the button of the dialog that it opened', async () => {
  const { screen, goTo } = await showOrders('A');
  await goTo('A');
  await keyboard('{Delete}');
  const keep = screen.getByRole('button', { name: 'Keep' });
  const held = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, cancelable: true });
  keep.element().dispatchEvent(held);
  expect(held.defaultPrevented).toBe(true);
  await expect.element(keep).toHaveFocus();
});

describe('the menu of a row', () => {
  test('is of the row under the pointer, names it, and stays its own when rows move under it', async () => {
    const { screen, row, goTo } = await showOrders('B', 'C');
    await goTo('C');
    await userEvent.click(row('B'), { button: 'right', position: { x: 20, y: 8 } });
    const menu = screen.getByRole('menu', { name: 'Order B' });
    await expect.element(menu.getByText('Order B')).toBeVisible();
    ordersAre('A', 'B', 'C');
    await expect.element(row('A')).toBeVisible();
    await expect.element(menu.getByText('Order B')).toBeVisible();
    await userEvent.click(screen.getByRole('menuitem', { name: 'Cancel' }));
    await expect.element(screen.getByRole('dialog', { name: 'Cancel B?' })).toBeVisible();
  });

  test('is of the row that was pressed where the press itself moved another one under the pointer', async () => {
    const { screen, row } = await showOrders('A', 'B', 'C');
    const [pressed, under] = [row('B').element(), row('C').element()];
    const how = { bubbles: true, cancelable: true, button: 2 };
    pressed.dispatchEvent(new PointerEvent('pointerdown', how));
    under.dispatchEvent(new MouseEvent('contextmenu', how));
    await expect.element(screen.getByRole('menu', { name: 'Order B' })).toBeVisible();
  });

  test('does not open beside the rows', async () => {
    const { screen, row } = await showOrders('A');
    // The row that had the menu before is not its row any more.
    await userEvent.click(row('A'), { button: 'right', position: { x: 20, y: 8 } });
    await press('Escape');
    for (const [place, position] of [
      [screen.getByRole('button', { name: 'Id', exact: true }), { x: 5, y: 5 }],
      [screen.getByRole('grid').element().parentElement, { x: 150, y: 150 }],
    ] as const) {
      if (place === null) throw new Error('the grid stands in nothing');
      await userEvent.click(place, { button: 'right', position });
      expect(screen.getByRole('menu').elements()).toEqual([]);
    }
  });

  test('gives the focus back to the row under it at once', async () => {
    const { screen, row, goTo } = await showOrders('A', 'B', 'C');
    await goTo('C');
    await userEvent.click(row('A'), { button: 'right', position: { x: 20, y: 8 } });
    await expect.element(screen.getByRole('menu')).toBeVisible();
    await press('Escape');
    await press('ArrowDown');
    await expect.element(row('B')).toHaveFocus();
  });

  test('opens the field of the row', async () => {
    const { screen, row } = await showOrders('A', 'B');
    await userEvent.click(row('B'), { button: 'right', position: { x: 20, y: 8 } });
    await userEvent.click(screen.getByRole('menuitem', { name: 'Amend' }));
    await expect.element(row('B').getByRole('textbox', { name: 'Price' })).toHaveFocus();
    await press('Escape');
    await expect.element(row('B')).toHaveFocus();
  });
});

test('Tab comes to a row that is in view, wherever the rows were scrolled before one was chosen', async () => {
  const ids = Array.from({ length: 200 }, (_, at) => `R${String(at).padStart(3, '0')}`);
  const { screen, row } = await showOrders(...ids);
  await expect.element(row('R000')).toBeVisible();
  const grid = screen.getByRole('grid', { name: 'Orders' }).element();
  grid.parentElement?.scrollTo({ top: 1_000_000 });
  await expect.element(row('R199')).toBeVisible();
  screen.getByLabelText('After').element().focus();
  await keyboard('{Shift>}{Tab}{/Shift}');
  const focused = document.activeElement;
  expect(focused?.closest('[role="row"]')?.textContent).toMatch(/^R19\d/u);
  await keyboard('{ArrowDown}');
  expect(document.activeElement).not.toBe(focused);
  expect(document.activeElement?.textContent).toMatch(/^R19\d/u);
});
