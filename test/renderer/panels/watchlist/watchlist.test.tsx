import { notifications } from '@mantine/notifications';
import { beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { runCommand } from '#renderer/commands/handlers.ts';
import { useWindowLink } from '#renderer/desk/links/window-link.ts';
import { ok } from '#src/domain/result.ts';
import { Notes } from '#renderer/app/notes.tsx';
import { WatchlistPanel } from '#renderer/panels/watchlist/watchlist-panel.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { applyQuotes } from '#renderer/core/quotes.ts';
import { countRenders } from '#test/renderer/count-renders.ts';
import { instrument, pair, quote } from '#test/renderer/instruments.ts';
import { defaultPreferences, setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { paper } from '#test/renderer/core/records.ts';

const symbols = ['AAAUSDT', 'BBBUSDT', 'CCCUSDT'];

beforeEach(() => {
  notifications.clean();
  useLiveStore.setState({
    workspace: undefined,
    instruments: Object.fromEntries(
      symbols.map((symbol) => [instrument(symbol).id, instrument(symbol)] as const),
    ),
    feeds: [{ venue: 'sim', status: 'live', since: 1 }],
  });
  tick(...symbols.map((symbol) => quote(symbol)));
  setPreferences(defaultPreferences);
});

/** The panel has the height that its place in the dock gives it. */
async function renderWatchlist() {
  const rendered = await renderScreen(
    <div style={{ height: 400 }}>
      <WatchlistPanel />
    </div>,
  );
  await expect
    .element(rendered.screen.getByRole('row', { name: /^CCCUSDT/ }).getByText('10.00'))
    .toBeVisible();
  return rendered.screen;
}

function tick(...quotes: readonly ReturnType<typeof quote>[]): void {
  useLiveStore.setState((state) => applyQuotes(state, quotes));
}

test('a quote renders the cells whose value it changes, and nothing else', async () => {
  const screen = await renderWatchlist();

  const rendered = await countRenders(async () => {
    tick(quote('BBBUSDT', { bid: '10.00', time: 2 }));
    await expect.element(screen.getByRole('button', { name: /^Bid 10.00 for BBBUSDT/ })).toBeVisible();
  });
  expect(rendered).toEqual(['PriceCell']);

  const again = await countRenders(async () => {
    tick(quote('BBBUSDT', { bid: '10.00', last: '10.02', time: 3 }));
    await expect.element(screen.getByRole('row', { name: /^BBBUSDT/ }).getByText('10.02')).toBeVisible();
  });
  expect(again.toSorted()).toEqual(['DayChangeCell', 'LastCell', 'TickingPrice']);
});

test('a price that changes stays still where the trader wants that', async () => {
  setPreferences({ flashPrices: false });
  const screen = await renderWatchlist();
  tick(quote('BBBUSDT', { last: '10.02', time: 2 }));
  const last = screen.getByRole('row', { name: /^BBBUSDT/ }).getByText('10.02');
  await expect.element(last).toBeVisible();
  expect(last.element().hasAttribute('data-tick')).toBe(false);
});

test('a symbol that is put away before the kept list was read leaves that list as it is else', async () => {
  useLiveStore.setState({ workspace: paper });
  const [first, second, third] = symbols.map((symbol) => instrument(symbol).id).toReversed();
  const read = Promise.withResolvers<void>();
  const { screen, asked } = await renderScreen(
    <div style={{ height: 400 }}>
      <WatchlistPanel />
    </div>,
    {
      'settings.find': async () => {
        await read.promise;
        const values = [{ key: 'watchlist', json: JSON.stringify([first, second, third]) }];
        return ok({ epoch: 'first', sequence: 1, values });
      },
    },
  );
  await screen.getByRole('button', { name: 'Stop watching BBBUSDT' }).click();
  read.resolve();
  await expect.element(screen.getByRole('row', { name: /^CCCUSDT/ })).toBeVisible();
  await expect.element(screen.getByRole('row', { name: /^BBBUSDT/ })).not.toBeInTheDocument();
  await expect
    .poll(() => asked.filter(({ name }) => name === 'settings.set').map(({ input }) => input))
    .toEqual([
      expect.objectContaining({
        key: 'watchlist',
        json: JSON.stringify({
          lists: [{ id: 'first', name: 'Watchlist', ids: [first, third] }],
          shown: 'first',
        }),
      }),
    ]);
});

test('a symbol that is put away can be taken back to its place', async () => {
  useLiveStore.setState({ workspace: paper });
  const { screen } = await renderScreen(
    <>
      <Notes />
      <div style={{ height: 400 }}>
        <WatchlistPanel />
      </div>
    </>,
  );
  const shown = () =>
    screen
      .getByRole('row', { name: /USDT/u })
      .elements()
      .map((row) => /^[A-Z]+/u.exec(row.textContent)?.[0]);
  await expect.poll(shown).toEqual(['AAAUSDT', 'BBBUSDT', 'CCCUSDT']);
  await screen.getByRole('button', { name: 'Stop watching BBBUSDT' }).click();
  await expect.element(screen.getByText('BBBUSDT is not watched any more')).toBeVisible();
  await expect.poll(shown).toEqual(['AAAUSDT', 'CCCUSDT']);
  await screen.getByRole('button', { name: 'Take it back' }).click();
  await expect.poll(shown).toEqual(['AAAUSDT', 'BBBUSDT', 'CCCUSDT']);
  await expect.element(screen.getByText('BBBUSDT is not watched any more')).not.toBeInTheDocument();
});

test('a quote that says the same again renders nothing', async () => {
  await renderWatchlist();
  const rendered = await countRenders(() => tick(...symbols.map((symbol) => quote(symbol, { time: 2 }))));
  expect(rendered).toEqual([]);
});

test('a tick is marked with its direction for a moment, without an animation that runs', async () => {
  const screen = await renderWatchlist();
  const row = screen.getByRole('row', { name: /^AAAUSDT/ });
  const marks: (string | null)[] = [];
  const animations: Animation[] = [];
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes)
      if (target instanceof Element) marks.push(target.getAttribute('data-tick'));
    animations.push(...document.getAnimations());
  });
  observer.observe(row.element(), { subtree: true, attributeFilter: ['data-tick'] });

  tick(quote('AAAUSDT', { last: '10.05', time: 2 }));
  await expect.poll(() => marks).toEqual(['up', null]);
  tick(quote('AAAUSDT', { last: '10.04', time: 3 }));
  await expect.poll(() => marks).toEqual(['up', null, 'down', null]);
  expect(animations).toEqual([]);
  observer.disconnect();
});

