/** The rates of the moments at which what is held was bought, into the portfolio's currency. */
import { Decimal } from '#src/domain/decimal.ts';
import type { Currency, FillId, InstrumentId, LedgerEntryId } from '#src/domain/ids.ts';
import type { Origin } from '#src/domain/lots.ts';
import { ratedMovement, type ToldRate } from '#src/domain/paid-in.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/** Money of the base currency itself has that rate at all times. */
const own = { rate: Decimal.one, source: 'venue' } as const;

type Into = { readonly currency: Currency; readonly base: Currency };

export async function rateAtMoment(
  { rates }: Pick<Repositories, 'rates'>,
  movement: FillId | LedgerEntryId,
  { currency, base }: Into,
): Promise<ToldRate | undefined> {
  return currency === base ? own : rates.of(movement, currency, base);
}

export type PurchaseRate = ToldRate & {
  /** What is recorded, where that is the rate of the base currency in what the round trip is priced in. */
  readonly turned?: Decimal | undefined;
};

type PurchaseMovement = {
  /** Whose rate counts. */
  readonly movementId: FillId | LedgerEntryId;
  /** Undefined where nothing says it. */
  readonly paidIn: Currency | undefined;
};

/** Of one round trip, which is priced in `currency`. */
export class PurchaseRates {
  readonly #read: Pick<Repositories, 'rates' | 'ledger' | 'instruments'>;
  readonly #into: Into;
  readonly #settledIn = new Map<InstrumentId, Currency>();

  constructor(read: Pick<Repositories, 'rates' | 'ledger' | 'instruments'>, into: Into) {
    this.#read = read;
    this.#into = into;
  }

  /** What came by one entry may have been bought at several moments, each with a rate of its own. */
  async movementOf(origin: Origin, moment: number): Promise<PurchaseMovement> {
    if ('fillId' in origin)
      return { movementId: origin.fillId, paidIn: await this.#settleOf(origin.instrumentId) };
    const entry = await this.#read.ledger.find(origin.entryId);
    if (entry === undefined) return { movementId: origin.entryId, paidIn: undefined };
    return { movementId: ratedMovement(entry, moment), paidIn: entry.cost?.currency };
  }

  /** That of the two currencies, either way round: of what was paid in the base currency first the one that its cost is made by. */
  async of({ movementId, paidIn }: PurchaseMovement): Promise<PurchaseRate | undefined> {
    const { currency, base } = this.#into;
    const straight = () => rateAtMoment(this.#read, movementId, this.#into);
    if (currency === base) return straight();
    return paidIn === base
      ? ((await this.#turned(movementId)) ?? straight())
      : ((await straight()) ?? this.#turned(movementId));
  }

  async #turned(movementId: FillId | LedgerEntryId): Promise<PurchaseRate | undefined> {
    const { currency, base } = this.#into;
    const known = await this.#read.rates.of(movementId, base, currency);
    if (known?.rate.isPositive() !== true) return undefined;
    return { ...known, rate: Decimal.one.per(known.rate), turned: known.rate };
  }

  async #settleOf(id: InstrumentId): Promise<Currency> {
    const settle = this.#settledIn.get(id) ?? (await this.#read.instruments.get(id)).settle;
    this.#settledIn.set(id, settle);
    return settle;
  }
}
