/** A part of the attacks on the built program; `npm run faults -- attacks` makes all of them. */
import { expect, it } from 'vitest';

import { csvAttack } from './csv/csv-attack.ts';
import { endingWork } from './ending-attack.ts';
import { hostileFiles } from './files-attack.ts';

it.each([
  { injector: endingWork, count: 10 },
  { injector: hostileFiles, count: 6 },
  { injector: csvAttack, count: 12 },
])('$injector.what: survived', { timeout: 600_000 }, async ({ injector, count }) => {
  expect(await injector.run({ seed: 100, count })).toMatchObject({ injected: count, failures: [] });
});