test('a symbol that was imported from elsewhere too is found once, as the one that has prices', async () => {
  const traded = pair('LTC', { symbol: 'LTCUSDT' });
  const twin = { ...pair('LTC'), id: 'import:LTC-USDT', venue: 'import', tradable: false };
  const share = {
    ...twin,
    id: 'import:LTCX',
    symbol: 'LTCX',
    base: 'LTCX',
    quote: 'USD',
    kind: 'equity',
  } as const;
  useLiveStore.setState({
    accounts: [{ id: 'a1', portfolioId: 'p1', name: 'Paper account', venue: 'sim', mode: 'paper' }],
    instruments: Object.fromEntries([twin, share, traded].map((one) => [one.id, one])),
  });
  const { screen } = await renderScreen(
    <div style={{ height: 400 }}>
      <WatchlistPanel />
    </div>,
  );
  await expect.element(screen.getByRole('row', { name: /^LTCUSDT/u })).toBeVisible();
  expect(screen.getByRole('row', { name: /^LTC/u }).elements()).toHaveLength(1);
  await screen.getByRole('textbox', { name: 'Find a symbol' }).fill('ltc');
  await expect.element(screen.getByRole('row', { name: /^LTCX/u })).toBeVisible();
  expect(screen.getByRole('row', { name: /^LTC/u }).elements()).toHaveLength(2);
});

const symbolsShown = (screen: { readonly container: HTMLElement }) =>
  [...screen.container.querySelectorAll('[data-row]')].map(
    (row) => /^[A-Z]+/u.exec(row.textContent ?? '')?.[0],
  );

