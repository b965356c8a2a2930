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
    return { imported, venueTradeId: contentName(place, this.#count(facts), facts), place };
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

/**
 * The name of a fill beside another that has its trade id: a spreadsheet rounds long ids to the same number. `count`
 * tells it from others with the same id and content.
 */
export function nameBeside({ imported, place }: IdentifiedFill, count: number): string {
  return contentName(place, count, factsOf(imported, `${imported.orderId ?? ''}#${imported.tradeId ?? ''}`));
}

/** It begins with the place among the fills of the same time, which is no part of the content: see `contentOf`. */
function contentName(place: number, count: number, facts: string): string {
  return `${String(place).padStart(6, '0')}/${count}/${facts}`;
}

function factsOf({ time, side, quantity, price }: ImportedFill, orderId = ''): string {
  return `${time}/${side}/${quantity.toString()}/${price.toString()}/${orderId}`;
}

/** What two names of the same fill have in common, wherever it stands in a file. */
export function contentOf(venueTradeId: string): string {
  return venueTradeId.replace(/^\d{6,}\/(?=\d+\/\d+\/(?:BUY|SELL)\/)/, '');
}

/** What tells a recorded fill from another of the same content, as far as its file told it. */
export function idsOf({ venueTradeId }: Fill): Pick<ImportedFill, 'tradeId' | 'orderId'> {
  const named = /^\d+\/\d+\/(?:BUY|SELL)\/[^/]+\/[^/]+\/([^#]*)(?:#(.*))?$/.exec(contentOf(venueTradeId));
  if (named === null) return { tradeId: venueTradeId, orderId: undefined };
  return { orderId: named[1] === '' ? undefined : named[1], tradeId: named[2] };
}
