/** The one course of every fault that makes the record unwritable for a while: a full disk, a limit, failing I/O. */
import { join } from 'node:path';

import { openDesk } from './desk-session.ts';
import { contradictions, losses, readFacts } from './judge.ts';
import type { StartOptions } from './program.ts';
import type { Random } from './seeded.ts';
import { workspaceId } from './template.ts';

export type Breakage = {
  readonly start: StartOptions;
  break(processId: number): void;
  mend(processId: number): void;
};

/** Orders after which a fault that found nothing to refuse is given up. */
const attempts = 300;

/**
 * Trades, breaks, trades on until the store refuses, mends, trades again, kills, and looks. `missed` when nothing
 * was refused.
 */
export async function sufferRefusedWrites(
  workspaces: string,
  random: Random,
  breakage: Breakage,
): Promise<{ readonly problems: readonly string[]; readonly missed: boolean }> {
  const problems: string[] = [];
  const desk = await openDesk(workspaces, random, breakage.start);
  const { program, screen, trader, memory, faults } = desk;
  try {
    await trader.trade(random.between(1, 30));
    breakage.break(program.processId);
    let tried = 0;
    while (storeRefusals(trader.refusals) === 0 && tried < attempts) {
      await trader.place();
      tried += 1;
    }
    // Whether it works or not, it answers, in words.
    for (let turn = 0; turn < 4; turn += 1) await trader.cancel();
    const missed = storeRefusals(trader.refusals) === 0;
    breakage.mend(program.processId);

    const before = trader.refusals.length;
    let placed = false;
    for (let turn = 0; turn < 20 && !placed; turn += 1) placed = await trader.place();
    if (!placed) {
      const [first] = trader.refusals.slice(before);
      problems.push(`it does not work again: ${first?.text}`);
    }
    const snapshot = await screen.call('state.snapshot', {});
    if (!snapshot.ok) problems.push(`it has no state: ${JSON.stringify(snapshot.error)}`);
    problems.push(...unclear(trader.refusals), ...faults);
    await program.kill();
    const { signal, errors } = await program.ended;
    if (signal !== 'SIGKILL') problems.push(`the program ended: ${errors}`);
    const facts = readFacts(join(workspaces, workspaceId));
    return { problems: [...problems, ...contradictions(facts), ...losses(facts, memory)], missed };
  } finally {
    breakage.mend(program.processId);
    await program.kill();
  }
}

type Refusals = Awaited<ReturnType<typeof openDesk>>['trader']['refusals'];

function storeRefusals(refusals: Refusals): number {
  return refusals.filter(({ code }) => code === 'STORE_FAILED' || code === 'INTERNAL').length;
}

/** A failing disk is expected: it has words of its own, and the program outlives it. */
function unclear(refusals: Refusals): readonly string[] {
  return [
    ...new Set(
      refusals
        .filter(({ code }) => code === 'INTERNAL' || code === 'DISCONNECTED')
        .map(({ call, code }) => `a ${call} that the disk refused was answered with ${code}`),
    ),
  ];
}
