type Level = readonly [price: string, quantity: string];
type Depth = {
  readonly lastUpdateId: number;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
};

/**
 * The venue's own book, which judges the client's: two plain maps, sorted by whole numbers of 10^-8 when asked.
 * It shares no code with the book under test.
 */
export class VenueBook {
  lastUpdateId = 0;
  readonly #bids = new Map<string, string>();
  readonly #asks = new Map<string, string>();

  constructor(snapshotText: string) {
    const { lastUpdateId, bids, asks }: Depth = JSON.parse(snapshotText);
    this.lastUpdateId = lastUpdateId;
    merge(this.#bids, bids);
    merge(this.#asks, asks);
  }

  apply(frameText: string): void {
    const { data }: { data: { u: number; b: readonly Level[]; a: readonly Level[] } } = JSON.parse(frameText);
    if (data.u <= this.lastUpdateId) return;
    this.lastUpdateId = data.u;
    merge(this.#bids, data.b);
    merge(this.#asks, data.a);
  }

  depth(limit = Infinity): Depth {
    return {
      lastUpdateId: this.lastUpdateId,
      bids: ranked(this.#bids).toReversed().slice(0, limit),
      asks: ranked(this.#asks).slice(0, limit),
    };
  }
}

function merge(side: Map<string, string>, levels: readonly Level[]): void {
  for (const [price, quantity] of levels) {
    if (units(quantity) === 0n) side.delete(price);
    else side.set(price, quantity);
  }
}

function ranked(side: ReadonlyMap<string, string>): Level[] {
  return [...side].toSorted(([left], [right]) => (units(left) < units(right) ? -1 : 1));
}

/** The venue writes eight places, always. */
function units(text: string): bigint {
  return BigInt(text.replace('.', ''));
}
