import { units } from './units.ts';

export type InstrumentStatus = 'TRADING' | 'HALT' | 'BREAK' | 'CANCEL_ONLY';

/** What a venue asks of orders. Zero switches a rule off. */
export type Rules = {
  readonly minPrice: bigint;
  readonly maxPrice: bigint;
  readonly tick: bigint;
  readonly minQuantity: bigint;
  readonly maxQuantity: bigint;
  readonly step: bigint;
  readonly marketMinQuantity: bigint;
  readonly marketMaxQuantity: bigint;
  readonly marketStep: bigint;
  readonly minNotional: bigint;
  readonly applyMinToMarket: boolean;
  readonly maxNotional: bigint;
  readonly applyMaxToMarket: boolean;
  /** How far an order's price may be from the average one, as factors. */
  readonly bidUp: bigint;
  readonly bidDown: bigint;
  readonly askUp: bigint;
  readonly askDown: bigint;
  /** Minutes of the average price; zero takes the last price. */
  readonly averageMinutes: number;
  readonly maxOrders: number;
  readonly maxStopOrders: number;
  readonly maxPosition: bigint;
  readonly maxAmends: number;
};

export type Instrument = {
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  readonly openingPrice: bigint;
  status: InstrumentStatus;
  rules: Rules;
};

/** Values as a large venue has them for its main pair. */
const commonRules: Rules = {
  minPrice: units('0.01'),
  maxPrice: units('1000000'),
  tick: units('0.01'),
  minQuantity: units('0.00001'),
  maxQuantity: units('9000'),
  step: units('0.00001'),
  marketMinQuantity: 0n,
  marketMaxQuantity: units('120'),
  marketStep: 0n,
  minNotional: units('5'),
  applyMinToMarket: true,
  maxNotional: units('9000000'),
  applyMaxToMarket: false,
  bidUp: units('5'),
  bidDown: units('0.2'),
  askUp: units('5'),
  askDown: units('0.2'),
  averageMinutes: 5,
  maxOrders: 200,
  maxStopOrders: 5,
  maxPosition: 0n,
  maxAmends: 10,
};

/** An instrument of the pair, with the rules of a large venue where nothing else is said. */
export function instrument(
  base: string,
  quote: string,
  openingPrice: string,
  rules: Partial<Rules> = {},
): Instrument {
  return {
    symbol: `${base}${quote}`,
    base,
    quote,
    openingPrice: units(openingPrice),
    status: 'TRADING',
    rules: { ...commonRules, ...rules },
  };
}
