import type { Instrument } from './instrument.ts';
import type { Ledger } from './ledger.ts';
import { remainingOf, type ExchangeFill, type ExchangeOrder } from './order.ts';
import { divided, least, one, times } from './units.ts';

/** The exchange's own holders in its ledger. Only the crowd and what comes from outside may be overdrawn. */
export const crowd = 'the crowd';
export const outside = 'outside';
const feeIncome = 'fees';

export type Fees = {
  readonly maker: bigint;
  readonly taker: bigint;
  /** Of what a trade brings (Binance), or always of the quote currency (Gemini). */
  readonly chargedIn: 'received' | 'quote';
  /** Fees are taken in this asset, at a discount, while the account has enough of it. */
  readonly discount?: { readonly asset: string; readonly rate: bigint };
};

export type Charge = { readonly fee: bigint; readonly feeAsset: string };

export type Execution = Pick<ExchangeFill, 'price' | 'quantity' | 'quoteQuantity' | 'isMaker'>;

export function reserveAssetOf({ side }: ExchangeOrder, { base, quote }: Instrument): string {
  return side === 'BUY' ? quote : base;
}

/** What the rest of a limit order needs. A market order takes from what is free. */
export function reserveFor(order: ExchangeOrder, fees: Fees): bigint {
  if (order.price === undefined) return 0n;
  const rest = remainingOf(order);
  if (order.side === 'SELL') return rest;
  const notional = times(order.price, rest);
  return fees.chargedIn === 'quote' ? notional + feeOn(notional, fees.taker) : notional;
}

/** The fee of one execution. `worth` tells the value of one unit of an asset in the quote currency, if it is known. */
export function chargeOf(
  { side }: ExchangeOrder,
  { base, quote }: Instrument,
  execution: Execution,
  fees: Fees,
  wallet: { free(asset: string): bigint; worth(asset: string): bigint | undefined },
): Charge {
  const rate = execution.isMaker ? fees.maker : fees.taker;
  const inBase = fees.chargedIn === 'received' && side === 'BUY';
  const { discount } = fees;
  if (discount !== undefined) {
    const worth = wallet.worth(discount.asset);
    const value = times(times(execution.quoteQuantity, rate), one - discount.rate);
    const fee = worth === undefined ? undefined : divided(value, worth);
    if (fee !== undefined && fee <= wallet.free(discount.asset)) return { fee, feeAsset: discount.asset };
  }
  return inBase
    ? { fee: times(execution.quantity, rate), feeAsset: base }
    : { fee: feeOn(execution.quoteQuantity, rate), feeAsset: quote };
}

/** Moves what was traded, releases what was locked for it, and takes the fee. Undefined is the crowd. */
export function settle(
  ledger: Ledger,
  instrument: Instrument,
  reference: string,
  { quantity, quoteQuantity }: Pick<Execution, 'quantity' | 'quoteQuantity'>,
  sides: { readonly buyer: Party | undefined; readonly seller: Party | undefined },
): void {
  const { base, quote } = instrument;
  ledger.post(reference, [
    ...released(sides.buyer, quote),
    ...released(sides.seller, base),
    free(sides.buyer, quote, -quoteQuantity),
    free(sides.seller, quote, quoteQuantity),
    free(sides.buyer, base, quantity),
    free(sides.seller, base, -quantity),
    ...charged(sides.buyer),
    ...charged(sides.seller),
  ]);
}

export type Party = {
  readonly account: string;
  /** What is locked no longer. */
  readonly released: bigint;
  readonly charge: Charge;
};

function released(party: Party | undefined, asset: string) {
  if (party === undefined) return [];
  const { account: holder } = party;
  return [
    { holder, asset, pocket: 'locked' as const, amount: -party.released },
    { holder, asset, pocket: 'free' as const, amount: party.released },
  ];
}

function free(party: Party | undefined, asset: string, amount: bigint) {
  return { holder: party?.account ?? crowd, asset, pocket: 'free' as const, amount };
}

function charged(party: Party | undefined) {
  if (party === undefined) return [];
  const { fee, feeAsset: asset } = party.charge;
  return [
    { holder: party.account, asset, pocket: 'free' as const, amount: -fee },
    { holder: feeIncome, asset, pocket: 'free' as const, amount: fee },
  ];
}

function feeOn(notional: bigint, rate: bigint): bigint {
  return times(notional, rate);
}

/** How much of a price an amount of the quote currency buys, in whole steps. */
export function affordable(quote: bigint, price: bigint, step: bigint, most: bigint): bigint {
  const quantity = least(divided(quote, price), most);
  return step > 0n ? quantity - (quantity % step) : quantity;
}
