import { beforeEach, expect, test } from 'vitest';
import { ok } from '#src/domain/result.ts';
import { FeedNotice } from '#renderer/panels/watchlist/feed-notice.tsx';
import { CandleView } from '#renderer/panels/chart/candle-view.tsx';
import { initialLiveState, useLiveStore } from '#renderer/core/live-store.ts';
import { instrument } from '#test/renderer/instruments.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const until = Date.UTC(2026, 2, 8, 14, 3);
const limited = { code: 'ASKING_LIMITED', what: 'question', until } as const;

beforeEach(() => useLiveStore.setState(initialLiveState));

function page(): string {
  return document.body.textContent ?? '';
}

test('a chart whose venue cannot be asked now says until when, never that it has none, and asks again after it', async () => {
  let asked = 0;
  const feed = { venue: 'sim', status: 'live', since: 0 } as const;
  useLiveStore.setState({
    instruments: { 'sim:ASK': instrument('ASK') },
    feeds: [{ ...feed, asking: limited }],
  });
  await renderScreen(<CandleView instrumentId="sim:ASK" interval="1h" />, {
    'market.candles': async () => {
      asked += 1;
      return ok({ source: 'stored', candles: [], asking: limited });
    },
  });
  await expect.poll(page).toContain('Order books and candles wait for the venue’s request limit until');
  expect(page()).toContain('the venue could not be asked');
  expect(page()).not.toContain('the venue has none');
  const before = asked;
  useLiveStore.setState({ feeds: [feed] });
  await expect.poll(() => asked).toBeGreaterThan(before);
});

test('beside the prices it is told that an address is barred, though prices come', async () => {
  const asking = { code: 'ASKING_BANNED', until } as const;
  useLiveStore.setState({ feeds: [{ venue: 'sim', status: 'live', since: 0, asking }] });
  await renderScreen(<FeedNotice />, {});
  await expect.poll(page).toContain('The venue has barred this address until');
});
