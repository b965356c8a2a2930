import { foldHolding } from '#src/application/orders/book-fills.ts';
import type { Change } from '#src/application/changes.ts';
import { heldBy } from '#src/application/orders/held-legs.ts';
import { nextTurn } from '#src/application/next-turn.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { RateFile } from '#src/domain/rate-file.ts';
import { isReversed, type ReferenceRate, type ToldBase } from '#src/domain/reference-rate.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { ReadRateFile, ReadRates, UnreadableRates } from '#src/ports/rate-files.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import type { ReferenceRateRepository } from '#src/ports/reference-rate-repository.ts';
import { activeFiles } from './rate-of.ts';

export type RateFilesNeeds = {
  readonly store: RecordStore;
  readonly references: ReferenceRateRepository;
  readonly read: ReadRateFile;
  /** Throws a NoRoomError where the disk has none for so many rates. */
  readonly requireRoom: (rates: number) => Promise<void>;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: IdSource;
  /** Rates may be known now that were not before. */
  readonly look: () => void;
  /** What a rate changed is folded anew. */
  readonly onFolded: (changes: readonly Change[]) => void;
  readonly foldAnew: <Recorded extends { readonly ok: boolean }>(
    record: () => Promise<Recorded>,
  ) => Promise<Recorded>;
};

export type RateFileAsked = {
  readonly name: string;
  readonly text: string;
  readonly told: ToldBase | undefined;
};

/** What is in a file, before anything of it is taken. */
export type RateFilePreview = Omit<ReadRates, 'series'> & {
  readonly series: readonly {
    readonly of: string;
    readonly into: string;
    readonly first: number;
    readonly last: number;
    readonly rates: number;
    /** The last of them. */
    readonly latest: string;
  }[];
  readonly rates: number;
};

type Refused = UnreadableRates;

/** Those that are added at once. */
const pieceSize = 2_000;
/** Days of each pair that are looked up where other files may have them. */
const compared = 12;

/** Files of published rates: read in a thread, looked at, taken, and taken back. */
export function createRateFiles(needs: RateFilesNeeds) {
  const { store, references, clock } = needs;

  async function read({ text, told }: RateFileAsked): Promise<Result<ReadRates, Refused>> {
    const found = await needs.read({ text, told, now: clock.now() });
    if (!found.ok) return found;
    // Another file says of the same days that they are the other way round: one of the two was read wrongly.
    return (await seemsReversed(found.value))
      ? err({ code: 'UNREADABLE_RATES', problem: 'REVERSED' })
      : found;
  }

  async function seemsReversed({ series }: ReadRates): Promise<boolean> {
    for (const { of, into, days, rates } of series) {
      const step = Math.max(1, Math.floor(days.length / compared));
      for (let at = days.length - 1; at >= 0; at -= step) {
        const [day, rate] = [days[at], rates[at]];
        if (day === undefined || rate === undefined) continue;
        const known =
          (await references.find({ of, into, day }))?.rate ??
          inverse((await references.find({ of: into, into: of, day }))?.rate);
        if (known !== undefined && isReversed(Decimal.from(rate), known)) return true;
      }
    }
    return false;
  }

  return {
    async preview(asked: RateFileAsked): Promise<Result<RateFilePreview, Refused>> {
      const found = await read(asked);
      return found.ok ? ok(previewOf(found.value)) : found;
    },

    /** All that is new of it. The file is undefined where nothing was. */
    async take(
      asked: RateFileAsked,
    ): Promise<Result<{ readonly file: RateFile | undefined; readonly known: number }, Refused>> {
      const found = await read(asked);
      if (!found.ok) return found;
      const preview = previewOf(found.value);
      await needs.requireRoom(preview.rates);
      const id = needs.ids.next();
      await references.removeAllBut([...(await activeFiles(store.read))]);
      let added = 0;
      for (const piece of pieces(found.value)) {
        added += await references.add(id, piece);
        await nextTurn();
      }
      const known = preview.rates - added;
      if (added === 0) return ok({ file: undefined, known });
      const file: RateFile = {
        id,
        name: asked.name,
        format: preview.format,
        importedAt: clock.now(),
        rates: added,
        first: Math.min(...preview.series.map(({ first }) => first)),
        last: Math.max(...preview.series.map(({ last }) => last)),
        currencies: [...new Set(found.value.series.flatMap(({ of, into }) => [of, into]))].toSorted(),
        undoneAt: undefined,
      };
      await store.transact(async (unit) => {
        await unit.rateFiles.save(file);
        await unit.audit.append({
          time: file.importedAt,
          actor: 'trader',
          action: 'imported',
          subject: `rate file ${id}`,
          detail: JSON.stringify({ name: file.name, format: file.format, rates: added, known }),
        });
      });
      needs.look();
      return ok({ file, known });
    },

    /** What it said of movements holds no more; they are looked up elsewhere. */
    async undo(id: string): Promise<Result<undefined, NotFound<'import'>>> {
      const undone = await needs.foldAnew(async (): Promise<Result<undefined, NotFound<'import'>>> => {
        const changes = await store.transact(async (unit) => {
          const file = (await unit.rateFiles.list()).find(
            (each) => each.id === id && each.undoneAt === undefined,
          );
          if (file === undefined) return undefined;
          const time = clock.now();
          await unit.rateFiles.save({ ...file, undoneAt: time });
          await unit.audit.append({
            time,
            actor: 'trader',
            action: 'undone',
            subject: `rate file ${id}`,
            detail: JSON.stringify({ name: file.name, rates: file.rates }),
          });
          return foldRated(unit, id);
        });
        if (changes === undefined) return err({ code: 'NOT_FOUND', what: 'import', id });
        needs.onFolded(changes);
        return ok(undefined);
      });
      if (undone.ok) {
        await references.removeAllBut([...(await activeFiles(store.read))]);
        needs.look();
      }
      return undone;
    },
  };
}

/** What was rated by it has other costs and results now. */
async function foldRated(unit: Repositories, file: string): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const accountId of await unit.rates.ratedBy(file))
    for (const held of await heldBy(unit, accountId))
      changes.push(...(await foldHolding(unit, { accountId, held })));
  return changes;
}

function previewOf({ series, ...rest }: ReadRates): RateFilePreview {
  const told = series.map(({ of, into, days, rates }) => ({
    of,
    into,
    first: days[0] ?? 0,
    last: days.at(-1) ?? 0,
    rates: days.length,
    latest: rates.at(-1) ?? '',
  }));
  return { ...rest, series: told, rates: told.reduce((sum, { rates }) => sum + rates, 0) };
}

function* pieces({ series }: ReadRates): Iterable<readonly ReferenceRate[]> {
  let piece: ReferenceRate[] = [];
  for (const { of, into, days, rates } of series)
    for (const [at, day] of days.entries()) {
      piece.push({ of, into, day, rate: Decimal.from(rates[at] ?? '') });
      if (piece.length < pieceSize) continue;
      yield piece;
      piece = [];
    }
  yield piece;
}

function inverse(rate: Decimal | undefined): Decimal | undefined {
  return rate && Decimal.one.per(rate);
}
