/**
 * Where the store is and how it is opened: by hand, from a URL (`sqlite:/path/to/folder?synchronous=FULL`), or from
 * the environment.
 */
import { ConnectionError } from '#src/ports/store-errors.ts';

export type DatabaseConfig = {
  readonly driver: 'sqlite';
  /** The workspace's folder. */
  readonly folder: string;
  readonly readOnly: boolean;
  /** `bulk` does not wait for the disk at a commit. */
  readonly durability: 'full' | 'bulk';
  /** A unit of work without a step for so long is undone, so that the others can go on. */
  readonly idleMilliseconds: number;
};

/** What a person may write; what is left out has its usual value. */
export type DatabaseSettings = Readonly<Partial<Record<keyof DatabaseConfig, unknown>>>;

const usual = {
  driver: 'sqlite',
  readOnly: false,
  durability: 'full',
  idleMilliseconds: 60_000,
} satisfies DatabaseSettings;

const variables: Readonly<Record<string, keyof DatabaseConfig>> = {
  TAPEDECK_DATABASE_FOLDER: 'folder',
  TAPEDECK_DATABASE_READ_ONLY: 'readOnly',
  TAPEDECK_DATABASE_DURABILITY: 'durability',
  TAPEDECK_DATABASE_IDLE_MS: 'idleMilliseconds',
};

/** Throws a ConnectionError that names the field and what it may hold, and not what it holds: a URL may hold a password. */
export function databaseConfig(settings: DatabaseSettings): DatabaseConfig {
  const { driver, folder, readOnly, durability, idleMilliseconds } = { ...usual, ...settings };
  for (const field of Object.keys(settings))
    if (!(field in usual) && field !== 'folder') refuse(field, 'is not a setting of a database');
  if (driver !== 'sqlite') refuse('driver', 'must be sqlite');
  if (typeof folder !== 'string' || folder === '') return refuse('folder', 'must name a folder');
  const flag = typeof readOnly === 'string' ? flags.get(readOnly) : readOnly;
  if (typeof flag !== 'boolean') return refuse('readOnly', 'must be true or false');
  if (durability !== 'full' && durability !== 'bulk') return refuse('durability', 'must be full or bulk');
  const idle = Number(idleMilliseconds);
  if (!Number.isSafeInteger(idle) || idle < 1)
    return refuse('idleMilliseconds', 'must be a whole number of milliseconds above 0');
  return { driver: 'sqlite', folder, readOnly: flag, durability, idleMilliseconds: idle };
}

/** The path is the folder; the other settings are the query's. */
export function databaseConfigFromUrl(url: string): DatabaseConfig {
  const [, scheme = '', path = '', query = ''] = /^([a-z]+):(?:\/\/(?=\/))?([^?]*)\??(.*)$/.exec(url) ?? [];
  if (scheme === '') return refuse('url', 'must read sqlite:FOLDER');
  const settings = Object.fromEntries(new URLSearchParams(query));
  return databaseConfig({ ...settings, driver: scheme, folder: decoded(path) });
}

/** From TAPEDECK_DATABASE_URL, else from the variables for each setting. */
export function databaseConfigFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): DatabaseConfig {
  const url = environment['TAPEDECK_DATABASE_URL'];
  if (url !== undefined) return databaseConfigFromUrl(url);
  const given = Object.entries(variables).flatMap(([variable, field]) => {
    const value = environment[variable];
    return value === undefined ? [] : [[field, value] as const];
  });
  return databaseConfig(Object.fromEntries(given));
}

const flags: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return refuse('folder', 'is not encoded as a URL');
  }
}

function refuse(field: string, rule: string): never {
  throw new ConnectionError(`Database setting "${field}" ${rule}.`);
}
