/** What sales brought, lot by lot, as a declaration of taxes asks for it: the legs are those of `position-fold.ts`. */
import type { CostMethod } from './account.ts';
import { lessAmounts, noAmounts, partOf } from './amounts.ts';
import { Decimal } from './decimal.ts';
import type { Leg } from './fill-order.ts';
import { coinOf, type HeldMovement } from './held.ts';
import type { Currency, HeldId, InstrumentId } from './ids.ts';
import type { Instrument } from './instrument.ts';
import type { Holding } from './leg-effect.ts';
import { amountAt, amountOver } from './leg-rates.ts';
import {
  effectAtWorth,
  effectOf,
  effectOfTrade,
  mayBeShort,
  type Effect,
  type Moment,
} from './lot-effect.ts';
import type { Money } from './money.ts';
import { PositionFold } from './position-fold.ts';
import { isCash } from './quote-currencies.ts';
import { idOfOrigin, type NamedLot, type NamedLotProblem } from './named-lots.ts';
import type { InCurrency } from './tax-amounts.ts';
import type { CarriedLot, TaxLot } from './tax-lot.ts';
import { TaxLots } from './tax-lots.ts';

/** A piece of a lot that was sold, or of a short one that was bought back. */
export type Disposal = {
  readonly held: HeldId;
  /** What was traded when it was disposed of. */
  readonly instrumentId: InstrumentId;
  /** Positive. */
  readonly quantity: Decimal;
  readonly isShort: boolean;
  /** Undefined where the record never saw it come in. */
  readonly opened: Moment | undefined;
  readonly closed: Moment;
  /** Before their fees, which stand beside them. Undefined where nobody knows them. */
  readonly cost: InCurrency | undefined;
  readonly proceeds: InCurrency | undefined;
  /** Whether a fee of the purchase or the sale is not in the amounts: not known, or paid in something else. */
  readonly lacksFee: boolean;
  /** Whether the trader said which lots were sold. */
  readonly isNamed: boolean;
};

/** Of the fill or entry that sold; undefined where the method says which lots it took. */
type NamedLotsOf = (saleId: string) => readonly NamedLot[] | undefined;

/** Proceeds − cost − the fees of both, in one currency; undefined where one of the two is not known, or in another. */
export function gainOf({ cost, proceeds }: Disposal): Decimal | undefined {
  if (cost === undefined || proceeds === undefined || cost.currency !== proceeds.currency) return undefined;
  return proceeds.value.minus(proceeds.fees).minus(cost.value).minus(cost.fees);
}

/** Folds the legs of one holding, in their order. */
export class GainsFold {
  readonly #holding: Holding;
  readonly #methodAt: (time: number) => CostMethod;
  readonly #lots: TaxLots;
  /** Of all lots: negative is short. */
  #quantity = Decimal.zero;
  /** Of the last leg: what is bought is younger than all that was bought here before, whatever its venue's clock says. */
  #moment = -Infinity;
  #departed: readonly CarriedLot[] = [];
  readonly #namedFor: NamedLotsOf;
  readonly #refused = new Map<string, NamedLotProblem>();
  /** Of a coin its round trips, for what they count in. */
  readonly #trips: PositionFold | undefined;
  /** What the last leg counts in where it has amounts of several currencies, or of a coin. */
  #countsIn: Currency | undefined;

  constructor(
    holding: Holding,
    methodAt: (time: number) => CostMethod,
    namedFor: NamedLotsOf = () => undefined,
  ) {
    this.#holding = holding;
    this.#methodAt = methodAt;
    this.#namedFor = namedFor;
    this.#lots = new TaxLots(methodAt(-Infinity));
    this.#trips = coinOf(holding.held) === undefined ? undefined : new PositionFold(holding);
  }

