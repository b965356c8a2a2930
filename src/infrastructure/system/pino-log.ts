import { mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { destination, type Level, multistream, pino } from 'pino';
import { redact } from '#src/infrastructure/system/redact.ts';
import type { Log } from '#src/ports/log.ts';

/** A longer file becomes `.old` at the next start. */
const longestFile = 16 * 1024 * 1024;
/** What waits while the file cannot be written; what comes beyond it is dropped. */
const mostHeld = 1024 * 1024;

export type LogFile = {
  readonly path: string;
  readonly level: Level;
};

/** One JSON line an entry in the file; warnings and worse also on stderr. `close` gives the file back. */
export function createPinoLog({ path, level }: LogFile): { readonly log: Log; readonly close: () => void } {
  mkdirSync(dirname(path), { recursive: true });
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > longestFile) renameSync(path, `${path}.old`);
  const file = destination({ dest: path, mode: 0o600, sync: true, maxLength: mostHeld });
  // A full disk must not end the program by way of its log: orders go on as far as the record can.
  file.on('error', () => undefined);
  const logger = pino(
    { level, base: null },
    multistream([
      { stream: file, level },
      { stream: { write: (line: string) => void process.stderr.write(line) }, level: 'warn' },
    ]),
  );
  function write(at: 'info' | 'warn' | 'error') {
    return (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      if (logger.isLevelEnabled(at)) logger[at](redact(fields), String(redact(message)));
    };
  }
  return {
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    // Each line was written when it came. Flushing would wait for ever for a disk that is full.
    close: () => file.destroy(),
  };
}
