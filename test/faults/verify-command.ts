/** The trader's own look at the whole record. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const command = join(import.meta.dirname, '../../src/composition/db-command.ts');

/** What `verify` says of a workspace's folder when it is not as it was recorded. */
export function verifyProblems(folder: string): readonly string[] {
  const { status, stdout } = spawnSync(process.execPath, [command, 'verify', '--workspace', folder]);
  return status === 0 ? [] : [`verify: ${stdout.toString().trim()}`];
}
