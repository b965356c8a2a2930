import { closeSync, existsSync, readFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { openRegular } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import {
  type ConfigurationReading,
  readConfiguration,
} from '#src/infrastructure/config/read-configuration.ts';
import { homeAmong } from '#src/infrastructure/config/workspaces-folder.ts';
import { optionWords } from '#src/infrastructure/config/option-words.ts';
import { makeFilesPrivate } from '#src/infrastructure/system/private-files.ts';

export type Configuration = Extract<
  ConfigurationReading,
  { readonly type: 'configuration' }
>['configuration'];

/**
 * The configuration of this process, or what to say instead of starting, in `language`. From here on its files are its
 * user's alone.
 */
export function startProcess(
  argv: readonly string[],
  language: keyof typeof optionWords = 'en',
): ConfigurationReading {
  makeFilesPrivate();
  // Other programs set it for all that are started after them: whoever sits on the way to a venue could be it then. A proxy's
  // own certificate goes into NODE_EXTRA_CA_CERTS.
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  // Left to itself Node opens its debugger on this signal. Without a launcher that forbids it, this listener does.
  if (process.platform !== 'win32') process.on('SIGUSR1', () => undefined);
  // Nobody reads them any more, or their disk is full: what cannot be said there stops nothing.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const surroundings = {
    platform: process.platform,
    // An environment may name none, or one that depends on where the program is started: the system's own list does neither.
    home: homeAmong([homedir, () => userInfo().homedir], { isAbsolute }),
    currentFolder: process.cwd(),
    environment: process.env,
  };
  return readConfiguration(argv, surroundings, readTextFile, optionWords[language]);
}

export function programVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

function readTextFile(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const file = openRegular(path);
  try {
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}
