import { seededRandom } from '#test/faults/seeded.ts';
import type { Exchange } from './exchange.ts';
import type { Side } from './order.ts';
import { one } from './units.ts';

/** The crowd's behaviour: the same seed moves the same markets. */
export type Mover = {
  /** One move of every market: quotes come and go, the price wanders, and often something trades. */
  step(): void;
};

const levels = 150;
const steps = ['down', 'stay', 'stay', 'up'] as const;

/** Fills the books of all instruments around their opening prices. `usual` is what stands at a price, on average. */
export function createMover(
  exchange: Exchange,
  seed: number,
  usual: Readonly<Record<string, bigint>> = {},
): Mover {
  const random = seededRandom(seed);
  const moved = exchange.instruments().map(({ symbol, openingPrice, rules }) => {
    const tick = rules.tick > 0n ? rules.tick : 1n;
    /** A twenty-thousandth of the price, in whole ticks. */
    const raw = openingPrice / 20_000n;
    const gap = raw < tick ? tick : raw - (raw % tick);
    const unit = rules.step > 0n ? rules.step : 1n;
    const middle = openingPrice - (openingPrice % tick);
    return { symbol, gap, unit, middle, opening: middle, quantity: usual[symbol] ?? one };
  });
  type Moved = (typeof moved)[number];

  function some({ unit, quantity }: Moved): bigint {
    const wanted = (quantity * BigInt(random.between(1, 2000))) / 1000n;
    const whole = wanted - (wanted % unit);
    return whole > 0n ? whole : unit;
  }

  const priceOf = ({ middle, gap }: Moved, side: Side, distance: number) =>
    side === 'BUY' ? middle - gap * BigInt(distance) : middle + gap * BigInt(distance);

  function fill(market: Moved): void {
    for (let distance = 1; distance <= levels; distance += 1) {
      for (const side of ['BUY', 'SELL'] as const) {
        exchange.crowd.rest(market.symbol, side, priceOf(market, side, distance), some(market));
      }
    }
  }

  function wander(market: Moved): void {
    const { symbol, gap, opening } = market;
    const wish = random.pick(steps);
    // It stays within a tenth of where it began.
    const room = opening / 10n;
    if (wish === 'up' && market.middle < opening + room) market.middle += gap;
    else if (wish === 'down' && market.middle > opening - room) market.middle -= gap;
    for (const side of ['BUY', 'SELL'] as const) {
      exchange.crowd.rest(symbol, side, market.middle, 0n);
      exchange.crowd.rest(symbol, side, priceOf(market, side, -1), 0n);
      exchange.crowd.rest(symbol, side, priceOf(market, side, levels + 1), 0n);
    }
    for (const side of ['BUY', 'SELL'] as const) {
      exchange.crowd.rest(symbol, side, priceOf(market, side, 1), some(market));
      exchange.crowd.rest(symbol, side, priceOf(market, side, random.between(2, 20)), some(market));
      exchange.crowd.rest(symbol, side, priceOf(market, side, levels), some(market));
    }
  }

  for (const market of moved) fill(market);
  return {
    step() {
      for (const market of moved) {
        wander(market);
        if (random.next() < 0.6) {
          exchange.crowd.take(market.symbol, random.pick(['BUY', 'SELL']), some(market) / 4n || market.unit);
        }
      }
    },
  };
}
