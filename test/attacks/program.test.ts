/** A part of the attacks on the built program; `npm run faults -- attacks` makes all of them. */
import { expect, it } from 'vitest';

import { endingWork } from './ending-attack.ts';
import { hostileFiles } from './files-attack.ts';

it.each([
  [endingWork, 8],
  [hostileFiles, 6],
] as const)('$0.what: survived', { timeout: 300_000 }, async (injector, count) => {
  expect(await injector.run({ seed: 100, count })).toMatchObject({ injected: count, failures: [] });
});
