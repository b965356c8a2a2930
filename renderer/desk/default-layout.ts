import type { DockviewApi } from 'dockview-react';
import { isPanelType, type PanelType, panelTypes } from './links/panel-store.ts';
import { panels } from './panels.tsx';
import { say } from '#renderer/words/say.ts';

type Beside = { readonly of: PanelType; readonly direction: 'left' | 'right' | 'below' | 'within' };
type Size = { readonly initialWidth?: number; readonly initialHeight?: number; readonly inactive?: boolean };

/** A ticket's lines and a watchlist's prices, in full. */
const sideWidth = 400;
const sideShare = 0.3;
const ticketHeight = { low: 448, high: 488 };
/** On less than this the fills share a place with the positions, since two blotters of two rows are of no use. */
const lowScreen = 760;

/**
 * Watchlist and ticket at the side, the chart in the middle with the portfolio beside it, the blotters below.
 * All that has a place of its own is visible at once, the rest is behind what is at its home.
 */
export function addDefaultLayout(api: DockviewApi): void {
  const side = Math.min(sideWidth, Math.round(api.width * sideShare));
  const width = api.width - side;
  const isLow = api.height < lowScreen;
  api.clear();
  add(api, 'chart');
  add(api, 'watchlist', { of: 'chart', direction: 'left' }, { initialWidth: side });
  add(api, 'orders', { of: 'chart', direction: 'below' }, { initialHeight: Math.round(api.height * 0.46) });
  add(api, 'portfolio', { of: 'chart', direction: 'right' }, { initialWidth: Math.round(width * 0.36) });
  add(api, 'positions', { of: 'orders', direction: 'right' }, { initialWidth: Math.round(width * 0.49) });
  add(api, 'fills', { of: 'positions', direction: isLow ? 'within' : 'below' });
  api.getPanel('positions')?.api.setActive();
  add(
    api,
    'ticket',
    { of: 'watchlist', direction: 'below' },
    { initialHeight: isLow ? ticketHeight.low : ticketHeight.high },
  );
  addMissing(api, []);
  keepUsable(api);
}

/** Adds what a layout did not know, as one of another version does not: a tab behind others, at its home. */
export function addMissing(api: DockviewApi, known: readonly string[]): void {
  for (const type of panelTypes)
    if (!known.includes(type) && api.getPanel(type) === undefined) addAtHome(api, type);
}

export function addAtHome(api: DockviewApi, type: PanelType, isActive = false): void {
  const home = panels[type].homes.find((other) => api.getPanel(other) !== undefined);
  const beside = home === undefined ? undefined : ({ of: home, direction: 'within' } as const);
  add(api, type, beside, { inactive: !isActive });
}

/** A place has the least size that one of the panels in it needs. */
export function keepUsable(api: DockviewApi): void {
  for (const group of api.groups) {
    const sizes = group.panels.map(({ api: { component } }) => leastSizeOf(component));
    group.api.setConstraints({
      minimumWidth: Math.max(0, ...sizes.map(({ width }) => width)),
      minimumHeight: Math.max(0, ...sizes.map(({ height }) => height)),
    });
  }
}

export function leastSizeOf(component: string): { readonly width: number; readonly height: number } {
  return isPanelType(component) ? panels[component].least : { width: 0, height: 0 };
}

function add(api: DockviewApi, id: PanelType, beside?: Beside, size: Size = {}): void {
  api.addPanel({
    id,
    component: id,
    title: say(`panel.${id}`),
    ...(beside === undefined ? {} : { position: { referencePanel: beside.of, direction: beside.direction } }),
    ...size,
  });
}
