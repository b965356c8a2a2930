import { holdingBands, type HoldingBand } from './groupings.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const ends: Readonly<Record<HoldingBand, number>> = {
  '1m': minute,
  '15m': 15 * minute,
  '1h': hour,
  '4h': 4 * hour,
  '1d': day,
  '1w': 7 * day,
  '30d': 30 * day,
  longer: Infinity,
};

export function holdingBand(milliseconds: number): HoldingBand {
  return holdingBands.find((band) => milliseconds < ends[band]) ?? 'longer';
}
