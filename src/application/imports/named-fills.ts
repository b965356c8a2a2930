import type { ImportStaging } from '#src/ports/import-staging.ts';
import { FillNamer, type IdentifiedFill } from './import-identity.ts';
import type { ImportTally, TalliedSymbol } from './import-tally.ts';

/** A file that was read: its rows, and what is known of them. */
export type StagedFile = { readonly staging: ImportStaging; readonly tally: ImportTally };

/** Fills of one symbol, and those that follow them. */
export type NamedPiece = {
  readonly fills: readonly IdentifiedFill[];
  readonly next: readonly IdentifiedFill[];
};

/** The fills of one symbol, by time. */
export async function* namedFills(
  { staging, tally }: StagedFile,
  { staged, isNewestFirst }: TalliedSymbol,
): AsyncIterable<NamedPiece> {
  const namer = new FillNamer();
  // Fills that are listed with the newest first are read from their end, for what happened within the same second.
  const sameTime = (isNewestFirst ?? tally.isNewestFirst) ? 'against-lines' : 'by-line';
  let fills: readonly IdentifiedFill[] | undefined;
  for await (const piece of staging.fills(staged, sameTime)) {
    const next = piece.map((fill) => namer.name(fill));
    if (fills !== undefined) yield { fills, next };
    fills = next;
  }
  if (fills !== undefined) yield { fills, next: [] };
}