test('the list sorts by a price that moves, filters by it, and has its own order back', async () => {
  useLiveStore.setState({ workspace: paper });
  const screen = await renderWatchlist();
  const last = screen.getByRole('columnheader', { name: /^Last/u }).getByRole('button');
  tick(quote('AAAUSDT', { last: '5' }), quote('BBBUSDT', { last: '20' }));
  await last.click();
  await expect.poll(() => symbolsShown(screen)).toEqual(['BBBUSDT', 'CCCUSDT', 'AAAUSDT']);
  tick(quote('AAAUSDT', { last: '30', time: 2 }));
  await expect.poll(() => symbolsShown(screen)).toEqual(['AAAUSDT', 'BBBUSDT', 'CCCUSDT']);
  await screen.getByRole('button', { name: 'Filter', exact: true }).click();
  await screen.getByLabelText('Filter Day').fill('>100');
  await expect.poll(() => symbolsShown(screen)).toEqual(['AAAUSDT', 'BBBUSDT']);
  await screen.getByLabelText('Filter Day').fill('');
  await last.click();
  await expect.poll(() => symbolsShown(screen)).toEqual(['CCCUSDT', 'BBBUSDT', 'AAAUSDT']);
  tick(quote('CCCUSDT', { last: '99', time: 2 }));
  await last.click();
  await expect.poll(() => symbolsShown(screen)).toEqual(symbols);
});

test('the arrow keys choose the symbol of every linked panel, and Alt and Shift with them its place in the list', async () => {
  useLiveStore.setState({ workspace: paper });
  const screen = await renderWatchlist();
  await screen.getByRole('gridcell', { name: /^AAAUSDT/u }).click();
  await userEvent.keyboard('{ArrowDown}');
  expect(useWindowLink.getState().instrumentId).toBe('sim:BBBUSDT');
  await expect
    .element(screen.getByRole('row', { name: /^BBBUSDT/u }))
    .toHaveAttribute('aria-selected', 'true');
  runCommand('market.moveUp');
  await expect.poll(() => symbolsShown(screen)).toEqual(['BBBUSDT', 'AAAUSDT', 'CCCUSDT']);
  runCommand('market.moveUp');
  runCommand('market.moveDown');
  runCommand('market.moveDown');
  await expect.poll(() => symbolsShown(screen)).toEqual(['AAAUSDT', 'CCCUSDT', 'BBBUSDT']);
  await userEvent.dragAndDrop(
    screen.getByText('BBBUSDT', { exact: true }),
    screen.getByText('AAAUSDT', { exact: true }),
  );
  await expect.poll(() => symbolsShown(screen)).toEqual(['BBBUSDT', 'AAAUSDT', 'CCCUSDT']);
});

test('lists have names; one that is removed can be taken back', async () => {
  useLiveStore.setState({ workspace: paper });
  const { screen } = await renderScreen(
    <>
      <Notes />
      <div style={{ height: 400 }}>
        <WatchlistPanel />
      </div>
    </>,
  );
  const choice = screen.getByLabelText('List shown');
  const change = async (what: string): Promise<void> => {
    await screen.getByRole('button', { name: 'Change the lists' }).click();
    await screen.getByRole('menuitem', { name: what }).click();
  };
  await change('New list');
  await userEvent.keyboard('Watchlist{Enter}');
  await expect.element(choice).toHaveDisplayValue('Watchlist (2)');
  await expect.element(screen.getByRole('textbox', { name: 'Find a symbol' })).toHaveFocus();
  await change('Rename “Watchlist (2)”');
  await userEvent.keyboard('{Escape}');
  await expect.element(choice).toHaveFocus();
  await change('Rename “Watchlist (2)”');
  await userEvent.keyboard('{Control>}a{/Control}Majors{Enter}');
  await expect.element(screen.getByText(/^Nothing is watched/u)).toBeVisible();
  await screen.getByRole('textbox', { name: 'Find a symbol' }).fill('ccc');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => symbolsShown(screen)).toEqual(['CCCUSDT']);
  await choice.selectOptions('Watchlist');
  await expect.poll(() => symbolsShown(screen)).toEqual(symbols);
  await choice.selectOptions('Majors');
  await change('Rename “Majors”');
  await userEvent.keyboard('{Control>}a{/Control}Coins{Enter}');
  await expect.element(choice).toHaveDisplayValue('Coins');
  await change('Remove “Coins”');
  await expect.poll(() => symbolsShown(screen)).toEqual(symbols);
  await screen.getByRole('button', { name: 'Take it back' }).click();
  await expect.poll(() => symbolsShown(screen)).toEqual(['CCCUSDT']);
  await change('Remove “Coins”');
  await screen.getByRole('button', { name: 'Change the lists' }).click();
  await expect.element(screen.getByRole('menuitem', { name: 'Remove “Watchlist”' })).toBeDisabled();
});
