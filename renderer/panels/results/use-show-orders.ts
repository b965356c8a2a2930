import { useCallback } from 'react';
import { z } from 'zod';
import { reachPanel } from '#renderer/desk/links/reach-panel.ts';
import { usePlace } from '#renderer/desk/links/panel.tsx';
import { panelKey } from '#renderer/desk/links/panel-store.ts';
import { useSavedUpdate } from '#renderer/saved/saved-state.ts';
import { gridViewSchema, initialView } from '#renderer/grid/grid-view.ts';

const newestFirst = initialView({ id: 'time', descending: true });
const shownSchema = z.enum(['active', 'all']);

/** Leads to the orders, those of the strategy alone, whatever became of them. */
export function useShowOrders(): (strategy: string) => void {
  const here = usePlace();
  const updateView = useSavedUpdate(gridViewSchema, newestFirst);
  const updateShown = useSavedUpdate(shownSchema, 'active');
  return useCallback(
    (strategy) => {
      const orders = reachPanel('orders', here);
      updateView(`grid.${panelKey(orders, 'orders')}`, (view) => ({
        ...view,
        filters: { strategy },
        filtersShown: true,
      }));
      updateShown(panelKey(orders, 'orders.shown'), () => 'all');
    },
    [here, updateView, updateShown],
  );
}
