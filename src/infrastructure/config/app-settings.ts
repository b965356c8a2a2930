import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Preferences that hold for every workspace: one JSON object of texts in the workspaces folder. */
export type AppSettings = {
  find(key: string): Promise<string | undefined>;
  set(key: string, json: string): Promise<void>;
};

export function createAppSettings(folder: string): AppSettings {
  const file = join(folder, 'preferences.json');
  let written: Promise<void> = Promise.resolve();

  async function readAll(): Promise<ReadonlyMap<string, string>> {
    try {
      const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
      const entries = Object.entries(parsed ?? {});
      return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
    } catch {
      // Missing or damaged preferences cost a trader a theme, not a record: the defaults serve.
      return new Map();
    }
  }

  async function replace(key: string, json: string): Promise<void> {
    const settings = new Map(await readAll()).set(key, json);
    await mkdir(folder, { recursive: true });
    const fresh = `${file}.new`;
    await writeFile(fresh, JSON.stringify(Object.fromEntries(settings), undefined, 2), { mode: 0o600 });
    await rename(fresh, file);
  }

  return {
    async find(key) {
      await written;
      return (await readAll()).get(key);
    },
    async set(key, json) {
      const before = written;
      written = (async () => {
        await before.catch(() => undefined);
        await replace(key, json);
      })();
      await written;
    },
  };
}
