import type { AccountId, FillId, InstrumentId } from '#src/domain/ids.ts';
import { pagesOfFills } from '#src/application/pages-of-fills.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { piecesAhead } from '#src/ports/import-writer.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import {
  compareFills,
  isRecorded,
  recordedFill,
  surer,
  minute,
  type ComparedFill,
  type RecordedFill,
} from './compared-fills.ts';
import { RecordedOrders } from './recorded-orders.ts';
import { contentOf, type IdentifiedFill } from './import-identity.ts';
import type { NamedPiece } from './named-fills.ts';

type Pair = {
  readonly read: Repositories;
  readonly account: AccountId;
  readonly instrument: InstrumentId;
};

const pageSize = 500;

/** The first and the last that are taken at one time. */
type Places = { readonly first: number; readonly last: number };
/** From a fill's place in its file to its place among all of that time. */
type Shift = (place: number) => number;
const unmoved: Shift = (place) => place;
/** More than any file has of one symbol and moment. */
const mostOfMoment = 10_000_000;
/** Of the file that is imported: its first and its last moment, and to how many milliseconds it tells times. */
export type FileFacts = {
  readonly firstTime: number | undefined;
  readonly lastTime: number | undefined;
  readonly timeGrain: number;
  /** Whether each piece is all that there is of an order. */
  readonly wholeOrders?: boolean | undefined;
};

/** Those near a piece. */
type RecordedAround = {
  readonly fills: readonly RecordedFill[];
  readonly named: ReadonlyMap<string, RecordedFill>;
  readonly places: ReadonlyMap<number, Places>;
};

/** What a file adds: what the trader says of fills that may be there. */
export type NewOfPiece = { readonly fresh: readonly IdentifiedFill[]; readonly alike: number };

/** The fills of one account and instrument that are recorded already, while an import adds to them. */
export class RecordedFills {
  readonly #pair: Pair | undefined;
  readonly #file: FileFacts;
  readonly #none: boolean;
  /** The file's trade ids in the last pieces, which may not be recorded yet. */
  #ahead: readonly Map<string, ImportedFill>[] = [];
  readonly #beside = new Map<string, number>();
  /** Of the last minutes: what rows were found to be, and what the file itself adds, which may be recorded by now. */
  readonly #claimed = new Map<FillId, number>();
  readonly #own = new Map<string, number>();
  readonly #orders: RecordedOrders | undefined;
  /** The last of the piece before. */
  #moment: { readonly time: number; readonly shift: Shift } | undefined;

  private constructor(pair: Pair | undefined, file: FileFacts, none: boolean) {
    this.#pair = pair;
    this.#file = file;
    this.#none = none;
    this.#orders = pair === undefined || none ? undefined : new RecordedOrders(pair, file);
  }

  static async of(pair: Pair, file: FileFacts): Promise<RecordedFills> {
    const filter = { accountIds: [pair.account], instrumentId: pair.instrument };
    const { rows } = await pair.read.trades.page(filter, 'ascending', { limit: 1 });
    return new RecordedFills(pair, file, rows.length === 0);
  }

  /** Of an account that is not there yet: only the file's own fills count. */
  static ofNone(file: FileFacts): RecordedFills {
    return new RecordedFills(undefined, file, true);
  }

  /** Whether there were none when the import began. */
  get none(): boolean {
    return this.#none;
  }

