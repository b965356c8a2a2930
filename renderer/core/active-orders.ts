import { useLiveStore } from './live-store.ts';

/** How many orders may still trade, those with an unknown outcome included. */
export function useActiveOrderCount(): number {
  return useLiveStore((state) => Object.keys(state.orders).length);
}
