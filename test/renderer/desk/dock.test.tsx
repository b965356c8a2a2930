import { Notifications } from '@mantine/notifications';
import { beforeEach, expect, test } from 'vitest';
import { runCommand, useHandlers } from '#renderer/commands/handlers.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { Dock } from '#renderer/desk/dock.tsx';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { paper } from '#test/renderer/core/records.ts';

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

function branch(size: number, ...data: object[]) {
  return { type: 'branch', size, data };
}

/** The default one, as it was left on a screen of the given size. */
function leftOn(width: number, height: number, side: number, ticket: number) {
  const rest = width - side;
  return {
    grid: {
      root: branch(
        height,
        branch(side, leaf(height - ticket, 'watchlist'), leaf(ticket, 'ticket')),
        branch(
          rest,
          branch(height / 2, leaf(rest / 2, 'chart'), leaf(rest / 2, 'portfolio')),
          branch(height / 2, leaf(rest / 2, 'orders'), leaf(rest / 2, 'positions', 'fills')),
        ),
      ),
      width,
      height,
      orientation: 'HORIZONTAL',
    },
    panels: Object.fromEntries(
      titles.map((title) => {
        const id = title === 'Order ticket' ? 'ticket' : title.toLowerCase();
        return [id, { id, contentComponent: id, title }];
      }),
    ),
  };
}

