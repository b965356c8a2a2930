import { afterEach, expect, test, vi } from 'vitest';
import { CandleView } from '#renderer/panels/chart/candle-view.tsx';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const hour = 3_600_000;
const opened = Math.floor(Date.now() / hour) * hour;

type Label = { readonly text: string; readonly left: number; readonly right: number; readonly width: number };

afterEach(() => vi.restoreAllMocks());

/** Each time that is written on the axis, with its ends in its canvas. */
function hearLabels(): Label[] {
  const labels: Label[] = [];
  const prototype = CanvasRenderingContext2D.prototype;
  const write = Reflect.get(prototype, 'fillText');
  vi.spyOn(prototype, 'fillText').mockImplementation(function (this: CanvasRenderingContext2D, ...given) {
    const [text, x] = given;
    if (/^\d\d[-:]\d\d$/.test(text) && this.textAlign === 'center') {
      const { a: scale, e: shift } = this.getTransform();
      const half = this.measureText(text).width / 2;
      const at = x + shift / scale;
      labels.push({ text, left: at - half, right: at + half, width: this.canvas.width / scale });
    }
    Reflect.apply(write, this, given);
  });
  return labels;
}

test('no time is cut at an end of the axis, however wide it is', async () => {
  const labels = hearLabels();
  const { screen } = await renderScreen(
    <div data-testid="room" style={{ position: 'relative', display: 'flex', width: 400, height: 240 }}>
      <CandleView instrumentId="sim:LABELS" interval="1h" />
    </div>,
    {
      'market.candles': async ({ from, to }) => ({
        ok: true,
        value: {
          source: 'venue',
          candles: Array.from({ length: 300 }, (_, index) => opened - (299 - index) * hour)
            .filter((openTime) => openTime >= from && openTime <= to)
            .map((openTime) => ({ openTime, open: '10', high: '12', low: '9', close: '11', volume: '5' })),
        },
      }),
    },
  );
  await expect.poll(() => labels.length).toBeGreaterThan(2);
  const room = screen.getByTestId('room').element();
  // A day of hours is 144 pixels wide: a label comes past both ends.
  for (let width = 416; width <= 560; width += 16) {
    labels.length = 0;
    room.setAttribute('style', `position: relative; display: flex; width: ${width}px; height: 240px`);
    await expect.poll(() => labels.length).toBeGreaterThan(1);
    const cut = labels.filter(({ left, right, width: whole }) => left < 0 || right > whole);
    expect(cut.map(({ text }) => text)).toEqual([]);
  }
});
