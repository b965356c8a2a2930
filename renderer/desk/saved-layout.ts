import type { SerializedDockview } from 'dockview-react';
import { z } from 'zod';

type GridNode = SerializedDockview['grid']['root'];

/** More than anybody lays out: beyond it the page would stand still, or the stack give way. */
const deepest = 24;
const mostPlaces = 250;

const leaf = z.object({ id: z.string(), views: z.array(z.string()), activeView: z.string().optional() });
const leafNode = z.object({ type: z.literal('leaf'), data: leaf, size: z.number().optional() });
const node = Array.from({ length: deepest }).reduce<z.ZodType>(
  (inner) =>
    z.discriminatedUnion('type', [
      leafNode,
      z.object({
        type: z.literal('branch'),
        data: z.array(inner).max(mostPlaces),
        size: z.number().optional(),
      }),
    ]),
  leafNode,
);
const shape = z.object({
  grid: z.object({
    root: node,
    width: z.number(),
    height: z.number(),
    orientation: z.enum(['HORIZONTAL', 'VERTICAL']),
  }),
  panels: z.record(
    z.string(),
    z.object({ id: z.string(), contentComponent: z.string().optional(), title: z.string().optional() }),
  ),
});
const dockLayout = z.custom<SerializedDockview>((value) => shape.safeParse(value).success);

/** A layout, and the types of panel that the version had which kept it: of these, what is left out was closed. */
export type KeptLayout = SerializedDockview & { readonly known: readonly string[] };
const knownTypes = z.object({ known: z.array(z.string()) });

/** Nothing in a layout of a version in which no panel could be closed. */
export function knownIn(value: unknown): readonly string[] {
  const read = knownTypes.safeParse(value);
  return read.success ? read.data.known : [];
}

/**
 * What this version can show of a stored layout: the panels that it knows, in their places and sizes; a panel that was
 * left out of it is added by the dock. `unusable` where nothing of it can be read.
 */
export function readLayout(
  value: unknown,
  isKnown: (type: string) => boolean,
): SerializedDockview | 'none' | 'unusable' {
  if (value === undefined || value === null) return 'none';
  const read = dockLayout.safeParse(value);
  if (!read.success) return 'unusable';
  const { grid, panels, activeGroup } = read.data;
  const isShown = (id: string): boolean => {
    const panel = panels[id];
    return panel !== undefined && isKnown(panel.contentComponent ?? panel.id);
  };
  const root = withOnly(grid.root, isShown);
  // The dock wants a branch at the root.
  if (root?.type !== 'branch' || placesIn(root) > mostPlaces) return 'unusable';
  return {
    grid: { ...grid, root },
    panels: Object.fromEntries(Object.entries(panels).filter(([id]) => isShown(id))),
    ...(activeGroup === undefined ? {} : { activeGroup }),
  };
}

/** What the panels of a stored layout are called which this version does not have, each once. */
export function unknownPanels(value: unknown, isKnown: (type: string) => boolean): readonly string[] {
  const read = shape.safeParse(value);
  if (!read.success) return [];
  const names = Object.values(read.data.panels).flatMap(({ id, contentComponent = id, title }) =>
    isKnown(contentComponent) ? [] : [title ?? contentComponent],
  );
  return [...new Set(names)];
}

function placesIn({ data }: GridNode): number {
  return Array.isArray(data) ? data.reduce((sum, place) => sum + placesIn(place), 0) : data.views.length;
}

/** Undefined where nothing is left of the place. What a place gives up its neighbour takes. */
function withOnly(place: GridNode, isShown: (panel: string) => boolean): GridNode | undefined {
  const { data } = place;
  if (!Array.isArray(data)) {
    const views = data.views.filter(isShown);
    const [first] = views;
    if (first === undefined) return undefined;
    const active = data.activeView !== undefined && views.includes(data.activeView) ? data.activeView : first;
    return { ...place, data: { ...data, views, activeView: active } };
  }
  const kept: GridNode[] = [];
  let freed = 0;
  for (const child of data) {
    const left = withOnly(child, isShown);
    if (left === undefined) freed += child.size ?? 0;
    else kept.push(left);
  }
  const last = kept.pop();
  if (last === undefined) return undefined;
  return { ...place, data: [...kept, { ...last, ...grown(last.size, freed) }] };
}

function grown(size: number | undefined, by: number): { readonly size?: number } {
  return size === undefined ? {} : { size: size + by };
}
