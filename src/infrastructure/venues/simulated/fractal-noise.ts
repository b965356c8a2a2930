import { keyOf, uniform } from './seeded-hash.ts';

/**
 * Midpoint displacement with random access. Level 0 has the finest grid, each next one twice its period. The value
 * at a grid point is that of the next level there, plus the level's own displacement, which a hash of the point
 * gives; between grid points run straight lines. Every level remembers the cell that it was last asked for: that
 * makes a walk along time cheap and changes no value.
 */
export class FractalNoise {
  readonly #key: number;
  readonly #period: number;
  /** By level, the finest first. */
  readonly #amplitudes: Float64Array;
  readonly #cells: Float64Array;
  readonly #lefts: Float64Array;
  readonly #rights: Float64Array;
  /** Moves the grid, or all noises would have their largest joints at the same moments. */
  readonly #shift: number;

  /** `period` is the finest level's; `amplitudes` bound each level's displacement, the finest first. */
  constructor(name: string, period: number, amplitudes: readonly number[]) {
    this.#key = keyOf(name);
    this.#period = period;
    this.#amplitudes = Float64Array.from(amplitudes);
    this.#cells = new Float64Array(amplitudes.length).fill(Number.NaN);
    this.#lefts = new Float64Array(amplitudes.length);
    this.#rights = new Float64Array(amplitudes.length);
    this.#shift = Math.floor(uniform(this.#key, -1) * 2 ** amplitudes.length);
  }

  at(time: number): number {
    const position = time / this.#period;
    const [left, right] = this.ends(Math.floor(position));
    return left + (right - left) * (position - Math.floor(position));
  }

  /** The values where the finest level's cell begins and ends; cell 0 begins at time 0. */
  ends(cell: number): readonly [left: number, right: number] {
    this.#enter(0, cell + this.#shift);
    return [this.#lefts[0] ?? 0, this.#rights[0] ?? 0];
  }

  #enter(level: number, cell: number): void {
    if (this.#cells[level] === cell) return;
    let left = 0;
    let right = 0;
    const above = level + 1;
    if (above < this.#cells.length) {
      const half = Math.floor(cell / 2);
      this.#enter(above, half);
      left = this.#lefts[above] ?? 0;
      right = this.#rights[above] ?? 0;
      const middle = (left + right) / 2;
      if (half * 2 === cell) right = middle;
      else left = middle;
    }
    this.#cells[level] = cell;
    this.#lefts[level] = left + this.#displacement(level, cell);
    this.#rights[level] = right + this.#displacement(level, cell + 1);
  }

  #displacement(level: number, point: number): number {
    return (uniform(this.#key + level, point) * 2 - 1) * (this.#amplitudes[level] ?? 0);
  }
}
