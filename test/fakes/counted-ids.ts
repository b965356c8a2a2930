import type { IdSource } from '#src/ports/id-source.ts';

/** Ids that tell how many were made before. */
export function countedIds(name = 'id', places = 0): IdSource {
  let made = 0;
  const next = () => `${name}-${String((made += 1)).padStart(places, '0')}`;
  return { next, random: next };
}
