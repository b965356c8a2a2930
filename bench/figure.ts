/** One measured figure, against raw work done in the same run. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The raw work's value in the same unit; undefined where the figure has none. */
  readonly baseline: number | undefined;
  /** value / baseline. */
  readonly ratio: number | undefined;
  readonly goal: string;
  readonly pass: boolean;
};

/** `large` asks for the full size of what is small otherwise, because it takes minutes. */
export type Measure = (large: boolean) => Promise<readonly Figure[]>;

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('the median of nothing');
  return middle;
}

async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export type Paired = { readonly ours: number; readonly raw: number; readonly ratio: number };

/**
 * Times the two in turn, after one uncounted turn of each. The ratio is the median of the turns' own ratios: what
 * else the machine does meanwhile slows both of a pair.
 */
export async function inTurns(
  turns: number,
  ours: (turn: number) => unknown,
  raw: (turn: number) => unknown,
): Promise<Paired> {
  await ours(-1);
  await raw(-1);
  const pairs: { readonly ours: number; readonly raw: number }[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const first = await milliseconds(() => ours(turn));
    pairs.push({ ours: first, raw: await milliseconds(() => raw(turn)) });
  }
  return {
    ours: medianOf(pairs.map((pair) => pair.ours)),
    raw: medianOf(pairs.map((pair) => pair.raw)),
    ratio: medianOf(pairs.map((pair) => pair.ours / pair.raw)),
  };
}
