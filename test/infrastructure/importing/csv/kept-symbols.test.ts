import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';

import { ImportTally } from '#src/application/imports/import-tally.ts';
import { ImportFile } from '#src/infrastructure/importing/csv/import-file.ts';
import { now } from './read-file.ts';

const slices = 200;
const linesASlice = 2_500;

/** Bytes that are in use once nothing is left to collect. */
function bytesInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  return process.memoryUsage().heapUsed;
}

it.each([
  ['is known by', (slice: number) => `LONGSYMBOL${slice}/USDT`],
  ['refuses', (slice: number) => `BTC-25${1000 + slice}-100000-C`],
])('a symbol that a file %s keeps nothing of the text around it', (_, symbolOf) => {
  const file = new ImportFile(now, undefined);
  const tally = new ImportTally();
  file.write('time,symbol,side,quantity,price\n');
  const before = bytesInUse();
  let characters = 0;
  for (let slice = 0; slice < slices; slice += 1) {
    const symbols = [symbolOf(slice), ...Array.from({ length: linesASlice }, () => 'BTC/USDT')];
    const text = symbols.map((symbol) => `2025-01-31T14:05:09Z,${symbol},buy,1,2\n`).join('');
    characters += text.length;
    const read = file.write(text);
    if (read.ok) tally.addFills(read.value.fills);
  }
  expect(tally.fills).toBeGreaterThanOrEqual(slices * linesASlice);
  expect(bytesInUse() - before).toBeLessThan(characters / 4);
});
