import { type DockviewApi, Orientation, type SerializedDockview } from 'dockview-react';
import type { PanelType } from './links/panel-store.ts';

type Extent = { readonly width: number; readonly height: number };
type GridNode = SerializedDockview['grid']['root'];
type Side = keyof Extent;

/** What a panel shows needs so many pixels, whatever the screen: a larger one gives its room to the others. */
const kept: readonly { readonly panel: PanelType; readonly sides: readonly Side[] }[] = [
  { panel: 'watchlist', sides: ['width'] },
  { panel: 'ticket', sides: ['width', 'height'] },
];
/** On a smaller screen they take at most this share of it, or the one that they had. */
const mostShare: Extent = { width: 0.3, height: 0.72 };

/** Gives the panels that keep their size the pixels that they had when the layout was so. The dock scales all alike. */
export function fitLayout(dock: DockviewApi, before: SerializedDockview): void {
  const { width, height } = dock;
  for (const { panel, sides } of kept) {
    const extent = extentIn(before, panel);
    const group = dock.getPanel(panel)?.group;
    if (extent === undefined || group === undefined) continue;
    for (const side of sides) {
      const size = keptSize(extent[side], before.grid[side], { width, height }[side], mostShare[side]);
      if (size === undefined || Math.abs(group.api[side] - size) < 1) continue;
      group.api.setSize({ [side]: size });
      // The dock takes a part of the gap between two panels from what it was told.
      group.api.setSize({ [side]: 2 * size - group.api[side] });
    }
  }
}

/** Whether those panels have other pixels in one than in the other. */
export function sizesDiffer(one: SerializedDockview, other: SerializedDockview): boolean {
  return kept.some(({ panel, sides }) => {
    const [first, second] = [extentIn(one, panel), extentIn(other, panel)];
    return sides.some((side) => Math.abs((first?.[side] ?? 0) - (second?.[side] ?? 0)) >= 1);
  });
}

/** Undefined where the side is to be scaled like the others. */
function keptSize(size: number, from: number, to: number, most: number): number | undefined {
  const hadMore = size / from > most;
  if (from === 0 || hadMore) return undefined;
  return Math.round(Math.min(size, most * to));
}

/** The pixels of the place that shows the panel. */
function extentIn({ grid }: SerializedDockview, panel: PanelType): Extent | undefined {
  function find(node: GridNode, extent: Extent, along: Side): Extent | undefined {
    const { data } = node;
    if (!Array.isArray(data)) return data.views.includes(panel) ? extent : undefined;
    const across = along === 'width' ? 'height' : 'width';
    for (const child of data) {
      const found = find(child, { ...extent, [along]: child.size ?? extent[along] }, across);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const { width, height } = grid;
  return find(grid.root, { width, height }, grid.orientation === Orientation.HORIZONTAL ? 'width' : 'height');
}
