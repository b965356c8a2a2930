import { beforeEach, expect, test } from 'vitest';
import { err, ok } from '#src/domain/result.ts';
import type { CallInput } from '#src/contract/contract.ts';
import type { CandleInfo } from '#src/contract/market.ts';
import { CandleView } from '#renderer/panels/chart/candle-view.tsx';
import { bucketOf, type Interval } from '#renderer/core/candles.ts';
import { initialLiveState, useLiveStore } from '#renderer/core/live-store.ts';
import { instrument } from '#test/renderer/instruments.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

type CandlesRequest = CallInput<'market.candles'>;

const minute = 60_000;
const now = Math.floor(Date.now() / minute) * minute;
/** When the last candle begins that came before the outage. */
const before = now - 45 * minute;
const today = Math.floor(now / 86_400_000) * 86_400_000;
const candle = { open: '10', high: '12', low: '9', close: '11', volume: '5' };

beforeEach(() => useLiveStore.setState(initialLiveState));

/** One trade of this moment. */
function tradeAt(price: string, interval: Interval): CandleInfo[] {
  const at = { open: price, high: price, low: price, close: price };
  return [{ openTime: bucketOf(Date.now(), interval), ...at, volume: '1' }];
}

function reconnect(): void {
  useLiveStore.setState(({ generation }) => ({ generation: generation + 1 }));
}

function legend(): string {
  return document.querySelector('[aria-label="Candle"]')?.textContent ?? '';
}

/** The first question for the newest candles is answered, the second fails. */
async function afterOutage(id: string, interval: Interval, newest: number) {
  const asked: CandlesRequest[] = [];
  const { emit } = await renderScreen(<CandleView instrumentId={id} interval={interval} />, {
    'market.candles': async (request) => {
      // Older ones are asked for as far as there is room.
      if (request.to < newest) return ok({ source: 'venue', candles: [] });
      asked.push(request);
      if (asked.length === 2) return err({ code: 'NO_WORKSPACE' });
      return ok({ source: 'venue', candles: asked.length > 2 ? [] : [{ openTime: newest, ...candle }] });
    },
  });
  await expect.poll(() => document.body.textContent).toContain('11');
  return { asked, trade: () => emit('candles', tradeAt('14', interval)) };
}

test('what was missed is fetched though a price came first and the first fetch failed', async () => {
  const { asked, trade } = await afterOutage('sim:GAP', '1m', before);
  trade();
  await expect.poll(() => asked).toHaveLength(2);
  reconnect();
  await expect.poll(() => asked).toHaveLength(3);
  expect(asked[2]).toMatchObject({ from: before });
});

test('what was missed is fetched while the market goes on, long before the next candle', async () => {
  const { asked, trade } = await afterOutage('sim:AGAIN', '1d', today);
  reconnect();
  await expect.poll(() => asked).toHaveLength(2);
  await expect
    .poll(() => {
      trade();
      return asked.length;
    })
    .toBeGreaterThan(2);
  expect(asked[2]).toMatchObject({ from: today });
});

function venueIs(status: 'live' | 'offline'): void {
  useLiveStore.setState({
    instruments: { 'sim:UNHEARD': instrument('UNHEARD') },
    feeds: [{ venue: 'sim', status, since: 0 }],
  });
}

test('what was traded while the venue was not heard is fetched when it is heard again', async () => {
  const { asked } = await afterOutage('sim:UNHEARD', '1d', today);
  venueIs('offline');
  expect(asked).toHaveLength(1);
  venueIs('live');
  await expect.poll(() => asked).toHaveLength(2);
  expect(asked[1]).toMatchObject({ from: today });
});

test('candles of a clock that ran ahead go once it is set right, and what is true then is fetched', async () => {
  const wrong = today + 3 * 1440 * minute;
  let isRight = false;
  const { emit } = await renderScreen(<CandleView instrumentId="sim:AHEAD" interval="1d" />, {
    'market.candles': async ({ to }) => {
      if (to < today) return ok({ source: 'venue', candles: [] });
      const past = [{ openTime: today, ...candle, open: '99.375' }];
      return ok({
        source: 'venue',
        candles: isRight ? past : [{ openTime: wrong, ...candle, open: '50.125' }],
      });
    },
  });
  // Prices that no time of day can be read as.
  await expect.poll(legend).toContain('50.125');
  isRight = true;
  emit('candles', tradeAt('98.25', '1d'));
  await expect.poll(legend).toContain('99.375');
  emit('candles', tradeAt('100.625', '1d'));
  await expect.poll(legend).toContain('100.625');
  expect(legend()).not.toContain('50.125');
});
