import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ChartLine, createPriceChart, type PriceChart } from '#renderer/charts/price-chart.ts';

const hour = 3_600_000;
const opened = Math.floor(Date.now() / hour) * hour;
const colours = {
  panel: '#000000',
  text: '#ffffff',
  dim: '#888888',
  line: '#333333',
  gain: '#00ff00',
  loss: '#ff0000',
  buy: '#0000ff',
  sell: '#ff8800',
  warning: '#ffff00',
  accent: '#00ffff',
};

let chart: PriceChart;
let container: HTMLElement;
let dragged: { readonly id: string; readonly price: number }[];

beforeEach(async () => {
  dragged = [];
  container = document.createElement('div');
  container.style.cssText = 'position: absolute; left: 20px; top: 30px; width: 500px; height: 300px';
  document.body.append(container);
  chart = createPriceChart({
    container,
    onHover: () => undefined,
    onNeedOlder: () => undefined,
    onDragged: (id, price) => dragged.push({ id, price }),
  });
  chart.setColours(colours);
  showCandles('90', '110');
  await drawn();
});

afterEach(() => {
  chart.destroy();
  container.remove();
});

function showCandles(low: string, high: string): void {
  chart.setCandles(
    Array.from({ length: 60 }, (_, index) => ({
      openTime: opened - (59 - index) * hour,
      open: '100',
      high,
      low,
      close: '101',
      volume: '5',
      forming: false,
    })),
  );
}

function order(id: string, price: number): ChartLine {
  return { id, price, title: id, colour: 'buy', dashed: false, draggable: true };
}

/** After two frames what has changed is drawn. */
function drawn(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}

const inPlot = 150;

function send(type: string, y: number, more: MouseEventInit = {}, x = inPlot): void {
  const { left, top } = container.getBoundingClientRect();
  const target = document.elementFromPoint(left + x, top + y) ?? window;
  const buttons = type === 'mouseup' ? 0 : 1;
  const at = { clientX: left + x, clientY: top + y, buttons, bubbles: true, cancelable: true };
  target.dispatchEvent(new MouseEvent(type, { ...at, ...more }));
}

function drag(from: number, to: number, x = inPlot): void {
  send('mousedown', from, {}, x);
  send('mousemove', to, {}, x);
  send('mouseup', to, {}, x);
}

/** The heights at which the pointer says that something can be dragged. */
function grabbable(x = inPlot): number[] {
  return Array.from({ length: 300 }, (_, y) => y).filter((y) => {
    send('mousemove', y, { buttons: 0 }, x);
    return container.style.cursor === 'ns-resize';
  });
}

/** The middle of each line's own heights. */
async function heightOf(line: ChartLine): Promise<number> {
  chart.setLines([line]);
  await expect.poll(() => grabbable().length).toBeGreaterThan(0);
  const heights = grabbable();
  return ((heights[0] ?? 0) + (heights.at(-1) ?? 0)) / 2;
}

test('of two lines that stand close the one that is pressed is moved, whichever was there first', async () => {
  const [low, high] = [order('low', 98), order('high', 98.3)];
  const [lowAt, highAt] = [await heightOf(low), await heightOf(high)];
  expect(lowAt - highAt).toBeGreaterThan(1);
  expect(lowAt - highAt).toBeLessThan(5);
  for (const lines of [
    [low, high],
    [high, low],
  ]) {
    chart.setLines([]);
    chart.setLines(lines);
    dragged = [];
    drag(lowAt, lowAt + 30);
    drag(highAt, highAt - 30);
    expect(dragged.map(({ id }) => id)).toEqual(['low', 'high']);
  }
});

test('Escape, another button, a button released unheard and a lost window let the line go', async () => {
  const at = await heightOf(order('one', 98));
  const endings: Readonly<Record<string, () => void>> = {
    Escape: () => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true })),
    'another button': () => send('mousedown', at + 40, { button: 2, buttons: 3 }),
    'released unheard': () => send('mousemove', at + 40, { buttons: 0 }),
    'another window': () => window.dispatchEvent(new Event('blur')),
  };
  for (const [name, end] of Object.entries(endings)) {
    send('mousedown', at);
    send('mousemove', at + 40);
    end();
    send('mousemove', at + 50);
    send('mouseup', at + 50);
    expect({ name, dragged }).toEqual({ name, dragged: [] });
  }
  drag(at, at + 40);
  expect(dragged).toHaveLength(1);
});

test('the right button that is released while the left one holds a line drops nothing', async () => {
  const at = await heightOf(order('one', 98));
  send('mousedown', at);
  send('mousemove', at + 40);
  send('mouseup', at + 40, { button: 2, buttons: 1 });
  expect(dragged).toEqual([]);
});

test('what is dropped beside the plot is not moved', async () => {
  const at = await heightOf(order('one', 98));
  drag(at, 500);
  drag(at, -20);
  expect(dragged).toEqual([]);
});

test('a hand that did not move moves nothing, though the scale did', async () => {
  const at = await heightOf(order('one', 98));
  send('mousedown', at);
  showCandles('50', '110');
  await drawn();
  send('mouseup', at);

  expect(dragged).toEqual([]);
});

test('what the line shows is what is meant: a scale that changes under a resting hand changes no price', async () => {
  const at = await heightOf(order('one', 98));
  drag(at, at + 40);
  const [{ price } = { price: 0 }] = dragged;
  expect(price).toBeLessThan(98);
  send('mousedown', at);
  send('mousemove', at + 40);
  showCandles('50', '110');
  await drawn();
  send('mouseup', at + 40);
  expect(dragged.at(-1)?.price).toBe(price);
});

test('the scales stretch the chart: no line is taken there, nor one out of view', async () => {
  const at = await heightOf(order('one', 98));
  expect(grabbable(480)).toEqual([]);
  drag(at, at + 30, 480);
  // A little below the plot it would stand beside the times.
  for (let price = 90; price > 60; price -= 0.5) {
    chart.setLines([order('below', price)]);
    drag(285, 240);
  }
  expect(dragged).toEqual([]);
});

test('a line in hand means nothing once another instrument has come into the chart', async () => {
  const from = await heightOf(order('one', 100));
  send('mousedown', from);
  send('mousemove', from + 40);
  chart.begin();
  showCandles('90', '110');
  chart.setLines([order('other', 100)]);
  send('mouseup', from + 40);
  await drawn();
  expect(dragged).toEqual([]);
});