  /** What the leg disposed of. */
  add(leg: Leg): readonly Disposal[] {
    this.#lots.use(this.#methodAt(leg.time));
    this.#moment = Math.max(this.#moment, leg.time);
    const countsIn = this.#currencyOf(leg);
    this.#countsIn = countsIn;
    if (leg.source === 'ledger' && leg.ratio !== undefined) {
      this.#quantity = this.#lots.split(leg.ratio, this.#quantity);
      return [];
    }
    if (leg.source === 'ledger' && leg.share !== undefined) {
      const gone = this.#lots.spinOff(leg.share);
      const isShort = this.#quantity.isNegative();
      this.#departed = isShort ? gone.map((lot) => ({ ...lot, quantity: lot.quantity.negated() })) : gone;
      return [];
    }
    if (leg.source === 'ledger' && leg.returned !== undefined) return this.#return(leg, leg.returned);
    if (leg.source !== 'ledger') return this.#fold(effectOfTrade(leg, this.#holding, countsIn));
    this.#departed = [];
    const effect =
      leg.isAtWorth === true ? effectAtWorth(leg, this.#holding, countsIn) : effectOf(leg, this.#holding);
    if (leg.arrived === undefined) return this.#fold(effect);
    return leg.arrived.flatMap((lot) => {
      const { quantity: moved, openedAt: acquiredAt, paid, lacksFee, origin, rates } = lot;
      return this.#fold({ ...effect, moved, acquiredAt, paid, lacksFee, origin, rates });
    });
  }

  /** That of its round trip, or the portfolio's where that is a coin. */
  #currencyOf(leg: Leg): Currency | undefined {
    const { base, listing } = this.#holding;
    const ended = this.#trips?.add(leg).at(-1);
    const trip = this.#trips?.unfinished().at(-1) ?? ended;
    const code = trip?.currency ?? listing?.settle;
    return code !== undefined && isCash(code) ? code : base;
  }

  #fold(effect: Effect): readonly Disposal[] {
    const { moved } = effect;
    if (moved.isZero()) return [];
    const held = this.#quantity.sign() === -moved.sign() ? this.#quantity.abs() : Decimal.zero;
    const size = moved.abs();
    const closing = Decimal.min(size, held);
    const disposals = closing.isPositive() ? this.#close(effect, closing, size) : [];
    if (size.equals(closing)) return disposals;
    const rest = size.minus(closing);
    if (moved.isNegative() && !mayBeShort(this.#holding, effect))
      return effect.isSale ? [...disposals, this.#unseen(effect, rest, size)] : disposals;
    this.#open(effect, rest, size);
    return disposals;
  }

  /** What the last leg took along. */
  departed(): readonly CarriedLot[] {
    return this.#departed;
  }

  /** The oldest first. */
  open(): readonly TaxLot[] {
    return this.#lots.list();
  }

  /** Sales whose named lots were not there to be taken, or not all that was sold: those took what the method takes. */
  refused(): ReadonlyMap<string, NamedLotProblem> {
    return this.#refused;
  }

  #close(effect: Effect, closing: Decimal, size: Decimal): readonly Disposal[] {
    const isShort = this.#quantity.isNegative();
    const named = isShort || !effect.isSale ? undefined : this.#takeNamed(effect, closing);
    const pieces = named ?? this.#lots.take(closing, effect.paid?.currency);
    this.#quantity = this.#quantity.plus(isShort ? closing : closing.negated());
    // What leaves to be held elsewhere takes its lots along: nothing was sold.
    this.#departed = isShort ? pieces.map(owed) : pieces;
    if (!effect.isSale && (!isShort || effect.carries)) return [];
    let left = effect.paid && partOf(effect.paid, closing, size);
    let open = closing;
    return pieces.map((lot) => {
      const other = left && partOf(left, lot.quantity, open);
      if (left !== undefined && other !== undefined) left = lessAmounts(left, other);
      open = open.minus(lot.quantity);
      const { own, against } = this.#compared(lot, { ...effect, paid: other });
      const [bought, sold] = isShort ? [against, own] : [own, against];
      return {
        ...this.#disposalOf(effect, lot.quantity),
        isShort,
        opened: { time: lot.openedAt, origin: lot.origin },
        // What brings in less than nothing costs, and the other way.
        cost: effect.isInverse ? turned(sold) : bought,
        proceeds: effect.isInverse ? turned(bought) : sold,
        lacksFee: effect.lacksFee || lot.lacksFee,
        isNamed: named !== undefined,
      };
    });
  }

  /** Two currencies count in one, each at the rate of its moment; as they were paid where one has none. */
  #compared(lot: TaxLot, { paid, rates }: Pick<Effect, 'paid' | 'rates'>) {
    const asPaid = { own: lot.paid, against: paid };
    if (lot.paid === undefined || paid === undefined || lot.paid.currency === paid.currency) return asPaid;
    const coin = coinOf(this.#holding.held);
    const own = this.#countsIn && paidIn(lot.paid, this.#countsIn, { rates: lot.rates, coin });
    const against = this.#countsIn && paidIn(paid, this.#countsIn, { rates, coin });
    return own === undefined || against === undefined ? asPaid : { own, against };
  }

  /** Undefined where the trader named none, or what he named cannot be. */
  #takeNamed({ moment }: Effect, closing: Decimal): readonly TaxLot[] | undefined {
    const saleId = idOfOrigin(moment.origin);
    const named = this.#namedFor(saleId);
    if (named === undefined) return undefined;
    const isAll = Decimal.sum(named.map(({ quantity }) => quantity)).equals(closing);
    const taken = isAll ? this.#lots.takeNamed(named) : 'NOT_ALL';
    if (typeof taken !== 'string') return taken;
    this.#refused.set(saleId, taken);
    return undefined;
  }

