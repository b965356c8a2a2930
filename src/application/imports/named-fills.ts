import type { ImportStaging } from '#src/ports/import-staging.ts';
import { FillNamer, type IdentifiedFill } from './import-identity.ts';
import type { ImportTally, TalliedSymbol } from './import-tally.ts';

/** A file that was read: its rows, and what is known of them. */
export type StagedFile = { readonly staging: ImportStaging; readonly tally: ImportTally };

/** The fills of one symbol, by time. */
export async function* namedFills(
  { staging, tally }: StagedFile,
  { staged, isNewestFirst }: TalliedSymbol,
): AsyncIterable<readonly IdentifiedFill[]> {
  const namer = new FillNamer();
  // Fills that are listed with the newest first are read from their end, for what happened within the same second.
  const sameTime = (isNewestFirst ?? tally.isNewestFirst) ? 'against-lines' : 'by-line';
  for await (const piece of staging.fills(staged, sameTime)) yield piece.map((fill) => namer.name(fill));
}
