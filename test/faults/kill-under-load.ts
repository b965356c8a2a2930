import { join } from 'node:path';

import type { Client } from '#src/transport/connect.ts';
import type { Injector, Outcome, Plan } from './injection.ts';
import { problemsOf } from './injection.ts';
import { contradictions, losses, readFacts, type Facts } from './judge.ts';
import { createMemory, type Memory } from './memory.ts';
import { openScreen, startProgram, withinLimit } from './program.ts';
import { seededRandom, type Random } from './seeded.ts';
import { createGround, workspaceId } from './template.ts';
import { createTrader } from './trader.ts';

/** Kills of one workspace, one after the other, before it is let live and looked at for the last time. */
const lives = 10;
/** Workspaces that suffer at once. */
const lanes = 2;

export const killUnderLoad: Injector = {
  name: 'F1',
  what: 'kill -9 at random moments under load',
  counts: { ci: 200, long: 2_000 },
  run,
};

async function run({ seed, count }: Plan): Promise<Outcome> {
  const ground = createGround();
  const failures: { seed: number; what: string }[] = [];
  const lastLooks: Promise<unknown>[] = [];
  let survived = 0;
  let remembered = 0;
  let begun = 0;

  async function work(): Promise<void> {
    while (begun < count) {
      const caseSeed = seed + begun / lives;
      const kills = Math.min(lives, count - begun);
      begun += lives;
      await sufferSeries(caseSeed, kills);
    }
  }

  async function sufferSeries(caseSeed: number, kills: number): Promise<void> {
    const memory = createMemory();
    const folder = await ground.fresh();
    const random = seededRandom(caseSeed);
    const fail = (problems: readonly string[]): void =>
      void failures.push(...problems.map((what) => ({ seed: caseSeed, what })));
    for (let life = 0; life < kills; life += 1) {
      const problems = await problemsOf(() => liveAndDie(folder, memory, random));
      if (problems.length === 0) survived += 1;
      fail(problems);
    }
    remembered += memory.orders.size + memory.fills.size;
    // It waits for deadlines to pass, and needs no processor for that.
    lastLooks.push(problemsOf(() => lookLast(folder, memory)).then(fail));
  }

  try {
    await Promise.all(Array.from({ length: lanes }, work));
    await Promise.all(lastLooks);
  } finally {
    ground.clear();
  }
  return { injected: count, survived, failures, notes: [`${remembered} acknowledged orders and fills`] };
}

/** One start, some trading, one kill; what the record holds then, and what it promised before. */
async function liveAndDie(workspaces: string, memory: Memory, random: Random): Promise<readonly string[]> {
  const faults: string[] = [];
  const program = startProgram(workspaces);
  // One in five dies while it starts, opens or recovers.
  const early = random.next() < 0.2;
  const afterAnswers = random.between(1, 40);
  const delay = early ? random.between(50, 500) : random.between(0, 4);
  if (early) setTimeout(() => void program.kill(), delay);
  const screen = await openScreen(program, (fault) => faults.push(fault.message));
  if (screen !== undefined) {
    const trader = createTrader(screen, memory, random);
    const opened = await trader.open(workspaceId);
    if (opened.ok) {
      await trader.trade(Number.MAX_SAFE_INTEGER, (count) => {
        if (count === afterAnswers) setTimeout(() => void program.kill(), delay);
      });
    } else if (opened.error.code !== 'DISCONNECTED') faults.push(JSON.stringify(opened.error));
    faults.push(
      ...trader.refusals
        .filter(({ code }) => code === 'INTERNAL' || code === 'INVALID_INPUT')
        .map(({ text }) => text),
    );
  }
  await program.kill();
  return [...faults, ...verdict(workspaces, memory)];
}

function verdict(workspaces: string, memory: Memory): readonly string[] {
  const facts = readFacts(join(workspaces, workspaceId));
  return [...contradictions(facts), ...losses(facts, memory)];
}

/** Lets the program find out what became of every request, and ends it in order. */
async function lookLast(workspaces: string, memory: Memory): Promise<readonly string[]> {
  const open = unresolved(readFacts(join(workspaces, workspaceId)));
  const program = startProgram(workspaces);
  const screen = await openScreen(program, raise);
  if (screen === undefined) return [`it does not start again: ${(await program.ended).errors}`];
  try {
    const opened = await createTrader(screen, memory, seededRandom(0)).open(workspaceId);
    if (!opened.ok) return [`it does not open again: ${JSON.stringify(opened.error)}`];
    await withinLimit('every outcome to be known', untilUnlocked(screen));
  } finally {
    await program.stop();
  }
  const facts = readFacts(join(workspaces, workspaceId));
  const still = facts.orders.filter(({ status }) => status === 'PENDING' || status === 'UNCONFIRMED');
  return [
    ...contradictions(facts),
    ...losses(facts, memory),
    ...unresolved(facts).map(({ order_id: id, state }) => `a request of order ${id} stays "${state}"`),
    ...still.map(({ id, status }) => `order ${id} stays ${status}`),
    ...open
      .filter(({ kind, state }) => kind === 'place' && state === 'intent')
      .filter(({ order_id: id }) => facts.orders.find((order) => order.id === id)?.status !== 'EXPIRED')
      .map(({ order_id: id }) => `order ${id} was never sent and is not EXPIRED`),
  ];
}

function unresolved({ outbox }: Facts): Facts['outbox'] {
  return outbox.filter(({ state }) => state !== 'sent' && state !== 'dropped');
}

async function untilUnlocked(screen: Client): Promise<void> {
  const changed = new Set<() => void>();
  screen.subscribe('record', {}, ({ change }) => {
    if (change.type === 'accountChanged') for (const wake of changed) wake();
  });
  for (;;) {
    const next = new Promise<void>((resolve) => {
      changed.add(resolve);
    });
    const snapshot = await screen.call('state.snapshot', {});
    if (!snapshot.ok || snapshot.value.accounts.every(({ locked }) => locked === undefined)) return;
    await next;
  }
}

function raise(fault: Error): never {
  throw fault;
}
