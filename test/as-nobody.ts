/** What a test may not read: root may read everything, so that for it the work is done as somebody else. */
import { execFileSync } from 'node:child_process';

const nobody = 65534;

/** Without permission of root's; the folder is that user's meanwhile. */
export async function withoutPrivileges<Value>(folder: string, work: () => Promise<Value>): Promise<Value> {
  if (process.geteuid?.() !== 0) return work();
  execFileSync('chown', ['-R', String(nobody), folder]);
  process.seteuid?.(nobody);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
