import type { SerializedDockview } from 'dockview-react';
import { z } from 'zod';
import { panelIds } from '#renderer/workspace/panels.tsx';

export const layoutKey = 'layout';

/** A layout of another version of the screen, or of none, is not used: the default one is. */
export const layoutSchema = z.custom<SerializedDockview | null>(
  (value) => value === null || (shape.safeParse(value).success && value !== undefined),
);

const shape = z.object({
  grid: z.object({ root: z.object({}), width: z.number(), height: z.number() }),
  panels: z.object(
    Object.fromEntries(panelIds.map((id) => [id, z.object({ contentComponent: z.literal(id) })])),
  ),
});
