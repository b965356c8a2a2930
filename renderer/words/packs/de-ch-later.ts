import { deLater } from './de-later.ts';
import { mapPack } from '#renderer/words/map-pack.ts';
import { swiss } from '#renderer/words/swiss.ts';

export const swissLater = mapPack(deLater, swiss);
