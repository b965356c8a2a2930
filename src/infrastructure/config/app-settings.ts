import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readOwnFile } from '#src/infrastructure/files/own-file.ts';
import { BeyondBoundError } from '#src/ports/store-errors.ts';
import { parseShallowJson } from '#src/domain/shallow-json.ts';

/** Preferences that hold for every workspace: a file each, so that a change writes only its own. */
export type AppSettings = {
  find(key: string): Promise<string | undefined>;
  /** Throws a BeyondBoundError where all of them together would take too much. */
  set(key: string, json: string): Promise<void>;
};

/** In the workspaces folder, where no workspace has such a name. */
const settingsFolder = '.settings';
/** Bytes of all of them. */
const mostBytes = 8 * 1024 * 1024;
/** That the smallest file takes of a disk. */
const leastBytes = 4096;
/** Until 0.1 all preferences were one file, and before that one object under this key of it. */
const olderFile = 'preferences.json';
const together = 'preferences';

export function createAppSettings(folder: string): AppSettings {
  const own = join(folder, settingsFolder);
  let written: Promise<void> = Promise.resolve();
  let sizes: Promise<Map<string, number>> | undefined;
  let older: Promise<ReadonlyMap<string, string>> | undefined;

  async function replace(key: string, json: string): Promise<void> {
    await mkdir(own, { recursive: true, mode: 0o700 });
    const name = nameOf(key);
    const text = JSON.stringify({ key, json });
    const known = await (sizes ??= sizesIn(own));
    const bytes = Math.max(Buffer.byteLength(text), leastBytes);
    const others = [...known].reduce((sum, [other, size]) => sum + (other === name ? 0 : size), 0);
    if (others + bytes > mostBytes) throw new BeyondBoundError('json', mostBytes);
    const file = join(own, name);
    const fresh = `${file}.new`;
    // Made anew: a pipe would be waited for, and what a link leads to is somebody else's.
    await rm(fresh, { force: true });
    await writeFile(fresh, text, { mode: 0o600, flag: 'wx' });
    await rename(fresh, file);
    known.set(name, bytes);
  }

  return {
    async find(key) {
      await written.catch(() => undefined);
      const kept = await readSetting(join(own, nameOf(key)));
      return kept ?? (await (older ??= readOlder(join(folder, olderFile)))).get(key);
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

/** Of letters that every file system tells apart. */
function nameOf(key: string): string {
  return `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`;
}

async function sizesIn(folder: string): Promise<Map<string, number>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, Math.max((await stat(join(folder, name))).size, leastBytes)] as const),
    ),
  );
}

/** One that is missing or damaged costs a trader a theme, not a record: the default serves. */
async function readSetting(file: string): Promise<string | undefined> {
  try {
    const json = new Map(entriesIn(readOwnFile(file, mostBytes).text)).get('json');
    return typeof json === 'string' ? json : undefined;
  } catch {
    return undefined;
  }
}

async function readOlder(file: string): Promise<ReadonlyMap<string, string>> {
  try {
    const entries = entriesIn(readOwnFile(file, mostBytes).text);
    const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return eachByItself(new Map(texts));
  } catch {
    return new Map();
  }
}

/** The one object becomes a setting a key. */
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
  const parsed = parseShallowJson(json);
  return typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
}
