import type { Decimal } from '#src/domain/decimal.ts';
import type { DecimalText } from '#src/domain/market.ts';

/** A tick or lot size as a grid: whole steps inside the generator, exact text outside. */
export class Grid {
  /** The step's value, for choosing steps; never for text. */
  readonly size: number;
  readonly #places: number;
  readonly #unit: number;

  constructor(size: Decimal) {
    this.size = size.toNumber();
    this.#places = size.decimalPlaces();
    this.#unit = Math.round(this.size * 10 ** this.#places);
  }

  nearest(value: number): number {
    return Math.round(value / this.size);
  }

  text(steps: number): DecimalText {
    const digits = String(steps * this.#unit);
    if (this.#places === 0) return digits;
    const padded = digits.padStart(this.#places + 1, '0');
    const point = padded.length - this.#places;
    return `${padded.slice(0, point)}.${padded.slice(point)}`;
  }
}
