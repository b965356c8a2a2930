/** Sends the bursts in a process of its own, and writes what they cost as JSON. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import { tarHeader } from '#src/infrastructure/persistence/sqlite/operations/tar.ts';
import { startAttackedCore } from '../frames/attacked-core.ts';
import { screenOf } from '../frames/frame-screen.ts';
import { createKnownNames } from '../frames/known-names.ts';

const limit = 120_000;
const mebibyte = 1024 * 1024;

const core = await startAttackedCore(1, createKnownNames());
let peak = 0;
const watching = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 5);

/** All at once, each over a screen of its own; how many were answered how. */
async function burst(name: string, inputs: readonly unknown[]): Promise<Readonly<Record<string, number>>> {
  const answers = await Promise.all(
    inputs.map((input) => screenOf(core).send(JSON.stringify({ type: 'call', id: 1, name, input }), limit)),
  );
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const kind = answer.type === 'refused' ? answer.code : answer.type;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

function times<Value>(count: number, make: (number: number) => Value): readonly Value[] {
  return Array.from({ length: count }, (_, number) => make(number));
}

const bomb = join(core.workspaces, 'bomb.tapedeck');
// In pieces: what this program takes for itself would count.
await pipeline(swelling, createGzip({ level: 9 }), createWriteStream(bomb));

function* swelling(): Iterable<Uint8Array> {
  yield tarHeader({ name: 'record.sqlite', bytes: 2500 * mebibyte, modifiedAt: 0 });
  const zeros = Buffer.alloc(mebibyte);
  for (let piece = 0; piece < 64; piece += 1) yield zeros;
}

const begun = await burst(
  'imports.begin',
  times(400, (number) => ({ fileName: `${number}.csv` })),
);
const json = JSON.stringify('x'.repeat(250_000));
const settings = await burst(
  'settings.set',
  times(30, (number) => ({ scope: 'app', key: `panel.${number}`, json })),
);
const backups = await burst(
  'maintenance.backup',
  times(400, () => ({})),
);
const archives = await burst(
  'maintenance.importWorkspace',
  times(400, () => ({ path: bomb })),
);
clearInterval(watching);
await core.end();
process.stdout.write(JSON.stringify({ peak, answers: { begun, settings, backups, archives } }));
