import { useLiveStore } from './live-store.ts';

/** The venues stay the same for as long as the core runs. */
export function venueName(venue: string): string {
  return useLiveStore.getState().venues.find(({ id }) => id === venue)?.label ?? venue;
}
