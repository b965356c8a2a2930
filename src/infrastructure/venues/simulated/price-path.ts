import { FractalNoise } from './fractal-noise.ts';
import { keyOf, uniform } from './seeded-hash.ts';

export const minute = 60_000;
/** The market moves on a grid of this many milliseconds. */
export const step = 50;

const yearMinutes = 365 * 1440;
/** Periods of 1 minute to half a year; within a minute, of 1 to 32 seconds. */
const slowLevels = 19;
const fastLevels = 6;
/**
 * Makes the standard deviation of daily returns that of the named yearly volatility: noise whose power falls with
 * its frequency has the increments of a random walk but for a constant.
 */
const calibration = 0.865;
/** Half the width of the approach to a minute's high and low, as a share of the minute. */
const approach = 0.15;

/** One minute, in the logarithm of price over the reference price. */
export type Minute = {
  readonly open: number;
  readonly close: number;
  readonly high: number;
  readonly low: number;
};

/**
 * The price as a function of time: any moment can be asked for, nothing is stored and time may start anywhere.
 * Minute by minute it is a fractal noise; within a minute it stays between the minute's low and high, and reaches
 * both at moments of the grid, so that candles built of minutes and prices seen live tell the same story.
 */
export class PricePath {
  readonly #slow: FractalNoise;
  readonly #fast: FractalNoise;
  readonly #wickKey: number;
  readonly #momentKey: number;
  readonly #minuteDeviation: number;

  constructor(name: string, yearlyVolatility: number) {
    this.#minuteDeviation = yearlyVolatility / Math.sqrt(yearMinutes);
    const amplitudes = (levels: number, minutes: number): readonly number[] =>
      Array.from(
        { length: levels },
        (_, level) => this.#minuteDeviation * calibration * Math.sqrt(minutes * 2 ** level),
      );
    this.#slow = new FractalNoise(`${name}/slow`, minute, amplitudes(slowLevels, 1));
    this.#fast = new FractalNoise(`${name}/fast`, 1000, amplitudes(fastLevels, 1 / 60));
    this.#wickKey = keyOf(`${name}/wick`);
    this.#momentKey = keyOf(`${name}/moment`);
  }

  /** `index` counts minutes since the epoch. */
  minuteAt(index: number): Minute {
    const [open, close] = this.#slow.ends(index);
    return {
      open,
      close,
      high: Math.max(open, close) + this.#wick(index * 2),
      low: Math.min(open, close) - this.#wick(index * 2 + 1),
    };
  }

  /** The logarithm of price over the reference price, constant within a step. */
  at(time: number): number {
    const now = Math.floor(time / step) * step;
    const index = Math.floor(now / minute);
    const part = now / minute - index;
    const { open, close, high, low } = this.minuteAt(index);
    // Nothing at the ends of the minute, where the next one takes over.
    const room = 4 * part * (1 - part);
    const drawn = open + (close - open) * part + this.#fast.at(now) * room;
    const level = Math.min(Math.max(drawn, low), high);
    const highFirst = uniform(this.#momentKey, index * 3) < 0.5;
    const highNear = this.#nearness(part, index * 3 + 1, highFirst);
    const lowNear = this.#nearness(part, index * 3 + 2, !highFirst);
    if (highNear === 1) return high;
    if (lowNear === 1) return low;
    return level + (high - level) * highNear + (low - level) * lowNear;
  }

  /** 1 at the chosen moment of the chosen half of the minute, 0 away from it. Never both of the two extremes. */
  #nearness(part: number, choice: number, firstHalf: boolean): number {
    const chosen = (firstHalf ? 0.15 : 0.65) + 0.2 * uniform(this.#momentKey, choice);
    const moment = Math.round((chosen * minute) / step) * (step / minute);
    const distance = Math.abs(part - moment);
    return distance < step / minute / 2 ? 1 : Math.max(0, 1 - distance / approach);
  }

  #wick(choice: number): number {
    return uniform(this.#wickKey, choice) ** 2 * 1.2 * this.#minuteDeviation;
  }
}
