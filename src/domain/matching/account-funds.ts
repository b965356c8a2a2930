import type { FeeRates } from '#src/domain/account.ts';
import { amountText } from '#src/domain/currency-places.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Liquidity } from '#src/domain/fill.ts';
import { notionalOf } from '#src/domain/instrument.ts';
import { addToPurse, amountIn, type Money, type Purse } from '#src/domain/money.ts';
import type { LevelTake } from './displayed-side.ts';
import { refusal, type Refusal } from './refusal.ts';
import { unfilled, type WorkingOrder } from './working-order.ts';

/** What the account holds, and what of it open orders reserve. Fees are charged in the settle currency. */
export class AccountFunds {
  readonly #fees: FeeRates;
  #balances: Purse;

  constructor(fees: FeeRates, balances: Purse) {
    this.#fees = fees;
    this.#balances = balances;
  }

  balances(): Purse {
    return this.#balances;
  }

  /** Exchanges cash and base; returns the fee that was charged. */
  book({ instrument, side }: WorkingOrder, { quantity, price }: LevelTake, liquidity: Liquidity): Money {
    const notional = notionalOf(instrument, quantity, price);
    const fee = notional.times(liquidity === 'MAKER' ? this.#fees.maker : this.#fees.taker);
    const bought = side === 'BUY';
    const cash = (bought ? notional.negated() : notional).minus(fee);
    const held = addToPurse(this.#balances, { currency: instrument.settle, amount: cash });
    const received = bought ? quantity : quantity.negated();
    this.#balances = addToPurse(held, { currency: instrument.base, amount: received });
    return { currency: instrument.settle, amount: fee };
  }

  /** Why the order cannot be paid for beside the other open ones; undefined when it can. */
  shortage(
    order: WorkingOrder,
    takes: readonly LevelTake[],
    open: Iterable<WorkingOrder>,
  ): Refusal | undefined {
    const { currency, amount: needed } = this.#needed(order, takes);
    let free = amountIn(this.#balances, currency);
    for (const other of open) {
      if (other.clientOrderId === order.clientOrderId) continue;
      const reserved = this.#reservationOf(other);
      if (reserved.currency === currency) free = free.minus(reserved.amount);
    }
    if (needed.atMost(free)) return undefined;
    return refusal({
      code: 'INSUFFICIENT_BALANCE',
      needed: amountText(needed, currency, 'ceiling'),
      free: amountText(free, currency, 'floor'),
      currency,
    });
  }

  /** A sale needs the base; a purchase its cost at its own price or, at any price, what the levels ask. */
  #needed(order: WorkingOrder, takes: readonly LevelTake[]): Money {
    const { instrument, side, limitPrice, phase } = order;
    if (side === 'SELL' || limitPrice !== undefined || phase === 'waiting') return this.#reservationOf(order);
    const cost = Decimal.sum(takes.map((take) => notionalOf(instrument, take.quantity, take.price)));
    return { currency: instrument.settle, amount: withFee(cost, this.#fees.taker) };
  }

  #reservationOf(order: WorkingOrder): Money {
    const { instrument, side, limitPrice, stopPrice } = order;
    if (side === 'SELL') return { currency: instrument.base, amount: unfilled(order) };
    const cost = notionalOf(instrument, unfilled(order), limitPrice ?? stopPrice ?? Decimal.zero);
    const amount = withFee(cost, Decimal.max(this.#fees.maker, this.#fees.taker));
    return { currency: instrument.settle, amount };
  }
}

/** A rebate is no money to spend before it is paid. */
function withFee(cost: Decimal, rate: Decimal): Decimal {
  return cost.plus(cost.times(Decimal.max(rate, Decimal.zero)));
}
