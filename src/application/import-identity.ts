import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { readSymbol, type ReadSymbol } from './import-instrument.ts';

export type IdentifiedFill = { readonly imported: ImportedFill; readonly venueTradeId: string };

/** One symbol's fills, in the file's order. */
export type SymbolFills = { readonly traded: ReadSymbol; readonly fills: readonly IdentifiedFill[] };

/**
 * Names the fills of a file, which has no trade ids, after their content, so that the same file, or one that
 * overlaps it, adds nothing twice. Rows that are equal in everything are told apart by counting them: two equal
 * rows are two fills.
 *
 * The name also ranks fills of the same time as the file does (one that lists the newest first is read from its
 * end), because positions are folded by time, then by name. The rank is no part of the content: see `contentOf`.
 */
export function identifyFills(fills: readonly ImportedFill[]): readonly SymbolFills[] {
  const bySymbol = new Map<string, { traded: ReadSymbol; fills: ImportedFill[] }>();
  for (const fill of fills) {
    const traded = readSymbol(fill.symbol);
    const known = bySymbol.get(traded.symbol);
    if (known === undefined) bySymbol.set(traded.symbol, { traded, fills: [fill] });
    else known.fills.push(fill);
  }
  const newestFirst = (fills[0]?.time ?? 0) > (fills.at(-1)?.time ?? 0);
  return [...bySymbol.values()].map(({ traded, fills: own }) => {
    const ordered = newestFirst ? own.toReversed() : own;
    const named = nameFills(ordered);
    return { traded, fills: newestFirst ? named.toReversed() : named };
  });
}

function nameFills(fills: readonly ImportedFill[]): readonly IdentifiedFill[] {
  const ranks = new Map<number, number>();
  const counts = new Map<string, number>();
  return fills.map((imported) => {
    const { time, side, quantity, price, orderId } = imported;
    const rank = (ranks.get(time) ?? 0) + 1;
    ranks.set(time, rank);
    const facts = [time, side, quantity.toString(), price.toString(), orderId ?? ''].join('/');
    const count = (counts.get(facts) ?? 0) + 1;
    counts.set(facts, count);
    return { imported, venueTradeId: `${String(rank).padStart(6, '0')}/${count}/${facts}` };
  });
}

/** What two names of the same fill have in common, wherever it stands in a file. */
export function contentOf(venueTradeId: string): string {
  return venueTradeId.slice(venueTradeId.indexOf('/') + 1);
}
