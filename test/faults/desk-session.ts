/** A program on a ground with one open workspace and a trader at its screen. */
import type { Client } from '#src/transport/connect.ts';
import { createMemory, type Memory } from './memory.ts';
import { openScreen, startProgram, type Program, type StartOptions } from './program.ts';
import type { Random } from './seeded.ts';
import { workspaceId } from './template.ts';
import { createTrader, type Trader } from './trader.ts';

export type DeskSession = {
  readonly program: Program;
  readonly screen: Client;
  readonly trader: Trader;
  readonly memory: Memory;
  /** What broke the contract. */
  readonly faults: string[];
};

export async function openDesk(
  workspaces: string,
  random: Random,
  options: StartOptions = {},
): Promise<DeskSession> {
  const faults: string[] = [];
  const program = startProgram(workspaces, options);
  const screen = await openScreen(program, (fault) => faults.push(fault.message));
  if (screen === undefined) throw new Error(`the program did not start: ${(await program.ended).errors}`);
  const memory = createMemory();
  const trader = createTrader(screen, memory, random);
  const opened = await trader.open(workspaceId);
  if (opened.ok) return { program, screen, trader, memory, faults };
  await program.kill();
  throw new Error(`the workspace did not open: ${JSON.stringify(opened.error)}`);
}