async function open(stored: unknown) {
  const { screen, asked } = await renderScreen(
    <div data-testid="room" style={{ width: 1260, height: 700 }}>
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

/** The dock's commands are there a moment after its panels. */
async function resetLayout(): Promise<void> {
  await expect
    .poll(() => useHandlers.getState().handlers.some(({ id }) => id === 'view.resetLayout'))
    .toBe(true);
  runCommand('view.resetLayout');
}

function widthOf(element: Element): number {
  return Math.round(element.getBoundingClientRect().width);
}

function sizeOf(element: Element): readonly [number, number] {
  const { width, height } = element.getBoundingClientRect();
  return [Math.round(width), Math.round(height)];
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

test.each([
  ['larger', leftOn(2520, 1400, 400, 460)],
  ['smaller', leftOn(980, 560, 280, 390)],
])('a layout that was left on a %s screen keeps the sizes of watchlist and ticket', async (name, layout) => {
  const { screen } = await open(layout);
  const box = (title: string) =>
    screen.getByRole('region', { name: title }).element().getBoundingClientRect();
  const [width, height] = name === 'larger' ? [1260 * 0.3, 460] : [280, 390];
  await expect.poll(() => Math.abs(box('Order ticket').height - height)).toBeLessThan(5);
  expect(Math.abs(box('Order ticket').width - width)).toBeLessThan(5);
  expect(Math.abs(box('Watchlist').width - width)).toBeLessThan(5);
});

test('on a window that grows and shrinks again they keep them too', async () => {
  const { screen } = await open(leftOn(1260, 700, 370, 450));
  const ticket = screen.getByRole('region', { name: 'Order ticket' }).element();
  const before = sizeOf(ticket);
  const room = screen.getByTestId('room').element();
  for (const [width, height] of [
    [2500, 1400],
    [1260, 700],
    [1900, 1000],
  ]) {
    room.setAttribute('style', `width: ${width}px; height: ${height}px`);
    const chart = () => widthOf(screen.getByRole('region', { name: 'Chart' }).element());
    await expect.poll(() => Math.abs(chart() - ((width ?? 0) - 370) / 2)).toBeLessThan(5);
    expect(sizeOf(ticket)).toEqual(before);
  }
});

test('on a window that was small for a while they have again what the trader gave them', async () => {
  const { screen } = await open(leftOn(1260, 700, 370, 450));
  const ticket = screen.getByRole('region', { name: 'Order ticket' }).element();
  const before = sizeOf(ticket);
  const room = screen.getByTestId('room').element();
  for (const [width, height] of [
    [1000, 620],
    [720, 360],
    [900, 500],
    [1260, 700],
  ]) {
    room.setAttribute('style', `width: ${width}px; height: ${height}px`);
    await expect.poll(() => sizeOf(ticket)[1]).toBeLessThanOrEqual((height ?? 0) * 0.85);
    await expect.poll(() => sizeOf(ticket)[0]).toBeLessThanOrEqual((width ?? 0) * 0.45);
  }
  await expect.poll(() => sizeOf(ticket)).toEqual(before);
});

/** Panel under panel, as on a high screen. */
const stacked = {
  ...leftOn(1260, 1400, 370, 450),
  grid: {
    root: branch(
      1260,
      ...titles.map((title) => leaf(200, title === 'Order ticket' ? 'ticket' : title.toLowerCase())),
    ),
    width: 1260,
    height: 1400,
    orientation: 'VERTICAL',
  },
};

test.each([
  ['as at first, magnified', null, 640, 300],
  ['panel under panel, on a low screen', stacked, 1260, 600],
])(
  'a window with less room than the panels need, %s, scrolls to all of each',
  async (_, stored, width, height) => {
    const { screen } = await open(stored);
    const room = screen.getByTestId('room').element();
    room.setAttribute('style', `width: ${width}px; height: ${height}px`);
    await expect.poll(() => widthOf(room)).toBe(width);
    for (const name of ['Watchlist', 'Order ticket', 'Chart', 'Orders', 'Positions', 'Portfolio']) {
      const panel = screen.getByRole('region', { name, exact: true }).element();
      await expect.poll(() => hidingAround(panel, room), { message: name }).toEqual([]);
    }
  },
);

/** What stands around the panel and hides a part of it, to which nobody can scroll; the gap may fall short. */
function hidingAround(panel: Element, room: Element): string[] {
  const gap = 4;
  const box = panel.getBoundingClientRect();
  const found: string[] = [];
  for (let around = panel.parentElement; around !== null && around !== room; around = around.parentElement) {
    const edge = around.getBoundingClientRect();
    if (box.right <= edge.right + gap && box.bottom <= edge.bottom + gap) continue;
    const { overflowX, overflowY } = getComputedStyle(around);
    // From here on it is scrolled to.
    if (overflowX === 'auto' && overflowY === 'auto') return found;
    if (overflowX === 'hidden' || overflowY === 'hidden') found.push(around.className);
  }
  return found;
}

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

test('a layout that was reset can be taken back', async () => {
  const { screen } = await open(ofAnotherVersion);
  const chart = () => widthOf(screen.getByRole('region', { name: 'Chart' }).element());
  const before = chart();
  await resetLayout();
  await expect.poll(() => Math.abs(chart() - before)).toBeGreaterThan(50);
  await screen.getByRole('button', { name: 'Take it back' }).click();
  await expect.poll(() => Math.abs(chart() - before)).toBeLessThan(5);
  await expect.element(screen.getByText('The panels are arranged as at first')).not.toBeInTheDocument();
});

test('another size of the window is fitted from the arrangement that is used, not from the one before it', async () => {
  const { screen } = await open(leftOn(1260, 700, 250, 450));
  const watchlist = () => widthOf(screen.getByRole('region', { name: 'Watchlist' }).element());
  await expect.poll(watchlist).toBeLessThan(270);
  await resetLayout();
  await expect.poll(watchlist).toBeGreaterThan(300);
  const used = watchlist();
  const room = screen.getByTestId('room').element();
  const chart = () => widthOf(screen.getByRole('region', { name: 'Chart' }).element());
  for (const width of [1900, 1260]) {
    const before = chart();
    room.setAttribute('style', `width: ${width}px; height: 700px`);
    await expect.poll(() => Math.abs(chart() - before)).toBeGreaterThan(100);
    await expect.poll(() => Math.abs(watchlist() - used)).toBeLessThan(5);
  }
});
