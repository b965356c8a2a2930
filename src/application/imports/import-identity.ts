import type { Fill } from '#src/domain/fill.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';

export type IdentifiedFill = {
  readonly imported: ImportedFill;
  readonly venueTradeId: string;
  /** Among the file's fills of the symbol at that time, from 1. */
  readonly place: number;
};

/**
 * Names the fills of one symbol, which come by time and in the order in which they happened. A fill that has the venue's trade id is named by it; another
 * is named after its content, so that the same file, or one that overlaps it, adds nothing twice. Rows that are
 * equal in everything are told apart by counting them: two equal rows are two fills.
 *
 * The name of the latter begins with its place among the fills of the same time, which is no part of the content: see
 * `contentOf`.
 */
export class FillNamer {
  #time = -1;
  #place = 0;
  /** What the first without an id says. */
  #first: string | undefined;
  /** Only where a time has a second fill: most have one. */
  #counts: Map<string, number> | undefined;

  name(imported: ImportedFill): IdentifiedFill {
    const { time, orderId, tradeId } = imported;
    if (time !== this.#time) {
      this.#time = time;
      this.#place = 0;
      this.#first = undefined;
      this.#counts = undefined;
    }
    this.#place += 1;
    const place = this.#place;
    if (tradeId !== undefined) return { imported, venueTradeId: tradeId, place };
    const facts = factsOf(imported, orderId);
    const count = this.#count(facts);
    return { imported, venueTradeId: `${String(place).padStart(6, '0')}/${count}/${facts}`, place };
  }

  /** How many of the time are equal, with this one. */
  #count(facts: string): number {
    if (this.#first === undefined) {
      this.#first = facts;
      return 1;
    }
    this.#counts ??= new Map([[this.#first, 1]]);
    const count = (this.#counts.get(facts) ?? 0) + 1;
    this.#counts.set(facts, count);
    return count;
  }
}

function factsOf(
  { time, side, quantity, price }: Pick<ImportedFill, 'time' | 'side' | 'quantity' | 'price'>,
  orderId = '',
): string {
  return `${time}/${side}/${quantity.toString()}/${price.toString()}/${orderId}`;
}

/**
 * What a file may call the fills of a moment that are recorded, without ranks. One that was named by its venue's id is
 * told by its content in a file that has no ids.
 */
export function contentsOf(recorded: readonly Fill[]): ReadonlySet<string> {
  const contents = new Set(recorded.map(({ venueTradeId }) => contentOf(venueTradeId)));
  for (const fill of recorded) {
    if (/^\d+\/\d+\/(?:BUY|SELL)\//.test(contentOf(fill.venueTradeId))) continue;
    const facts = factsOf(fill);
    let count = 1;
    while (contents.has(`${count}/${facts}`)) count += 1;
    contents.add(`${count}/${facts}`);
  }
  return contents;
}

/** What two names of the same fill have in common, wherever it stands in a file. */
export function contentOf(venueTradeId: string): string {
  return venueTradeId.replace(/^\d{6,}\/(?=\d+\/\d+\/(?:BUY|SELL)\/)/, '');
}
