import type { Injector } from '#test/faults/injection.ts';
import { fuzzFrames } from './fuzz-frames.ts';

export const fuzzedFrames: Injector = {
  name: 'frames',
  what: 'frames of a broken or hostile screen',
  group: 'attacks',
  counts: { ci: 500_000, long: 500_000 },
  run: fuzzFrames,
};
