import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { temporaryFolder } from '../temporary-workspace.ts';

const folder = join(import.meta.dirname, '../../../../fixtures/workspaces');

/** One folder for each schema that was left behind; the first is that of the release 0.1.0. */
export const workspaceFixtures = (await readdir(folder)).filter((name) => !name.endsWith('.ts'));

/** To be opened and changed. */
export async function copyOfFixture(name: string): Promise<string> {
  const copy = await temporaryFolder();
  await cp(join(folder, name), copy, { recursive: true });
  return copy;
}
