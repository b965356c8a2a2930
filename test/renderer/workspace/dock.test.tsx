import { Notifications } from '@mantine/notifications';
import { beforeEach, expect, test } from 'vitest';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import { Dock } from '#renderer/workspace/dock.tsx';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { paper } from '#test/renderer/stores/records.ts';

const titles = ['Watchlist', 'Order ticket', 'Chart', 'Orders', 'Positions', 'Fills', 'Portfolio'];
let desks = 0;

beforeEach(() => {
  sessionStorage.clear();
  desks += 1;
  useLiveStore.setState({
    connection: { status: 'open', since: 0 },
    epoch: 'first',
    workspace: { ...paper, id: `dock-${desks}` },
  });
});

function leaf(size: number, ...views: string[]) {
  return { type: 'leaf', size, data: { id: views.join('+'), views, activeView: views[0] } };
}

/** Of a version that had a panel "news" and no portfolio. */
const ofAnotherVersion = {
  grid: {
    root: {
      type: 'branch',
      size: 700,
      data: [
        leaf(300, 'watchlist', 'news'),
        leaf(400, 'chart', 'positions'),
        leaf(300, 'ticket'),
        leaf(260, 'orders', 'fills'),
      ],
    },
    width: 1260,
    height: 700,
    orientation: 'HORIZONTAL',
  },
  panels: Object.fromEntries(
    ['watchlist', 'news', 'chart', 'positions', 'ticket', 'orders', 'fills'].map((id) => [
      id,
      {
        id,
        contentComponent: id,
        title: id === 'news' ? 'News' : titles.find((title) => title.toLowerCase().endsWith(id)),
      },
    ]),
  ),
};

async function open(stored: unknown) {
  const { screen, asked } = await renderScreen(
    <div style={{ width: 1260, height: 700 }}>
      <Notifications />
      <Dock />
    </div>,
    {
      'settings.find': async ({ keys }) => ({
        ok: true,
        value: {
          epoch: 'first',
          sequence: 0,
          values: keys.includes('layout') ? [{ key: 'layout', json: JSON.stringify(stored) }] : [],
        },
      }),
    },
  );
  await expect.element(screen.getByRole('region', { name: 'Chart' })).toBeVisible();
  return { screen, asked };
}

function widthOf(element: Element): number {
  return Math.round(element.getBoundingClientRect().width);
}

test('a layout of another version keeps its places and sizes, without what is not known, with what is new', async () => {
  const { screen } = await open(ofAnotherVersion);
  expect(screen.getByRole('tab', { name: 'News' }).query()).toBeNull();
  for (const name of titles)
    await expect.element(screen.getByRole('tab', { name, exact: true })).toBeInTheDocument();
  expect(widthOf(screen.getByRole('region', { name: 'Watchlist' }).element())).toBeCloseTo(300, -1);
  expect(widthOf(screen.getByRole('region', { name: 'Chart' }).element())).toBeCloseTo(400, -1);
  expect(screen.getByText('cannot be used').query()).toBeNull();
});

test('a layout that cannot be read says so, and is replaced, so that it says so once', async () => {
  const { screen, asked } = await open({ panels: ['orders'] });
  await expect.element(screen.getByText('The layout that was kept cannot be used')).toBeVisible();
  for (const name of titles)
    await expect.element(screen.getByRole('tab', { name, exact: true })).toBeInTheDocument();
  expect(asked).toContainEqual({
    name: 'settings.set',
    input: expect.objectContaining({ key: 'layout', json: expect.stringContaining('"grid"') }),
  });
});

test('a tab that was loaded again has its own layout, whatever another one left', async () => {
  sessionStorage.setItem(`tapedeck.layout.dock-${desks}`, JSON.stringify(ofAnotherVersion));
  const { screen } = await open(null);
  expect(widthOf(screen.getByRole('region', { name: 'Watchlist' }).element())).toBeCloseTo(300, -1);
});
