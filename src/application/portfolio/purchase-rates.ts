/** The rates of the moments at which what is held was bought, into the portfolio's currency. */
import type { Fraction } from '#src/domain/at-purchase.ts';
import { onlyPurchaseOf, type Bought, type Purchase } from '#src/domain/bought.ts';
import { Decimal } from '#src/domain/decimal.ts';
import {
  ledgerEntryId,
  type Currency,
  type FillId,
  type InstrumentId,
  type LedgerEntryId,
} from '#src/domain/ids.ts';
import { costIn, type LotCosts } from '#src/domain/lot-costs.ts';
import type { Origin } from '#src/domain/lots.ts';
import { ratedMovement, type ToldRate } from '#src/domain/paid-in.ts';
import type { Repositories } from '#src/ports/record-store.ts';

type Reads = Pick<Repositories, 'rates' | 'ledger' | 'instruments'>;

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

export type PurchaseRate = {
  /** Undefined where it is that of several purchases together. */
  readonly told: ToldRate | undefined;
  /** What an amount is multiplied and divided by: so what was made at a rate is turned back to the last digit. */
  readonly by: Fraction;
};

export type PurchaseMovement = {
  /** Whose rate counts. */
  readonly movementId: FillId | LedgerEntryId;
  /** Undefined where nothing says it. */
  readonly paidIn: Currency | undefined;
};

/** What is known of where a lot was bought that a linked entry brought. */
export type CarriedPurchase = {
  readonly bought?: Bought | undefined;
  readonly costs?: LotCosts | undefined;
};

/** One that was carried is that of its own purchase, wherever it went since. */
export async function movementOfPurchase(
  { ledger }: Pick<Repositories, 'ledger'>,
  { movementId, instrumentId, time, currency: paidIn }: Purchase,
): Promise<PurchaseMovement> {
  const entry = instrumentId === undefined ? await ledger.find(ledgerEntryId(movementId)) : undefined;
  return { movementId: entry === undefined ? movementId : ratedMovement(entry, time), paidIn };
}

/** Of one round trip, which is priced in `currency`. */
export class PurchaseRates {
  readonly #read: Reads;
  readonly #into: Into;
  readonly #settledIn = new Map<InstrumentId, Currency>();

  constructor(read: Reads, into: Into) {
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

  /**
   * That of the two currencies, either way round, or those of what was paid in both: of what was paid in the base currency
   * first the one that its cost is made by.
   */
  async of({ movementId, paidIn }: PurchaseMovement): Promise<PurchaseRate | undefined> {
    const { currency, base } = this.#into;
    const straight = async (): Promise<PurchaseRate | undefined> => {
      const told = await rateAtMoment(this.#read, movementId, this.#into);
      return told && { told, by: { times: told.rate, over: Decimal.one } };
    };
    if (currency === base) return straight();
    if (paidIn === base) return (await this.#turned(movementId)) ?? straight();
    return (
      (await straight()) ??
      (await this.#turned(movementId)) ??
      (paidIn && paidIn !== currency ? this.#through(movementId, paidIn) : undefined)
    );
  }

  /** Of several purchases together all that is known is what these had cost. */
  async ofCarried({ bought, costs }: CarriedPurchase): Promise<PurchaseRate | undefined> {
    const one = onlyPurchaseOf(bought);
    const known = one && (await this.of(await movementOfPurchase(this.#read, one)));
    if (known !== undefined) return known;
    const [times, over] = [costIn(costs, this.#into.base), costIn(costs, this.#into.currency)];
    if (times === undefined || over === undefined || over.isZero()) return undefined;
    return { told: undefined, by: { times, over } };
  }

  async #turned(movementId: FillId | LedgerEntryId): Promise<PurchaseRate | undefined> {
    const { currency, base } = this.#into;
    const known = await this.#read.rates.of(movementId, base, currency);
    if (known?.rate.isPositive() !== true) return undefined;
    const { rate } = known;
    return { told: { ...known, rate: Decimal.one.per(rate) }, by: { times: Decimal.one, over: rate } };
  }

  async #through(movementId: FillId | LedgerEntryId, through: Currency): Promise<PurchaseRate | undefined> {
    const { currency, base } = this.#into;
    const times = (await this.#read.rates.of(movementId, through, base))?.rate;
    const over = (await this.#read.rates.of(movementId, through, currency))?.rate;
    if (times === undefined || over?.isPositive() !== true) return undefined;
    return { told: { rate: times.per(over), source: 'crossed', through }, by: { times, over } };
  }

  async #settleOf(id: InstrumentId): Promise<Currency> {
    const settle = this.#settledIn.get(id) ?? (await this.#read.instruments.get(id)).settle;
    this.#settledIn.set(id, settle);
    return settle;
  }
}
