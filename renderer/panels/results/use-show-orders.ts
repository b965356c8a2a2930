import { useCallback } from 'react';
import { z } from 'zod';
import { runCommand } from '#renderer/commands/handlers.ts';
import { useSavedUpdate } from '#renderer/saved/saved-state.ts';
import { gridViewSchema, initialView } from '#renderer/grid/grid-view.ts';

const newestFirst = initialView({ id: 'time', descending: true });
const shownSchema = z.enum(['active', 'all']);

/** Leads to the orders, those of the strategy alone, whatever became of them. */
export function useShowOrders(): (strategy: string) => void {
  const updateView = useSavedUpdate(gridViewSchema, newestFirst);
  const updateShown = useSavedUpdate(shownSchema, 'active');
  return useCallback(
    (strategy) => {
      updateView('grid.orders', (view) => ({ ...view, filters: { strategy }, filtersShown: true }));
      updateShown('orders.shown', () => 'all');
      runCommand('panels.show.orders');
    },
    [updateView, updateShown],
  );
}
