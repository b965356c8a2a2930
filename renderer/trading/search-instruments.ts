import type { InstrumentInfo } from '#src/contract/market.ts';
import { familiarInstruments } from './familiar-instruments.ts';

/** A market with at most so many instruments is watched whole. */
const smallMarket = 24;

/** What a new workspace watches. */
export function defaultWatchlist(instruments: readonly InstrumentInfo[]): readonly string[] {
  if (instruments.length <= smallMarket) return instruments.map((instrument) => instrument.id);
  const known = familiarInstruments(instruments);
  return (known.length > 0 ? known : instruments.slice(0, smallMarket)).map((instrument) => instrument.id);
}

/** Those whose symbol contains the query: exact ones first, then those that begin with it. */
export function searchInstruments(
  instruments: readonly InstrumentInfo[],
  query: string,
): readonly InstrumentInfo[] {
  const wanted = query
    .trim()
    .toUpperCase()
    .replaceAll(/[/\-\s]/g, '');
  if (wanted === '') return [];
  return instruments
    .map((instrument) => ({ instrument, rank: rankOf(instrument.symbol.toUpperCase(), wanted) }))
    .filter(({ rank }) => rank < noMatch)
    .toSorted((a, b) => a.rank - b.rank || (a.instrument.symbol < b.instrument.symbol ? -1 : 1))
    .map(({ instrument }) => instrument);
}

const noMatch = 3;

function rankOf(symbol: string, wanted: string): number {
  const plain = symbol.replaceAll(/[/\-\s]/g, '');
  if (plain === wanted) return 0;
  if (plain.startsWith(wanted)) return 1;
  return plain.includes(wanted) ? 2 : noMatch;
}
