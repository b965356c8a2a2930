import { expect, test } from 'vitest';
import {
  layoutFile,
  layoutFileName,
  longestName,
  mostLayouts,
  namedLayouts,
  readLayoutFile,
  withLayout,
  withLayoutAt,
  withoutLayout,
} from '#renderer/desk/named-layouts.ts';

/** As the dock writes one: a chart alone. */
function layout(component = 'chart', params: object = {}) {
  return {
    grid: {
      root: {
        type: 'branch',
        size: 700,
        data: [{ type: 'leaf', size: 900, data: { id: '1', views: ['a'], activeView: 'a' } }],
      },
      width: 900,
      height: 700,
      orientation: 'HORIZONTAL',
    },
    panels: { a: { id: 'a', contentComponent: component, params } },
  };
}

async function fileOf(kept: { readonly name: string; readonly layout: object }): Promise<string> {
  return layoutFile(kept).text();
}

test('a layout comes back from its file, without the accounts of the desk it was made on', async () => {
  const kept = {
    name: 'Morning',
    layout: layout('chart', { link: 'blue', accountId: 'A', portfolioId: 'P' }),
  };
  const text = await fileOf(kept);
  expect(readLayoutFile(text, [])).toEqual({ name: 'Morning', layout: layout('chart', { link: 'blue' }) });
});

test('a layout of a name that there is gets a free one, within the longest', async () => {
  const long = 'x'.repeat(longestName);
  const [a, b] = [
    await fileOf({ name: 'A', layout: layout() }),
    await fileOf({ name: long, layout: layout() }),
  ];
  const held = ['A', 'A (2)', long].map((name) => ({ name, layout: layout() }));
  expect(readLayoutFile(a, held)?.name).toBe('A (3)');
  expect(readLayoutFile(b, held)?.name).toBe(`${'x'.repeat(longestName - 4)} (2)`);
});

test.each([
  ['no JSON', 'hello'],
  ['another JSON', '{"name":"A"}'],
  ['no known panel', JSON.stringify({ type: 'tapedeck-layout', name: 'A', layout: layout('news') })],
  ['no name', JSON.stringify({ type: 'tapedeck-layout', name: ' ', layout: layout() })],
  ['two lines', JSON.stringify({ type: 'tapedeck-layout', name: 'a\nb', layout: layout() })],
  [
    'more than a layout is',
    JSON.stringify({
      type: 'tapedeck-layout',
      name: 'A',
      layout: layout('chart', { x: 'y'.repeat(50_000) }),
    }),
  ],
])('%s is no layout file', (_name, text) => {
  expect(readLayoutFile(text, [])).toBeUndefined();
});

test('one that is replaced keeps its place, one that is taken back has it again', () => {
  const held = ['A', 'B', 'C'].map((name) => ({ name, layout: layout() }));
  const other = { name: 'B', layout: layout('orders') };
  expect(withLayout(held, other).map(({ name }) => name)).toEqual(['A', 'B', 'C']);
  expect(withLayout(held, other)[1]).toBe(other);
  const without = withoutLayout(held, 'B');
  expect(without.map(({ name }) => name)).toEqual(['A', 'C']);
  expect(withLayoutAt(without, other, 1).map(({ name }) => name)).toEqual(['A', 'B', 'C']);
  // Meanwhile another window has kept one of the name.
  expect(withLayoutAt(held, other, 0)).toBe(held);
});

test('as many as are kept fit into one setting', () => {
  const held = Array.from({ length: mostLayouts }, (_, index) => ({
    name: `${index}`,
    layout: layout('chart', { x: 'y'.repeat(39_000) }),
  }));
  expect(namedLayouts.safeParse(held).success).toBe(true);
  expect(JSON.stringify(held).length).toBeLessThan(1_000_000);
});

test('a file is called by its layout, without what a folder would read otherwise', () => {
  expect(layoutFileName({ name: '../Früh & spät/1', layout: {} })).toBe('tapedeck-layout--Früh-spät-1.json');
});
