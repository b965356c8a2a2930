import { heldBy } from '#test/ports/sample-entities.ts';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { entriesOfFill } from '#src/domain/ledger.ts';
import { foldFills } from '#test/domain/fold-fills.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import {
  btc,
  decimal,
  furnish,
  main,
  sampleFill,
  sampleInstrument,
  usdt,
} from '#test/ports/sample-entities.ts';

const command = join(import.meta.dirname, '../../src/composition/db-command.ts');

async function db(name: string, environment: Readonly<Record<string, string>>) {
  const run = promisify(execFile)(process.execPath, [command, name], {
    env: { ...process.env, ...environment },
  });
  return run.then(
    ({ stdout }) => ({ stdout, code: 0 }),
    ({ stderr, code }: { readonly stderr: string; readonly code: number }) => ({ stderr, code }),
  );
}

it('a workspace that the environment names tells what its round trips brought, and is not changed', async () => {
  const folder = await temporaryWorkspace();
  const store = await openTemporary(folder);
  await furnish(store.record);
  // Bought at 100 and sold at 130, for 1 each time; then at 100 and 90.
  const fills = [
    ['BUY', '100'],
    ['SELL', '130'],
    ['BUY', '100'],
    ['SELL', '90'],
  ] as const;
  const traded = fills.map(([side, price], at) =>
    sampleFill(at, {
      side,
      quantity: decimal('1'),
      price: decimal(price),
      fee: { currency: usdt, amount: decimal('1') },
    }),
  );
  const trips = foldFills(traded, sampleInstrument(btc), 'FIFO');
  await store.record.transact(async (unit) => {
    await unit.trades.saveMany(traded);
    await unit.ledger.moveCash(traded.flatMap((fill) => entriesOfFill(fill, sampleInstrument(btc))));
    await unit.positions.replaceAll(main, heldBy(btc), trips);
  });
  await store.close();
  const environment = { TAPEDECK_DATABASE_URL: `sqlite:${folder}?readOnly=true` };
  // (30 - 2) + (-10 - 2)
  expect(await db('results', environment)).toMatchObject({
    stdout: expect.stringContaining('16 USDT by 2 closed round trips: 1 won, 1 lost'),
  });
  expect(await db('migrate', environment)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('for reading only'),
  });
  expect(await db('verify', environment)).toMatchObject({ code: 0 });
});

it('what a foreign file holds is shown on the terminal, and not obeyed', async () => {
  const folder = await temporaryWorkspace();
  const database = new Database(join(folder, 'record.sqlite'));
  database.exec('CREATE TABLE "x\u009B2J\u202Etxt" (a)');
  database.close();
  expect(await db('verify', { TAPEDECK_DATABASE_FOLDER: folder })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('x‹U+009B›2J‹U+202E›txt'),
  });
});
