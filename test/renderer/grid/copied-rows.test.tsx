import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { showOrders } from './order-book-page.tsx';

const ids = Array.from({ length: 60 }, (_, index) => `N${String(index + 1).padStart(2, '0')}`);

async function copiedIds(): Promise<readonly (string | undefined)[] | undefined> {
  let text: string | undefined;
  document.addEventListener('copy', (event) => (text = event.clipboardData?.getData('text/plain')), {
    once: true,
  });
  await userEvent.copy();
  return text?.split('\n').map((line) => line.split('\t')[0]);
}

test.each([
  ['N02', 'N59'],
  ['N59', 'N02'],
])(
  'a text selected from %s to %s, which never were on the page at once, is copied with all between',
  async (from, to) => {
    const { screen, row, goTo } = await showOrders(...ids);
    const scroller = screen.getByRole('grid').element().parentElement;
    await goTo('N01');
    const scrollTo = async (id: string): Promise<void> => {
      if (scroller !== null) scroller.scrollTop = id === 'N02' ? 0 : scroller.scrollHeight;
      await expect.element(row(id)).toBeVisible();
    };
    await scrollTo(from);
    await goTo(from);
    await scrollTo(to);
    await userEvent.keyboard('{Shift>}');
    await goTo(to);
    await userEvent.keyboard('{/Shift}');
    expect(await copiedIds()).toEqual(ids.slice(1, 59));
  },
);

test('Ctrl+A on a row selects its table, of which every row is copied, and nothing beside it', async () => {
  const { goTo } = await showOrders(...ids);
  await goTo('N01');
  await userEvent.keyboard('{Control>}a{/Control}');
  expect(await copiedIds()).toEqual(ids);
});
