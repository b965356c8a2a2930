import { readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

import type { OrderInfo } from '#src/contract/orders.ts';
import type { Client } from '#src/transport/connect.ts';
import { openDesk } from './desk-session.ts';
import { problemsOf, type Failure, type Injector, type Outcome, type Plan } from './injection.ts';
import { contradictions, dumpOf, readFacts, type Dump, type Facts } from './judge.ts';
import { openScreen, startProgram, withinLimit } from './program.ts';
import { seededRandom, type Random } from './seeded.ts';
import { createGround, workspaceId, type Ground } from './template.ts';

export const truncatedLog: Injector = {
  name: 'F3',
  what: 'write-ahead log truncated at random',
  counts: { ci: 60, long: 1_000 },
  run,
};

/** Cuts of the log that one kill has left. */
const cuts = 20;
/** Tables that are only ever added to: what a cut leaves of them is their beginning. */
const appended = ['order_events', 'fills', 'ledger'];

/** Of SQLite's formats of a log and its index (sqlite.org/walformat.html), in bytes; the frames are the index's 33rd word. */
const logHeader = 32;
const pageSizeAt = 8;
const frameHeader = 24;
const indexHeader = 136;
const checkpointedFrames = 32;

async function run({ seed, count }: Plan): Promise<Outcome> {
  const ground = createGround();
  const failures: Failure[] = [];
  let survived = 0;
  try {
    for (let done = 0; done < count; done += cuts) {
      const caseSeed = seed + done / cuts;
      const random = seededRandom(caseSeed);
      const killed = await killedWorkspace(ground, random);
      const cutting = await cutAndOpen(ground, killed, Math.min(cuts, count - done), random);
      survived += cutting.filter((problems) => problems.length === 0).length;
      failures.push(...cutting.flat().map((what) => ({ seed: caseSeed, what })));
    }
  } finally {
    ground.clear();
  }
  return { injected: count, survived, failures, notes: [] };
}

async function killedWorkspace(ground: Ground, random: Random): Promise<string> {
  const workspaces = await ground.fresh();
  const { program, trader } = await openDesk(workspaces, random);
  const answers = random.between(5, 60);
  await trader.trade(Number.MAX_SAFE_INTEGER, (count) => {
    if (count === answers) void program.kill();
  });
  await program.kill();
  return join(workspaces, workspaceId);
}

/** All cuts side by side in one workspaces folder, so that one program opens them one after the other. */
async function cutAndOpen(
  ground: Ground,
  killed: string,
  count: number,
  random: Random,
): Promise<readonly (readonly string[])[]> {
  const whole = dumpOf(killed);
  const { size } = statSync(join(killed, 'record.sqlite-wal'));
  const flushed = checkpointedBytes(killed);
  const workspaces = ground.empty();
  const names = Array.from({ length: count }, (_, index) => `cut-${index}`);
  for (const name of names) {
    const folder = join(workspaces, name);
    ground.copy(killed, folder);
    truncateSync(join(folder, 'record.sqlite-wal'), random.between(flushed, size));
  }
  const program = startProgram(workspaces);
  const screen = await openScreen(program, raise);
  if (screen === undefined) throw new Error((await program.ended).errors);
  const results: (readonly string[])[] = [];
  for (const name of names) {
    const folder = join(workspaces, name);
    results.push(
      await problemsOf(async () => {
        const facts = readFacts(folder);
        const own = [...contradictions(facts), ...noPrefix(dumpOf(folder), whole)];
        return [...own, ...(await openedProblems(screen, name, facts))];
      }),
    );
  }
  const { code, errors } = await program.stop();
  return code === 0 ? results : [...results, [`the program ended with ${code}: ${errors}`]];
}

/**
 * How much of the log's beginning a checkpoint has brought into the file, or has begun to. SQLite flushes the log before
 * it writes the first of its pages there, so no crash cuts that part; cut by hand it would leave older pages of the log
 * over newer ones of the file. The number is in the log's index, in the machine's own byte order.
 */
function checkpointedBytes(folder: string): number {
  const header = readFileSync(join(folder, 'record.sqlite-wal')).subarray(0, logHeader);
  const index = readFileSync(join(folder, 'record.sqlite-shm')).subarray(0, indexHeader);
  const frames = new Uint32Array(Uint8Array.from(index).buffer)[checkpointedFrames] ?? 0;
  return frames === 0 ? 0 : logHeader + frames * (frameHeader + header.readUInt32BE(pageSizeAt));
}

function noPrefix(cut: Dump, whole: Dump): readonly string[] {
  return appended.flatMap((table) => {
    const rows = cut.get(table) ?? [];
    const all = whole.get(table) ?? [];
    return rows.every((row, index) => row === all[index]) ? [] : [`${table} is no beginning of what it was`];
  });
}

/** What was never sent is dropped; what may have left is asked about, and its account waits. */
async function openedProblems(screen: Client, name: string, facts: Facts): Promise<readonly string[]> {
  const opened = await withinLimit(name, screen.call('workspaces.open', { id: name }));
  if (!opened.ok) return [`${name} does not open: ${JSON.stringify(opened.error)}`];
  const snapshot = await screen.call('state.snapshot', {});
  if (!snapshot.ok) return [JSON.stringify(snapshot.error)];
  const orders = await allOrders(screen);
  const problems: string[] = [];
  for (const entry of facts.outbox.filter(({ kind }) => kind === 'place')) {
    const order = orders.get(entry.order_id);
    if (entry.state === 'intent' && order?.status !== 'EXPIRED') {
      problems.push(`order ${entry.order_id} was never sent and is ${order?.status}`);
    }
    if (entry.state !== 'sending') continue;
    if (order?.status !== 'UNCONFIRMED') {
      problems.push(`order ${entry.order_id} may have been sent and is ${order?.status}`);
    }
    const account = snapshot.value.accounts.find(({ id }) => id === order?.accountId);
    if (account?.locked === undefined) problems.push(`account ${order?.accountId} is not locked`);
  }
  return problems;
}

async function allOrders(screen: Client): Promise<ReadonlyMap<string, OrderInfo>> {
  const answer = await screen.call('orders.page', {
    filter: {},
    sort: { by: 'time', direction: 'ascending' },
    limit: 500,
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return new Map(answer.value.rows.map((order) => [order.id, order]));
}

function raise(fault: Error): never {
  throw fault;
}
