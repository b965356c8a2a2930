import { useLiveStore } from '#renderer/core/live-store.ts';
import { venueLabel } from '#renderer/words/feed-words.ts';

/** The venues stay the same for as long as the core runs. */
export function venueName(id: string): string {
  const venue = useLiveStore.getState().venues.find((other) => other.id === id);
  return venue === undefined ? id : venueLabel(venue);
}
