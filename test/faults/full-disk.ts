import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { QuoteInfo } from '#src/contract/market.ts';
import type { OrderInfo } from '#src/contract/orders.ts';
import { draftId } from '#src/contract/values.ts';
import { openDesk, type DeskSession } from './desk-session.ts';
import { runCases, type Injector, type Outcome, type Plan, type Skipped } from './injection.ts';
import { contradictions, losses, readFacts } from './judge.ts';
import { withinLimit } from './program.ts';
import { seededRandom } from './seeded.ts';
import { createGround, workspaceId } from './template.ts';
import { verifyProblems } from './verify-command.ts';

export const fullDisk: Injector = {
  name: 'F5',
  what: 'disk full',
  counts: { ci: 9, long: 60 },
  run,
};

/** Orders after which a disk that refuses none is given up. */
const attempts = 300;
const market = 'sim:BTC-USDT';

type Price =
  | { readonly type: 'LIMIT'; readonly limitPrice: string }
  | { readonly type: 'STOP'; readonly stopPrice: string };

/** What no market comes down to. */
const farBelow: readonly Price[] = Array.from({ length: 6 }, (_, index) => ({
  type: 'LIMIT',
  limitPrice: String(30_000 + index),
}));

async function run(plan: Plan): Promise<Outcome | Skipped> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    return { skipped: 'only root on Linux can mount a small disk' };
  }
  const ground = createGround();
  const folder = ground.empty();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', folder]).status !== 0) {
    ground.clear();
    return { skipped: 'mounting a small disk is refused here' };
  }
  const tally = { cancelled: 0, waited: 0 };
  try {
    const outcome = await runCases(plan, async (seed) => {
      const workspaces = join(folder, String(seed));
      ground.copy(await ground.fresh(), workspaces);
      const disk = createDisk(folder, workspaces);
      const random = seededRandom(seed);
      const first = await openDesk(workspaces, random);
      let desk = first;
      try {
        const problems: string[] = [];
        if (seed % 3 === 1) problems.push(...(await exhaust(desk, disk, tally)));
        else {
          await desk.trader.trade(random.between(1, 30));
          const resting = await placeAll(desk, farBelow);
          const left = random.between(0, 200) * 1024;
          if (seed % 3 === 0) problems.push(...(await fill(desk, disk, left)));
          else {
            await desk.program.kill();
            disk.fill(left);
            desk = await openDesk(workspaces, random);
          }
          problems.push(...(await tradeWithoutRoom(desk, disk, resting, tally)));
        }
        return [...problems, ...(await lookLast(desk, workspaces))];
      } finally {
        disk.free();
        await first.program.kill();
        await desk.program.kill();
        rmSync(workspaces, { recursive: true });
      }
    });
    const notes = [`${tally.cancelled} cancels on a full disk`, `reports waited ${tally.waited} times`];
    return { ...outcome, notes };
  } finally {
    spawnSync('umount', [folder]);
    ground.clear();
  }
}

type Disk = { fill(left: number): void; takeReserve(): void; free(): void };

function createDisk(folder: string, workspaces: string): Disk {
  const filler = join(folder, 'filler');
  const reserve = join(workspaces, workspaceId, 'disk-reserve');
  return {
    fill(left) {
      const { bavail, bsize } = statfsSync(folder);
      try {
        writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)), { flag: 'a' });
      } catch (fault) {
        // The program took room meanwhile: the disk is as full as it can be.
        if (!(fault instanceof Error && 'code' in fault && fault.code === 'ENOSPC')) throw fault;
      }
    },
    takeReserve() {
      if (existsSync(reserve)) truncateSync(reserve, 0);
    },
    free: () => rmSync(filler, { force: true }),
  };
}

/** Until an order is refused. */
async function fill({ trader }: DeskSession, disk: Disk, left: number): Promise<readonly string[]> {
  disk.fill(left);
  for (let tried = 0; !isRefused(trader) && tried < attempts; tried += 1) await trader.place();
  return isRefused(trader) ? [] : ['the disk was never full'];
}

/** No new order, every cancel, and words for everything; all as before when there is room. */
async function tradeWithoutRoom(
  desk: DeskSession,
  disk: Disk,
  resting: readonly OrderInfo[],
  tally: { cancelled: number },
): Promise<readonly string[]> {
  const { screen, trader } = desk;
  const problems: string[] = [];
  for (const { id } of resting) {
    const answer = await withinLimit('a cancel', screen.call('orders.cancel', { orderId: id }));
    if (!answer.ok) problems.push(`a cancel on a full disk was refused: ${JSON.stringify(answer.error)}`);
    else if (answer.value.status === 'CANCELLED') tally.cancelled += 1;
    else problems.push(`a cancelled order is ${answer.value.status}`);
    if (answer.ok) desk.memory.order(answer.value);
  }
  if (await trader.place()) problems.push('a full disk took a new order');
  problems.push(...(await askWithoutRoom(desk)));

  disk.free();
  if (!(await trader.place())) problems.push(`it does not work again: ${trader.refusals.at(-1)?.text}`);
  const told = new Set(trader.alerts.map((alert) => alert.split(':')[0]));
  for (const title of ['DISK_FULL', 'DISK_HAS_ROOM']) {
    if (!told.has(title)) problems.push(`the trader was not told: ${title}`);
  }
  return problems;
}

