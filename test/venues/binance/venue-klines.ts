import type { SessionFrame } from './session.ts';

type RecordedKline = {
  t: number;
  T: number;
  i: string;
  o: string;
  h: string;
  l: string;
  c: string;
  v: string;
};

const minute = 60_000;
const intervals: Readonly<Record<string, number>> = {
  '1m': minute,
  '5m': 5 * minute,
  '15m': 15 * minute,
  '1h': 60 * minute,
  '4h': 240 * minute,
  '1d': 1440 * minute,
};

export type KlineQuery = {
  readonly symbol: string;
  readonly interval: string;
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  /** A price of the symbol, around which the candles that were not recorded move. */
  readonly price: string;
};

/** The recorded candles where there are any, and for every other moment one computed from it. */
export function klinesOf(frames: readonly SessionFrame[], query: KlineQuery): unknown[] | undefined {
  const length = intervals[query.interval];
  if (length === undefined) return undefined;
  const recorded = new Map<number, unknown>();
  for (const { symbol, stream, text } of frames) {
    if (symbol !== query.symbol || !stream.endsWith(`@kline_${query.interval}`)) continue;
    const { data }: { data: { k: RecordedKline } } = JSON.parse(text);
    const { k } = data;
    recorded.set(k.t, [k.t, k.o, k.h, k.l, k.c, k.v, k.T]);
  }
  const rows: unknown[] = [];
  const first = Math.ceil(query.from / length) * length;
  for (let open = first; open <= query.to && rows.length < query.limit; open += length) {
    rows.push(recorded.get(open) ?? computed(open, length, query.price));
  }
  return rows;
}

function computed(open: number, length: number, price: string): unknown[] {
  const places = price.split('.')[1]?.length ?? 0;
  const units = BigInt(price.replace('.', ''));
  const text = (value: bigint) => {
    const digits = value.toString().padStart(places + 1, '0');
    return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  };
  const at = (time: number) =>
    (units * (1000n + BigInt(Math.round(40 * Math.sin(time / (length * 9)))))) / 1000n;
  const [from, to] = [at(open), at(open + length)];
  const [low, high] = from < to ? [from, to] : [to, from];
  const volume = `${1000 + ((open / length) % 500)}.00000000`;
  return [
    open,
    text(from),
    text(high),
    text(low),
    text(to),
    volume,
    open + length - 1,
    '0',
    10,
    '0',
    '0',
    '0',
  ];
}
