import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { EquityCurve } from '#renderer/panels/portfolio/equity-curve.tsx';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const day = 86_400_000;
const first = Date.UTC(2020, 0, 1);

/** As many as a curve of years has, each a day after the one before. */
const points = Array.from({ length: 2_400 }, (_, at) => ({
  time: first + at * day,
  equity: String(1_000 + at),
  deposited: '1000',
}));

const legend = () => document.querySelector('p')?.textContent ?? '';

test('the whole curve is in view, whatever its points and however its room changes', async () => {
  const { screen } = await renderScreen(
    <div data-testid="room" style={{ width: 900, height: 300 }}>
      <EquityCurve points={points} breaks={[]} currency="USDT" />
    </div>,
    {},
  );
  const curve = screen.getByRole('img', { name: 'Equity curve' });
  const room = screen.getByTestId('room').element();
  await expect.poll(() => document.querySelector('canvas')?.width ?? 0).toBeGreaterThan(0);
  for (const width of [900, 300, 1200]) {
    room.setAttribute('style', `width: ${width}px; height: 300px`);
    // The price axis is the last cell of the chart's first row.
    const plot = () => curve.element().querySelector('td:nth-child(2)')?.getBoundingClientRect().width ?? 0;
    await expect.poll(() => Math.abs(plot() - width)).toBeLessThan(120);
    const dateAt = async (x: number) => {
      await userEvent.hover(curve, { position: { x, y: 100 } });
      return legend().slice(0, 10);
    };
    await expect.poll(() => dateAt(2)).toMatch(/^2020-0/);
    await expect.poll(() => dateAt(plot() - 2)).toMatch(/^2026-0[67]/);
  }
});

test('of several points of one second the first is drawn, whose figures show under the pointer', async () => {
  const last = points.slice(-3);
  const at = last.at(-1)?.time ?? 0;
  const sameSecond = [
    ...last,
    { time: at + 9, equity: '5000', deposited: '1000' },
    { time: at + 959, equity: '6000', deposited: '1000' },
  ];
  const { screen } = await renderScreen(
    <div style={{ width: 900, height: 300 }}>
      <EquityCurve points={sameSecond} breaks={[at + 5]} currency="USDT" />
    </div>,
    {},
  );
  const curve = screen.getByRole('img', { name: 'Equity curve' });
  await expect.poll(() => document.querySelector('canvas')?.width ?? 0).toBeGreaterThan(0);
  const equityAt = async (x: number) => {
    await userEvent.hover(curve, { position: { x, y: 100 } });
    return /Equity ([\d,]+)/u.exec(legend())?.[1];
  };
  await expect.poll(() => equityAt(2)).toBe('3,397');
  const plot = curve.element().querySelector('td:nth-child(2)')?.getBoundingClientRect().width ?? 0;
  await expect.poll(() => equityAt(plot - 4)).toBe('3,399');
});

test('where equity is not known now, its last figure does not stand for it', async () => {
  const now = { time: first + 2_400 * day, deposited: '1000' };
  const { screen } = await renderScreen(
    <div style={{ width: 900, height: 300 }}>
      <EquityCurve points={[...points, now]} breaks={[]} currency="USDT" />
    </div>,
    {},
  );
  // The pointer stays where it was last.
  await userEvent.unhover(screen.getByRole('img', { name: 'Equity curve' }));
  await expect.poll(legend).toBe('2026-07-28Equity –Deposited 1,000.00 USDT');
});
