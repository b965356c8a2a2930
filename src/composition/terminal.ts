import { spelledOut } from '#src/domain/unseen.ts';

/** On a terminal's error stream. A path, or what a foreign file holds, may stand in it: it is shown, and not obeyed. */
export function complain(message: string): void {
  process.stderr.write(`tapedeck: ${spelledOut(message)}\n`);
}
