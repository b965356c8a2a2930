const minute = 60_000;

const lengths: Readonly<Record<string, number>> = {
  '1m': minute,
  '3m': 3 * minute,
  '5m': 5 * minute,
  '15m': 15 * minute,
  '30m': 30 * minute,
  '1h': 60 * minute,
  '2h': 120 * minute,
  '4h': 240 * minute,
  '6h': 360 * minute,
  '8h': 480 * minute,
  '12h': 720 * minute,
  '1d': 1440 * minute,
};

/** Milliseconds of a kline's interval; those that are no whole part of a day are not simulated. */
export function intervalOf(name: string): number | undefined {
  return lengths[name];
}
