import { deAtOnce } from './de-at-once.ts';
import { mapPack } from '#renderer/words/map-pack.ts';
import { swiss } from '#renderer/words/swiss.ts';

export const swissAtOnce = mapPack(deAtOnce, swiss);
