import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Preferences that hold for every workspace: one JSON object of texts in the workspaces folder. */
export type AppSettings = {
  find(key: string): Promise<string | undefined>;
  set(key: string, json: string): Promise<void>;
};

/** Until 0.1 all preferences were one object under this key. */
const together = 'preferences';

export function createAppSettings(folder: string): AppSettings {
  const file = join(folder, 'preferences.json');
  let written: Promise<void> = Promise.resolve();

  async function readAll(): Promise<ReadonlyMap<string, string>> {
    try {
      const parsed = entriesIn(await readFile(file, 'utf8'));
      const texts = parsed.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
      return eachByItself(new Map(texts));
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
      await written.catch(() => undefined);
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

/** An older file's one object becomes a setting a key; the next write leaves the object out, so it comes over once. */
function eachByItself(settings: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const older = settings.get(together);
  if (older === undefined) return settings;
  const carried = new Map(
    olderPreferences(older).map(([name, value]) => [`preference.${name}`, JSON.stringify(value)]),
  );
  for (const [key, json] of settings) if (key !== together) carried.set(key, json);
  return carried;
}

function olderPreferences(json: string): [string, unknown][] {
  try {
    return entriesIn(json);
  } catch {
    return [];
  }
}

function entriesIn(json: string): [string, unknown][] {
  const parsed: unknown = JSON.parse(json);
  return typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
}