/** Every call that writes the record is refused in words; the preferences may still find room. */
async function askWithoutRoom({ screen }: DeskSession): Promise<readonly string[]> {
  const json = JSON.stringify('x'.repeat(260_000));
  const text = `time,symbol,side,quantity,price\n2025-01-31T14:05:09Z,BTC-USDT,buy,0.50,30000.10\n`;
  const begun = await screen.call('imports.begin', { fileName: 'fills.csv' });
  const importId = begun.ok ? begun.value.importId : '';
  const chunk = await screen.call('imports.chunk', { importId, text });
  const answers = {
    'settings.set': await screen.call('settings.set', {
      scope: 'workspace',
      workspaceId,
      key: 'layout',
      json,
    }),
    'settings.set of the app': await screen.call('settings.set', { scope: 'app', key: 'theme', json }),
    'imports.commit': chunk.ok
      ? await screen.call('imports.commit', { importId, accountName: 'Old' })
      : chunk,
  };
  return Object.entries(answers).flatMap(([name, answer]) => {
    if (answer.ok) return name.startsWith('settings.set of') ? [] : [`${name} worked on a full disk`];
    return answer.error.code === 'STORE_FAILED' ? [] : [`${name} was answered with ${answer.error.code}`];
  });
}

/** Without even the reserve: what the venue reports waits, and is recorded when there is room. */
async function exhaust(desk: DeskSession, disk: Disk, tally: { waited: number }): Promise<readonly string[]> {
  const { screen, trader, memory } = desk;
  const { bid } = await firstQuote(desk);
  // Wherever the market moves, it meets one of them. They are few: a log that has been used up once has room of its own.
  const steps = [2, 5, 9];
  await placeAll(
    desk,
    steps.map((step) => ({ type: 'LIMIT', limitPrice: (Number(bid) - step).toFixed(2) })),
  );
  await placeAll(
    desk,
    steps.map((step) => ({ type: 'STOP', stopPrice: (Number(bid) + 4 + step).toFixed(2) })),
  );
  const before = memory.fills.size;
  disk.fill(0);
  disk.takeReserve();
  disk.fill(0);
  const waited = await Promise.race([
    trader.alerted('REPORTS_WAIT').then(() => true),
    new Promise<false>((resolve) => setTimeout(resolve, 20_000, false)),
  ]);
  disk.free();
  if (!waited) return [];
  tally.waited += 1;
  await withinLimit('the reports to be recorded', trader.alerted('REPORTS_RECORDED'));
  const snapshot = await screen.call('state.snapshot', {});
  if (!snapshot.ok) return [`it has no state: ${JSON.stringify(snapshot.error)}`];
  return memory.fills.size > before ? [] : ['no fill was recorded after the disk had room'];
}

async function placeAll(
  { screen, memory }: DeskSession,
  prices: readonly Price[],
): Promise<readonly OrderInfo[]> {
  const placed: OrderInfo[] = [];
  for (const price of prices) {
    const terms = { accountId: 'account-1', instrumentId: market, side: 'BUY', timeInForce: 'GTC' } as const;
    const answer = await screen.call('orders.place', {
      ...terms,
      ...price,
      quantity: '0.001',
      draftId: draftId.parse(randomUUID()),
    });
    if (!answer.ok) throw new Error(`an order was refused: ${JSON.stringify(answer.error)}`);
    memory.order(answer.value.order);
    placed.push(answer.value.order);
  }
  return placed;
}

async function firstQuote({ screen }: DeskSession): Promise<QuoteInfo> {
  const quoted = new Promise<QuoteInfo>((resolve) => {
    screen.subscribe('quotes', { instrumentIds: [market] }, ([quote]) => {
      if (quote?.bid !== undefined) resolve(quote);
    });
  });
  return withinLimit('a quote', quoted);
}

function isRefused({ refusals }: DeskSession['trader']): boolean {
  return refusals.some(({ code }) => code === 'STORE_FAILED');
}

async function lookLast(
  { program, trader, memory, faults }: DeskSession,
  workspaces: string,
): Promise<readonly string[]> {
  const unclear = trader.refusals.filter(({ code }) => code === 'INTERNAL' || code === 'DISCONNECTED');
  await program.kill();
  const { signal, errors } = await program.ended;
  const facts = readFacts(join(workspaces, workspaceId));
  return [
    ...faults,
    ...unclear.map(({ call, code }) => `a ${call} that the disk refused was answered with ${code}`),
    ...(signal === 'SIGKILL' ? [] : [`the program ended: ${errors}`]),
    ...contradictions(facts),
    ...losses(facts, memory),
    ...verifyProblems(join(workspaces, workspaceId)),
  ];
}
