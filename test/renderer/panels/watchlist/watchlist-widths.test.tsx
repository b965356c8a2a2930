import { expect, test } from 'vitest';
import { WatchlistPanel } from '#renderer/panels/watchlist/watchlist-panel.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { applyQuotes } from '#renderer/core/quotes.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { instrument, quote } from '#test/renderer/instruments.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const longest = 'ABCDEFGHIJKLMNOPQRSTUUSDT';
const shib = { ...instrument('SHIBUSDT'), tickSize: '0.0000000000001' };
const dear = instrument(longest);

async function renderNarrow(width: number) {
  useLiveStore.setState({
    instruments: { [shib.id]: shib, [dear.id]: dear },
    feeds: [{ venue: 'sim', status: 'live', since: 1 }],
  });
  tick(quote('SHIBUSDT', { bid: '0.0000000087123', ask: '0.0000000087124', last: '0.0000000087123' }));
  const { screen } = await renderScreen(
    <div style={{ height: 300, width }}>
      <WatchlistPanel />
    </div>,
  );
  await expect.element(screen.getByRole('row', { name: /SHIBUSDT/ })).toBeVisible();
  return screen.container;
}

function tick(...quotes: readonly ReturnType<typeof quote>[]): void {
  useLiveStore.setState((state) => applyQuotes(state, quotes));
}

/** Texts of neighbours in a row that touch, or that end beyond the row. */
function collisions(container: HTMLElement): string[] {
  return [...container.querySelectorAll('[role="row"]')].flatMap((row) => {
    const boxes = [...row.querySelectorAll('[data-column]')].map((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell.querySelector('[data-content]') ?? cell);
      return { text: cell.textContent, box: range.getBoundingClientRect() };
    });
    const end = row.getBoundingClientRect().right;
    return boxes
      .filter(({ box }, index) => box.right > (boxes[index + 1]?.box.left ?? end) + 0.5)
      .map(({ text }) => text ?? '');
  });
}

test.each([260, 368])(
  'prices and symbols of any length stand beside one another at %i pixels',
  async (width) => {
    setPreferences({ density: 32, separators: 'space-point' });
    const container = await renderNarrow(width);
    expect(collisions(container)).toEqual([]);
    tick(quote(longest, { bid: '1234567890.12', ask: '1234567890.13', last: '1234567890.12' }));
    await expect.poll(() => container.textContent).toContain('1\u202f234\u202f567\u202f890.12');
    expect(collisions(container)).toEqual([]);
  },
);
