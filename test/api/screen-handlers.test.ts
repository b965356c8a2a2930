import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

import { createScreenHandlers } from '#src/api/handlers/screen-handlers.ts';
import { createPinoLog } from '#src/infrastructure/system/pino-log.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';

it('a fault of the screen is a line of the log, without secrets, and a storm of them does not fill it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tapedeck-screen-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'tapedeck.log');
  const { log, close } = createPinoLog({ path, level: 'info' });
  const quiet = {
    ...log,
    error: (message: string, fields?: object) => log.info(message, { ...fields }),
    warn: log.info,
  };
  const clock = createFakeClock(0);
  const { 'screen.fault': tell } = createScreenHandlers(quiet, clock);
  const stack = 'at http://127.0.0.1:1/#token=abcdef';
  for (let number = 0; number < 100; number += 1) {
    await tell({ where: 'error', message: `fault ${number}`, stack });
  }
  await clock.advance(60_000);
  await tell({ where: 'part', message: 'a minute later' });
  close();
  const text = await readFile(path, 'utf8');
  const lines = text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(lines).toHaveLength(22);
  expect(lines[0]).toMatchObject({ msg: 'fault in the screen', where: 'error', message: 'fault 0' });
  expect(lines[20]).toMatchObject({ msg: 'more entries of this kind were not written', count: 80 });
  expect(lines[21]).toMatchObject({ where: 'part', message: 'a minute later' });
  expect(text).not.toContain('abcdef');
});