  /** Cash that was paid back beyond what a lot had cost is a gain of none of its quantity. */
  #return({ id, time }: HeldMovement, cash: Money): readonly Disposal[] {
    const moment = { time, origin: { entryId: id } };
    const isShort = this.#quantity.isNegative();
    const { currency } = cash;
    // A short owes what is paid back: it brought in less.
    const amount = isShort ? cash.amount.negated() : cash.amount;
    return this.#lots.lower({ currency, amount }).map(({ lot, over }) => {
      const more = { value: over, fees: Decimal.zero, currency };
      const nothing = { ...noAmounts, currency };
      return {
        ...this.#disposalOf({ instrumentId: undefined, moment, lacksFee: lot.lacksFee }, Decimal.zero),
        isShort,
        opened: { time: lot.openedAt, origin: lot.origin },
        cost: isShort ? more : nothing,
        proceeds: isShort ? nothing : more,
      };
    });
  }

  #unseen(effect: Effect, quantity: Decimal, size: Decimal): Disposal {
    return {
      ...this.#disposalOf(effect, quantity),
      proceeds: effect.paid && lessAmounts(effect.paid, partOf(effect.paid, size.minus(quantity), size)),
    };
  }

  #disposalOf(
    { instrumentId, moment, lacksFee }: Pick<Effect, 'instrumentId' | 'moment' | 'lacksFee'>,
    quantity: Decimal,
  ): Disposal {
    const { held, listing } = this.#holding;
    return {
      held,
      instrumentId: instrumentId ?? listingId(listing),
      quantity,
      isShort: false,
      opened: undefined,
      closed: moment,
      cost: undefined,
      proceeds: undefined,
      lacksFee,
      isNamed: false,
    };
  }

  #open(
    { moved, paid, moment, acquiredAt, origin, lacksFee, rates }: Effect,
    quantity: Decimal,
    size: Decimal,
  ): void {
    this.#quantity = this.#quantity.plus(moved.isPositive() ? quantity : quantity.negated());
    const lot = {
      origin: origin ?? moment.origin,
      openedAt: acquiredAt ?? moment.time,
      quantity,
      paid: paid && lessAmounts(paid, partOf(paid, size.minus(quantity), size)),
      lacksFee,
      rates,
    };
    this.#lots.add(lot, acquiredAt ?? this.#moment);
  }
}

/** What was a coin's worth in one currency has another by the coin's own rates. */
function paidIn(
  { value, fees, currency }: InCurrency,
  into: Currency,
  { rates, coin }: { readonly rates: Effect['rates']; readonly coin: Currency | undefined },
): InCurrency | undefined {
  const at = (amount: Decimal) =>
    amountAt(rates, amount, { currency, into }) ??
    (coin && amountOver(rates, amount, { currency, into, over: coin }));
  const [counted, charged] = [at(value), at(fees)];
  return counted && charged && { value: counted, fees: charged, currency: into };
}

/** What was sold short brought its value in. */
function owed(lot: TaxLot): CarriedLot {
  return { ...lot, paid: turned(lot.paid) };
}

function turned(amounts: InCurrency | undefined): InCurrency | undefined {
  return amounts && { ...amounts, value: amounts.value.negated() };
}

function listingId(listing: Instrument | undefined): InstrumentId {
  if (listing === undefined) throw new RangeError('nothing prices what was moved');
  return listing.id;
}
