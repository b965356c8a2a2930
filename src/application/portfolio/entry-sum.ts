import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { KnownRate } from '#src/domain/paid-in.ts';
import type { Origin } from '#src/domain/lots.ts';
import type { EntryOfFigure } from '#src/ports/entries-reader.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/** An entry of a figure, before what it is was read: of a long history only the newest are looked up. */
export type Told = Pick<EntryOfFigure, 'accountId' | 'time' | 'unit' | 'amount' | 'rate' | 'worth'> & {
  readonly fill?: Fill;
  readonly entry?: LedgerEntry;
  readonly origin?: Origin;
  /** Whether its worth counts, and not its amount. */
  readonly isInBase?: true;
};

/** Of a worth that it makes of the amount: what was in that currency already has none. */
export function rateOfWorth(
  { rate, source }: Pick<KnownRate, 'rate' | 'source'>,
  amount: Decimal | undefined,
  worth: Decimal | undefined,
): Told['rate'] {
  const isMade = amount === undefined || worth?.equals(amount.times(rate)) !== false;
  return isMade ? { rate, source } : undefined;
}

/** Adds all of them up, and keeps the newest. */
export class EntrySum {
  readonly #most: number;
  readonly #sums = new Map<string, Decimal>();
  #newest: Told[] = [];
  #worth: Decimal | undefined;
  #total = 0;
  #unknown = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(told: Told): void {
    const { unit, amount, worth, isInBase = false } = told;
    this.#total += 1;
    if ((isInBase ? worth : amount) === undefined) this.#unknown += 1;
    if (amount !== undefined) this.#sums.set(unit, this.#sums.get(unit)?.plus(amount) ?? amount);
    if (isInBase) this.#worth = (this.#worth ?? Decimal.zero).plus(worth ?? Decimal.zero);
    this.#newest.push(told);
    // In bulk: sorting for each would take longer than all else.
    if (this.#newest.length > this.#most * 4) this.#cut();
  }

  async read(read: Repositories) {
    this.#cut();
    const entries: EntryOfFigure[] = [];
    for (const told of this.#newest) entries.push(await whole(read, told));
    return {
      entries,
      total: this.#total,
      unknown: this.#unknown,
      sums: [...this.#sums]
        .map(([unit, amount]) => ({ unit, amount }))
        .toSorted((one, other) => (one.unit < other.unit ? -1 : 1)),
      worth: this.#worth,
    };
  }

  #cut(): void {
    this.#newest = this.#newest.toSorted((one, other) => other.time - one.time).slice(0, this.#most);
  }
}

async function whole(
  { trades, ledger }: Repositories,
  { fill, entry, origin, isInBase: _isInBase, ...told }: Told,
): Promise<EntryOfFigure> {
  const own = entry ?? (origin && 'entryId' in origin ? await ledger.find(origin.entryId) : undefined);
  if (own !== undefined) return { ...told, id: own.id, type: own.type, trade: undefined };
  const traded =
    fill ??
    (origin && 'fillId' in origin
      ? await trades.find(told.accountId, origin.instrumentId, origin.fillId)
      : undefined);
  if (traded === undefined) throw new RangeError('an entry has gone from the record while it was read');
  const { id, instrumentId, side, quantity, price } = traded;
  return { ...told, id, type: 'fill', trade: { instrumentId, side, quantity, price } };
}
