import type { Command } from '#renderer/commands/command-store.ts';

/**
 * The commands whose title holds the text: first the one that is the text, then those that begin with it, then the
 * others. Of those that match equally, what sends an order or lets keys send comes last: Enter takes the first.
 */
export function findCommands(commands: readonly Command[], text: string): readonly Command[] {
  const wanted = text.trim().toLowerCase();
  return commands
    .filter(({ title }) => title.toLowerCase().includes(wanted))
    .toSorted((a, b) => matchRank(a, wanted) - matchRank(b, wanted) || dangerRank(a) - dangerRank(b));
}

function matchRank({ title }: Command, wanted: string): number {
  const lower = title.toLowerCase();
  if (lower === wanted) return 0;
  return lower.startsWith(wanted) ? 1 : 2;
}

function dangerRank({ sends = false, arms = false }: Command): number {
  return sends || arms ? 1 : 0;
}
