import { expect, test } from 'vitest';
import { readLayout } from '#renderer/desk/saved-layout.ts';

const known = new Set(['orders', 'fills', 'chart']);
const isKnown = (panel: string): boolean => known.has(panel);

function leaf(size: number, ...views: string[]) {
  return { type: 'leaf', size, data: { id: views.join('+'), views, activeView: views[0] } };
}

function layout(...places: object[]) {
  const ids = JSON.stringify(places).match(/(?<="views":\[)[^\]]*/g) ?? [];
  const panels = ids.flatMap((list) => list.split(',').map((id) => id.replaceAll('"', '')));
  return {
    grid: {
      root: { type: 'branch', size: 900, data: places },
      width: 1400,
      height: 900,
      orientation: 'HORIZONTAL',
    },
    panels: Object.fromEntries(panels.map((id) => [id, { id, contentComponent: id }])),
    activeGroup: '1',
  };
}

test('a layout of this version is as it was', () => {
  const stored = layout(leaf(400, 'chart'), {
    type: 'branch',
    size: 1000,
    data: [leaf(300, 'orders'), leaf(600, 'fills')],
  });
  expect(readLayout(stored, isKnown)).toEqual(stored);
});

test('a panel that this version does not know is left out, the sizes of the others stay, its room goes to its neighbour', () => {
  const stored = layout(leaf(400, 'chart', 'news'), leaf(300, 'ladder'), leaf(700, 'orders'));
  expect(readLayout(stored, isKnown)).toMatchObject({
    grid: {
      root: {
        data: [leaf(400, 'chart').data, leaf(1000, 'orders').data].map((data, at) => ({
          size: [400, 1000][at],
          data: { views: data.views },
        })),
      },
    },
    panels: { chart: {}, orders: {} },
  });
});

test('a panel that was in front and is gone leaves another one in front', () => {
  const stored = layout(leaf(400, 'news', 'chart'), leaf(700, 'orders'));
  expect(readLayout(stored, isKnown)).toMatchObject({
    grid: { root: { data: [{ data: { views: ['chart'], activeView: 'chart' } }, {}] } },
  });
});

test('a layout without a panel that this version has is used: the dock adds it', () => {
  expect(readLayout(layout(leaf(1400, 'orders')), isKnown)).toMatchObject({ panels: { orders: {} } });
});

test.each([
  ['a text', 'layout'],
  ['another shape', { panels: ['orders'] }],
  ['sizes that are none', { ...layout(leaf(1, 'orders')), grid: { root: {}, width: 'wide', height: 1 } }],
  ['nothing that is known', layout(leaf(400, 'news'))],
])('%s is unusable', (_name, value) => {
  expect(readLayout(value, isKnown)).toBe('unusable');
});

test.each([[undefined], [null]])('%s is none', (value) => {
  expect(readLayout(value, isKnown)).toBe('none');
});

test('a layout that is nested deeper than anybody lays out is unusable, and overflows nothing', () => {
  const within = (place: object, times: number): object =>
    times === 0 ? place : within({ type: 'branch', size: 1, data: [place] }, times - 1);
  expect(readLayout(layout(within(leaf(1, 'orders'), 15)), isKnown)).toMatchObject({
    panels: { orders: {} },
  });
  expect(readLayout(layout(within(leaf(1, 'orders'), 2_000)), isKnown)).toBe('unusable');
});

function ofCharts(count: number) {
  const ids = Array.from({ length: count }, (_, index) => `chart-${index}`);
  const panels = Object.fromEntries(ids.map((id) => [id, { id, contentComponent: 'chart' }]));
  return { ...layout(...ids.map((id) => leaf(1, id))), panels };
}

test('a layout of more panels than a page can show is unusable', () => {
  expect(readLayout(ofCharts(100), isKnown)).toMatchObject({ panels: { 'chart-99': {} } });
  expect(readLayout(ofCharts(1_500), isKnown)).toBe('unusable');
});

test('a panel that stands in more places than a page can show is unusable', () => {
  const places = Array.from({ length: 1_500 }, () => leaf(1, 'chart'));
  expect(readLayout(layout(...places), isKnown)).toBe('unusable');
});
