import { browserAttacks } from '#test/attacks/browser-attacks.ts';
import { traversals } from '#test/attacks/traversal/traversal-attacks.ts';
import { doorAttacks } from '#test/attacks/door-attacks.ts';
import { otherUserAttacks } from '#test/attacks/other-user-attacks.ts';
import { endingWork } from '#test/attacks/ending-attack.ts';
import { csvAttack } from '#test/attacks/csv/csv-attack.ts';
import { hostileFiles } from '#test/attacks/files-attack.ts';
import { bursts } from '#test/attacks/bursts/bursts.ts';
import { fuzzedFrames, socketFrames } from '#test/attacks/frames/fuzzed-frames.ts';
import { brokenMigration } from './broken-migration.ts';
import { failingWrites } from './failing-writes.ts';
import { flippedBits } from './flipped-bits.ts';
import { fullDisk } from './full-disk.ts';
import type { Injector } from './injection.ts';
import { killUnderLoad } from './kill-under-load.ts';
import { readOnlyFolder } from './read-only-folder.ts';
import { secondInstance } from './second-instance.ts';
import { truncatedLog } from './truncated-log.ts';

/** By their number in the list of faults, and the attacks. */
export const injectors: readonly Injector[] = [
  killUnderLoad,
  truncatedLog,
  flippedBits,
  fullDisk,
  readOnlyFolder,
  secondInstance,
  brokenMigration,
  failingWrites,
  fuzzedFrames,
  socketFrames,
  bursts,
  doorAttacks,
  traversals,
  browserAttacks,
  otherUserAttacks,
  hostileFiles,
  csvAttack,
  endingWork,
];
