import { beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { paper } from '#test/renderer/core/records.ts';
import { done, ordersAre, press, showOrders, submitted, useOrders } from './order-book-page.tsx';

const { keyboard, click } = userEvent;

beforeEach(() => {
  done.mockReset();
  submitted.mockReset().mockResolvedValue(undefined);
});

test('a key acts on the row that has the focus, at once', async () => {
  const { goTo } = await showOrders('A', 'B', 'C');
  await goTo('A');
  await press('ArrowDown');
  await press('Delete');
  expect(done.mock.calls).toEqual([['delete', 'B']]);
});

test('the keys that press no button are the row’s when the focus is on a button of it, as after a press', async () => {
  const { screen, row } = await showOrders('A', 'B');
  const focusButton = (): void => row('B').element().querySelector('button')?.focus();
  await expect.element(row('B')).toBeVisible();
  focusButton();
  await keyboard('{Enter}');
  await expect.element(screen.getByRole('textbox', { name: 'Price' })).toBeVisible();
  await keyboard('{Escape}');
  focusButton();
  await keyboard('{F2}');
  await expect.element(screen.getByRole('textbox', { name: 'Price' })).toBeVisible();
  await keyboard('{Escape}');
  focusButton();
  await keyboard('{ArrowUp}');
  await expect.element(row('A')).toHaveFocus();
  expect(done).not.toHaveBeenCalled();
  focusButton();
  await press('Delete');
  expect(done.mock.calls).toEqual([[expect.stringContaining('delete'), 'B']]);
});

test.each(['ctrlKey', 'shiftKey', 'altKey', 'metaKey', 'isComposing'] as const)(
  'with %s, Delete, F2 and Enter are other keys',
  async (modifier) => {
    const { screen, row, goTo } = await showOrders('A', 'B');
    await goTo('A');
    for (const key of ['Delete', 'F2', 'Enter', 'ArrowDown', 'End']) await press(key, { [modifier]: true });
    await expect.element(row('A')).toHaveFocus();
    expect(done).not.toHaveBeenCalled();
    expect(screen.getByRole('dialog').elements()).toEqual([]);
    expect(screen.getByRole('textbox', { name: 'Price' }).elements()).toEqual([]);
  },
);

test('a key held down moves on, but acts no second time', async () => {
  const { screen, row, goTo } = await showOrders('A', 'B', 'C');
  await goTo('A');
  await press('ArrowDown');
  await press('ArrowDown', { repeat: true });
  await expect.element(row('C')).toHaveFocus();
  for (const key of ['Delete', 'F2', 'Enter']) await press(key, { repeat: true });
  expect(done).not.toHaveBeenCalled();
  expect(screen.getByRole('dialog').elements()).toEqual([]);
});

test('the focus stays on its row wherever live changes put it', async () => {
  const { row, goTo } = await showOrders('C', 'E');
  await goTo('C');
  ordersAre('A', 'B', 'C', 'D', 'E');
  await expect.element(row('A')).toBeVisible();
  await expect.element(row('C')).toHaveFocus();
  await keyboard('{ArrowUp}');
  await expect.element(row('B')).toHaveFocus();
});

test('when the focused row goes, the nearest one has the focus, and that is said', async () => {
  const { screen, row, goTo } = await showOrders('A', 'B', 'C');
  await goTo('B');
  ordersAre('A', 'C');
  await expect.element(row('C')).toHaveFocus();
  const said = 'Order B is no longer in Orders. Now on Order C.';
  await expect.element(screen.getByRole('log', { name: 'News', exact: true })).toHaveTextContent(said);
  await expect.element(screen.getByText(said).last()).toBeVisible();

  await press('Delete');
  expect(done.mock.calls).toEqual([['delete unchosen', 'C']]);
});

test('a row that was gone to is a chosen one again', async () => {
  const { row, goTo } = await showOrders('A', 'B', 'C');
  await goTo('C');
  ordersAre('A', 'B');
  await expect.element(row('B')).toHaveFocus();
  await press('ArrowUp');
  await press('Delete');
  expect(done.mock.calls).toEqual([['delete', 'A']]);
});

test('nothing is said of a row that had not the focus', async () => {
  const { screen, row, goTo } = await showOrders('A', 'B');
  await goTo('A');
  await click(screen.getByLabelText('Before'));
  ordersAre('B');
  await expect.element(row('A')).not.toBeInTheDocument();
  await expect.element(screen.getByLabelText('Before')).toHaveFocus();
  expect(screen.getByText(/no longer/).elements()).toEqual([]);
});

test('where the last row goes the grid has the focus, and the keys lead to what comes', async () => {
  const { screen, row, goTo } = await showOrders('A');
  await goTo('A');
  ordersAre();
  await expect.element(screen.getByRole('grid')).toHaveFocus();
  await expect
    .element(screen.getByRole('log', { name: 'News', exact: true }))
    .toHaveTextContent('Order A is no longer in Orders. Nothing else is.');
  ordersAre('B');
  await expect.element(row('B')).toBeVisible();
  await keyboard('{ArrowDown}');
  await expect.element(row('B')).toHaveFocus();
});

test('a double click is on one row, not on one that moved there between the clicks', async () => {
  const { row, goTo } = await showOrders('B', 'C');
  await goTo('B');
  ordersAre('A', 'B', 'C');
  await expect.element(row('A')).toBeVisible();
  // The second click of the pair finds another row at the same place.
  const second = { bubbles: true, detail: 2 };
  row('A').element().dispatchEvent(new MouseEvent('click', second));
  row('A').element().dispatchEvent(new MouseEvent('dblclick', second));
  expect(done).not.toHaveBeenCalled();
  await userEvent.dblClick(row('B'), { position: { x: 20, y: 8 } });
  expect(done.mock.calls).toEqual([['double click', 'B']]);
});

test('the field in a cell gives the focus back to its row, however it ends', async () => {
  const { screen, row, goTo } = await showOrders('A', 'B');
  const field = screen.getByRole('textbox', { name: 'Price' });
  await goTo('B');
  await keyboard('{F2}');
  await expect.element(field).toHaveFocus();
  await press('Escape');
  await expect.element(row('B')).toHaveFocus();

  await keyboard('{F2}11{Enter}');
  expect(submitted.mock.calls).toEqual([['B', '11']]);
  await expect.element(row('B')).toHaveFocus();
});

test('Enter or F2 on a cell writes in it, and the focus comes back to the cell', async () => {
  const { screen, row, goTo } = await showOrders('A', 'B');
  const field = screen.getByRole('textbox', { name: 'Price' });
  const cell = (id: string, at: number) => row(id).getByRole('gridcell').nth(at);
  await goTo('A');
  await keyboard('{ArrowDown}{ArrowRight}');
  await expect.element(cell('B', 0)).toHaveFocus();
  await keyboard('{ArrowRight}');
  await expect.element(cell('B', 1)).toHaveFocus();
  await keyboard('{Enter}');
  await expect.element(field).toHaveFocus();
  await keyboard('{Escape}');
  await expect.element(cell('B', 1)).toHaveFocus();
  await keyboard('{F2}11{Enter}');
  expect(submitted.mock.calls).toEqual([['B', '11']]);
  await expect.element(cell('B', 1)).toHaveFocus();
  await keyboard('{ArrowUp}');
  await expect.element(cell('A', 1)).toHaveFocus();
  await keyboard('{Control>}{End}{/Control}');
  await expect.element(cell('B', 1)).toHaveFocus();
  await keyboard('{Control>}{Home}{/Control}');
  await expect.element(cell('A', 0)).toHaveFocus();
  expect(done).not.toHaveBeenCalled();
});

test('on a cell that is not written in, F2 opens no other field; Enter, Delete and the menu are of its row', async () => {
  const { screen, row, goTo } = await showOrders('A', 'B');
  await goTo('B');
  await keyboard('{ArrowRight}{F2}');
  expect(screen.getByRole('textbox', { name: 'Price' }).elements()).toEqual([]);
  await keyboard('{ArrowLeft}');
  await expect.element(row('B')).toHaveFocus();
  await keyboard('{ArrowRight}');
  await press('Delete');
  expect(done.mock.calls).toEqual([['delete', 'B']]);
  await screen.getByRole('button', { name: 'Keep' }).click();
  await expect.element(row('B').getByRole('gridcell').first()).toHaveFocus();
  await keyboard('{Enter}');
  await expect.element(screen.getByRole('dialog', { name: 'History of B' })).toBeVisible();
});

test('when the row of the focused cell goes, the row beside has the focus as a whole', async () => {
  const { row, goTo } = await showOrders('A', 'B');
  await goTo('A');
  await keyboard('{ArrowRight}{ArrowRight}');
  ordersAre('B');
  await expect.element(row('B')).toHaveFocus();
});

test('rows, cells and header say their places, the filters counted', async () => {
  useLiveStore.setState({ workspace: paper });
  const { screen, row } = await showOrders('A', 'B');
  await expect.element(row('B')).toHaveAttribute('aria-rowindex', '3');
  await expect.element(row('B').getByRole('gridcell').nth(1)).toHaveAttribute('aria-colindex', '2');
  await expect.element(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '3');
  await screen.getByRole('button', { name: 'Filter' }).click();
  await expect.element(row('B')).toHaveAttribute('aria-rowindex', '4');
  await expect.element(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '4');
});

test('an input method ends its word in a cell without sending it', async () => {
  const { screen, goTo } = await showOrders('A');
  await goTo('A');
  await keyboard('{F2}11');
  await press('Enter', { isComposing: true });
  await press('Enter', { ctrlKey: true });
  await press('Escape', { isComposing: true });
  await expect.element(screen.getByRole('textbox', { name: 'Price' })).toHaveFocus();
  expect(submitted).not.toHaveBeenCalled();
});

test('Ctrl+C copies what is selected, and does nothing else', async () => {
  const { screen, row, goTo } = await showOrders('A', 'B');
  await goTo('A');
  const copied: (string | undefined)[] = [];
  document.addEventListener('copy', (event) => copied.push(event.clipboardData?.getData('text/plain')), {
    once: true,
  });
  document
    .getSelection()
    ?.selectAllChildren(screen.getByRole('gridcell', { name: 'B', exact: true }).element());
  await keyboard('{Control>}c{/Control}');
  expect(copied).toEqual(['B']);
  await expect.element(row('A')).toHaveFocus();
  expect(done).not.toHaveBeenCalled();
  expect(useOrders.getState().rows).toHaveLength(2);
});
