import { type ReactNode, useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CandleView } from '#renderer/panels/chart/candle-view.tsx';
import { initialLiveState, useLiveStore } from '#renderer/core/live-store.ts';
import { countRenders } from '#test/renderer/count-renders.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const hour = 3_600_000;

beforeEach(() => useLiveStore.setState(initialLiveState));
afterEach(() => vi.restoreAllMocks());

const opened = Math.floor(Date.now() / hour) * hour;

function Desk() {
  const [shown, show] = useState('sim:BACK');
  return (
    <>
      {['sim:BACK', 'sim:OTHER'].map((id) => (
        <button key={id} type="button" onClick={() => show(id)}>
          {id}
        </button>
      ))}
      <CandleView instrumentId={shown} interval="1h" />
    </>
  );
}

function openChart(element: ReactNode) {
  return renderScreen(element, {
    'market.candles': async ({ from, to }) => ({
      ok: true,
      value: {
        source: 'venue',
        candles: [opened - hour, opened]
          .filter((openTime) => openTime >= from && openTime <= to)
          .map((openTime) => ({ openTime, open: '10', high: '12', low: '9', close: '11', volume: '5' })),
      },
    }),
  });
}

function drawnOn(): readonly Element[] {
  return [...document.querySelectorAll('canvas')];
}

/** Without what spaces and joins. */
function plain(text: string): string {
  return text.replaceAll(/[^\w.]/g, '');
}

test('trades render the legend alone, and none is left out of the high or the low', async () => {
  const { screen, emit } = await openChart(<CandleView instrumentId="sim:COST" interval="1h" />);
  const legend = () => plain(screen.getByLabelText('Candle', { exact: true }).query()?.textContent ?? '');
  await expect.poll(legend).toContain('C11');
  const rendered = await countRenders(async () => {
    for (const [high, low, close] of [
      ['14', '11', '14'],
      ['14', '8', '8'],
      ['14', '8', '10.5'],
    ] as const)
      emit('candles', [{ openTime: opened, open: '11', high, low, close, volume: '3' }]);
    await expect.poll(legend).toContain('C10.5');
  });
  expect(legend()).toContain('H14L8');
  expect(new Set(rendered)).toEqual(new Set(['CandleLegend', 'ChartLegend']));
});

test('whoever comes back finds the candles there, and only what is newer is fetched', async () => {
  const { screen, asked } = await openChart(<Desk />);
  const legend = () => plain(screen.getByLabelText('Candle', { exact: true }).query()?.textContent ?? '');
  await expect.poll(legend).toContain('C11');
  await screen.getByRole('button', { name: 'sim:OTHER' }).click();
  await expect.element(screen.getByRole('img', { name: /OTHER/ })).toBeInTheDocument();
  const ofBack = () =>
    asked.flatMap(({ name, input }) =>
      name === 'market.candles' && JSON.stringify(input).includes('sim:BACK') ? [input] : [],
    );
  const before = ofBack().length;
  const canvases = drawnOn();
  expect(canvases.length).toBeGreaterThan(2);
  await screen.getByRole('button', { name: 'sim:BACK' }).click();
  await expect.poll(legend).toContain('C11');
  expect(ofBack().slice(before)).toEqual([expect.objectContaining({ from: opened })]);
  // A step of the symbol brings other candles into the same chart.
  expect(drawnOn()).toEqual(canvases);
});

test('the colours are read once a theme, not with each render', async () => {
  const asked = vi.spyOn(CSSStyleDeclaration.prototype, 'getPropertyValue');
  const read = () => asked.mock.calls.filter(([name]) => name === '--td-panel').length;
  const { screen } = await openChart(<Desk />);
  await expect.element(screen.getByRole('img', { name: /BACK/ })).toBeInTheDocument();
  const before = read();
  await screen.getByRole('button', { name: 'sim:OTHER' }).click();
  await expect.element(screen.getByRole('img', { name: /OTHER/ })).toBeInTheDocument();
  expect(read()).toBe(before);
  document.documentElement.setAttribute('data-profit-colours', 'east-asia');
  await expect.poll(read).toBe(before + 1);
  document.documentElement.removeAttribute('data-profit-colours');
});
