import type { Injector } from '#test/faults/injection.ts';
import { fuzzFrames } from './fuzz-frames.ts';
import { openLoopbackDoor } from './loopback-door.ts';

export const fuzzedFrames: Injector = {
  name: 'frames',
  what: 'frames of a broken or hostile screen',
  group: 'attacks',
  counts: { ci: 500_000, long: 500_000 },
  run: (plan) => fuzzFrames(plan),
};

export const socketFrames: Injector = {
  name: 'sockets',
  what: 'the same frames over the loopback server, whose screen signs in again after each that ends its connection',
  group: 'attacks',
  counts: { ci: 20_000, long: 100_000 },
  run: (plan) => fuzzFrames(plan, openLoopbackDoor),
};
