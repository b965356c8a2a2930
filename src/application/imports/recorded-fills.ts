import type { Fill } from '#src/domain/fill.ts';
import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import { piecesAhead } from '#src/ports/import-writer.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { contentOf, contentsOf, type IdentifiedFill } from './import-identity.ts';

type Pair = { readonly account: AccountId; readonly instrument: InstrumentId };

const pageSize = 500;

/** The first and the last that are taken at one time. */
type Places = { readonly first: number; readonly last: number };
/** From a fill's place in its file to its place among all of that time. */
type Shift = (place: number) => number;
const unmoved: Shift = (place) => place;
/** More than any file has of one symbol and moment. */
const mostOfMoment = 10_000_000;
/** The first and the last moment of the file that is imported. */
export type FileSpan = { readonly firstTime: number | undefined; readonly lastTime: number | undefined };

export type RecordedAround = {
  /** Without ranks. */
  readonly names: ReadonlySet<string>;
  readonly places: ReadonlyMap<number, Places>;
};

/** The fills of one account and instrument that are recorded already, while an import adds to them. */
export class RecordedFills {
  readonly #read: Repositories;
  readonly #account: AccountId;
  readonly #instrument: InstrumentId;
  readonly #file: FileSpan;
  readonly #none: boolean;
  /** The venue's ids in the last pieces, which may not be recorded yet. */
  #recent: readonly ReadonlySet<string>[] = [];
  /** The last of the piece before. */
  #moment: { readonly time: number; readonly shift: Shift } | undefined;

  private constructor(read: Repositories, { account, instrument }: Pair, file: FileSpan, none: boolean) {
    this.#read = read;
    this.#account = account;
    this.#instrument = instrument;
    this.#file = file;
    this.#none = none;
  }

  static async of(read: Repositories, pair: Pair, file: FileSpan): Promise<RecordedFills> {
    const filter = { accountIds: [pair.account], instrumentId: pair.instrument };
    const { rows } = await read.trades.page(filter, 'ascending', { limit: 1 });
    return new RecordedFills(read, pair, file, rows.length === 0);
  }

  /** Whether there were none when the import began. */
  get none(): boolean {
    return this.#none;
  }

  /** What is new of the next piece of a file. */
  async newOf(piece: readonly IdentifiedFill[]): Promise<readonly IdentifiedFill[]> {
    const ids = piece.flatMap(({ imported: { tradeId } }) => tradeId ?? []);
    const fresh = this.#none ? piece : await this.#unknownOf(piece);
    if (ids.length === 0) return fresh;
    const taken = await this.#read.trades.namesTaken(this.#account, this.#instrument, ids);
    const own = new Set<string>();
    const before = [taken, own, ...this.#recent];
    this.#recent = [own, ...this.#recent].slice(0, piecesAhead);
    return fresh.filter(({ imported: { tradeId } }) => {
      if (tradeId === undefined) return true;
      if (before.some((names) => names.has(tradeId))) return false;
      own.add(tradeId);
      return true;
    });
  }

  /** Those at the times of a piece. */
  async around(piece: readonly IdentifiedFill[]): Promise<RecordedAround> {
    const times = new Set(piece.map(({ imported }) => imported.time));
    const recorded: Fill[] = [];
    const places = new Map<number, Places>();
    const filter = {
      accountIds: [this.#account],
      instrumentId: this.#instrument,
      from: piece[0]?.imported.time,
      to: (piece.at(-1)?.imported.time ?? 0) + 1,
    };
    let after: string | undefined;
    do {
      const page = await this.#read.trades.page(filter, 'ascending', { limit: pageSize, after });
      for (const fill of page.rows) {
        const { time, place = 0 } = fill;
        if (!times.has(time)) continue;
        recorded.push(fill);
        const { first, last } = places.get(time) ?? { first: place, last: place };
        places.set(time, { first: Math.min(first, place), last: Math.max(last, place) });
      }
      after = page.next;
    } while (after !== undefined);
    return { names: contentsOf(recorded), places };
  }

  async #unknownOf(piece: readonly IdentifiedFill[]): Promise<readonly IdentifiedFill[]> {
    const { names, places } = await this.around(piece);
    const isKnown = ({ venueTradeId }: IdentifiedFill): boolean => names.has(contentOf(venueTradeId));
    const moments = Map.groupBy(piece, ({ imported }) => imported.time);
    return [...moments].flatMap(([time, fills]) => {
      const shift = this.#shiftOf(time, places.get(time), fills.find(isKnown));
      return fills.filter((fill) => !isKnown(fill)).map((fill) => ({ ...fill, place: shift(fill.place) }));
    });
  }

  /**
   * Two files may have been cut within one moment. What this one adds to it stands as this file has it beside a fill
   * that both have. Where they have none in common, it stands before what is recorded if this file ends with that
   * moment, and behind it otherwise: whichever file is imported first, the one that goes on from there comes last.
   */
  #shiftOf(time: number, recorded: Places | undefined, shared: IdentifiedFill | undefined): Shift {
    // Of a moment that began in the piece before, some of this file's own may be recorded by now.
    if (this.#moment?.time === time) return this.#moment.shift;
    const shift = recorded === undefined ? unmoved : this.#shiftBeside(time, recorded, shared);
    this.#moment = { time, shift };
    return shift;
  }

  #shiftBeside(time: number, { first, last }: Places, shared: IdentifiedFill | undefined): Shift {
    const { firstTime, lastTime } = this.#file;
    const start = shared === undefined ? first - mostOfMoment : first - shared.place;
    const endsHere = shared === undefined && time === lastTime && time !== firstTime;
    return (place) => (endsHere || place < (shared?.place ?? 0) ? start + place : last + place);
  }
}
