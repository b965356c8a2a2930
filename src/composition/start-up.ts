import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { z } from 'zod';
import {
  type ConfigurationReading,
  readConfiguration,
} from '#src/infrastructure/config/read-configuration.ts';
import { makeFilesPrivate } from '#src/infrastructure/system/private-files.ts';

export type Configuration = Extract<
  ConfigurationReading,
  { readonly type: 'configuration' }
>['configuration'];

/** The configuration of this process, or what to say instead of starting. From here on its files are its user's alone. */
export function startProcess(argv: readonly string[]): ConfigurationReading {
  makeFilesPrivate();
  // Nobody reads them any more, or their disk is full: what cannot be said there stops nothing.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const surroundings = {
    platform: process.platform,
    home: homedir(),
    currentFolder: process.cwd(),
    environment: process.env,
  };
  return readConfiguration(argv, surroundings, readTextFile);
}

export function programVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

function readTextFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const nowhere = ['ENOENT', 'ENOTDIR'];
    if (error instanceof Error && 'code' in error && nowhere.includes(String(error.code))) return undefined;
    throw error;
  }
}
