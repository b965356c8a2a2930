import { type Level, multistream, pino } from 'pino';
import { spelledOut } from '#src/domain/unseen.ts';
import { createLogFile } from '#src/infrastructure/system/log-file.ts';
import { redact } from '#src/infrastructure/system/redact.ts';
import type { Log } from '#src/ports/log.ts';

export type LogOptions = {
  readonly path: string;
  readonly level: Level;
};

/** One JSON line an entry in the file; warnings and worse also on stderr. `close` gives the file back. */
export function createPinoLog({ path, level }: LogOptions): {
  readonly log: Log;
  readonly close: () => void;
} {
  const file = createLogFile(path);
  const logger = pino(
    { level, base: null },
    multistream([
      { stream: { write: (line: string) => file.write(shown(line)) }, level },
      { stream: { write: (line: string) => void process.stderr.write(shown(line)) }, level: 'warn' },
    ]),
  );
  function write(at: 'info' | 'warn' | 'error') {
    return (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      if (logger.isLevelEnabled(at)) logger[at](redact(fields), String(redact(message)));
    };
  }
  return {
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    close: () => file.close(),
  };
}

/** JSON leaves in a text what turns it around on a terminal, and what some terminals take for a command. */
function shown(line: string): string {
  return `${spelledOut(line.trimEnd())}\n`;
}