  /**
   * What is new of the next piece of a file; those that may be there only if `importsAlike`. `elsewhere`: what other
   * accounts have of it.
   */
  async newOf(
    piece: NamedPiece,
    importsAlike: boolean,
    elsewhere: ReadonlyMap<ImportedFill, Pick<ComparedFill, 'known'>>,
  ): Promise<NewOfPiece> {
    const { compared: own, places } = await this.#compared(piece);
    const compared = own.map((fill) => {
      const known = elsewhere.get(fill.imported)?.known;
      return known === undefined ? fill : { ...fill, known: surer(fill.known, known) };
    });
    const alike = compared.filter(({ known }) => known === 'alike').length;
    const fresh = compared.filter(({ known }) => known === undefined || (known === 'alike' && importsAlike));
    if (places.size === 0) return { fresh, alike };
    const moments = Map.groupBy(compared, ({ imported }) => imported.time);
    const shifts = new Map(
      Array.from(moments, ([time, fills]) => {
        const shared = fills.find(({ as }) => as !== undefined && isRecorded(as) && as.time === time);
        return [time, this.#shiftOf(time, places.get(time), shared)] as const;
      }),
    );
    const placed = fresh.map((fill) => {
      const shift = shifts.get(fill.imported.time) ?? unmoved;
      return { ...fill, place: shift(fill.place) };
    });
    return { fresh: placed, alike };
  }

  /** The fills of the next piece, compared with those that are there. */
  async compare(piece: NamedPiece): Promise<readonly ComparedFill[]> {
    return (await this.#compared(piece)).compared;
  }

  async #compared({ fills: piece, next }: NamedPiece): Promise<{
    readonly compared: readonly ComparedFill[];
    readonly places: RecordedAround['places'];
  }> {
    if (this.#none && piece.every(({ imported }) => imported.tradeId === undefined)) {
      return { compared: piece, places: new Map() };
    }
    const from = minuteOf(piece[0]?.imported.time ?? 0);
    forgetBefore(this.#claimed, from);
    forgetBefore(this.#own, from);
    const { fills, named, places } = await this.#around(piece);
    const later = new Map<string, ImportedFill>();
    this.#ahead = [later, ...this.#ahead].slice(0, piecesAhead + 1);
    const byContent = compareFills(piece, {
      recorded: fills,
      named: (content) => named.get(content),
      claimed: this.#claimed,
      ahead: {
        get: (id) => this.#ahead.find((ids) => ids.has(id))?.get(id),
        set: (id, fill) => later.set(id, fill),
      },
      beside: this.#beside,
      grain: this.#file.timeGrain,
    });
    const compared =
      this.#orders === undefined ? byContent : await this.#orders.compare(byContent, next, this.#claimed);
    if (!this.#none) {
      for (const { known, venueTradeId, imported } of compared) {
        if (known !== 'same') this.#own.set(venueTradeId, imported.time);
      }
    }
    return { compared, places };
  }

  async #around(piece: readonly IdentifiedFill[]): Promise<RecordedAround> {
    const fills: RecordedFill[] = [];
    const named = new Map<string, RecordedFill>();
    const places = new Map<number, Places>();
    if (this.#pair === undefined) return { fills, named, places };
    for (const like of await this.#withIdsOf(piece, this.#pair)) named.set(like.tradeId ?? '', like);
    if (this.#none) return { fills, named, places };
    const minutes = new Set(piece.map(({ imported }) => minuteOf(imported.time)));
    const filter = {
      accountIds: [this.#pair.account],
      instrumentId: this.#pair.instrument,
      from: minuteOf(piece[0]?.imported.time ?? 0),
      to: minuteOf(piece.at(-1)?.imported.time ?? 0) + minute,
    };
    for await (const recorded of pagesOfFills(this.#pair.read.trades, filter, pageSize)) {
      for (const fill of recorded) {
        const { time, venueTradeId, place = 0 } = fill;
        if (!minutes.has(minuteOf(time)) || this.#own.has(venueTradeId)) continue;
        const like = recordedFill(fill);
        fills.push(like);
        named.set(contentOf(venueTradeId), like);
        const { first, last } = places.get(time) ?? { first: place, last: place };
        places.set(time, { first: Math.min(first, place), last: Math.max(last, place) });
      }
    }
    return { fills, named, places };
  }

  /** Those with the trade ids of a piece, at whatever time. */
  async #withIdsOf(
    piece: readonly IdentifiedFill[],
    { read, account, instrument }: Pair,
  ): Promise<readonly RecordedFill[]> {
    const ids = piece.flatMap(({ imported: { tradeId } }) => tradeId ?? []);
    if (ids.length === 0) return [];
    return (await read.trades.withNames(account, instrument, ids)).map(recordedFill);
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

function minuteOf(time: number): number {
  return Math.floor(time / minute) * minute;
}

function forgetBefore(times: Map<unknown, number>, from: number): void {
  for (const [key, time] of times) if (time < from) times.delete(key);
}
