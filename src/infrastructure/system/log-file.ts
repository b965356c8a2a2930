import {
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  truncateSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { basename, dirname } from 'node:path';

export type LogFileLimits = {
  /** Bytes of one file. */
  readonly longest: number;
  /** Files, with the one that is written. The oldest goes when there would be one more. */
  readonly files: number;
};

const usual: LogFileLimits = { longest: 8 * 1024 * 1024, files: 4 };

const { O_APPEND, O_CREAT, O_WRONLY, O_NONBLOCK, O_NOFOLLOW } = constants;
/** Nothing waits for a pipe, and no link is followed; Windows has neither flag. */
const flags = O_WRONLY | O_APPEND | O_CREAT | (O_NONBLOCK ?? 0) | (O_NOFOLLOW ?? 0);

export type LogFile = { write(line: string): void; close(): void };

/**
 * Lines in a file; a full one becomes `.1`, that one `.2`, and so on. Each line is in the file when the call returns, and no
 * call ever throws: what a disk does not take is dropped, and how much it was is the next line that it takes. One that was
 * moved or removed meanwhile, as a program that rotates logs does, has a new one in its place with the next line.
 */
export function createLogFile(path: string, limits: LogFileLimits = usual): LogFile {
  let file: number | undefined;
  /** The one that is open. */
  let identity = '';
  let size = 0;
  let dropped = 0;
  /** A line was cut off: the next one begins behind a line's end of its own. */
  let torn = false;

  function open(): number {
    const opened = openSync(path, flags, 0o600);
    const found = fstatSync(opened);
    if (found.isFile()) {
      size = found.size;
      identity = identityOf(found);
      return opened;
    }
    closeSync(opened);
    throw new Error(`${path} is no file`);
  }

  function rotate(): void {
    close();
    for (let number = 1; number < limits.files; number += 1) setAside(`${path}.${number}`);
    for (let number = limits.files - 1; number >= 1; number -= 1) {
      const older = number === 1 ? path : `${path}.${number - 1}`;
      if (statSync(older, { throwIfNoEntry: false }) === undefined) continue;
      moveLog(older, `${path}.${number}`);
    }
  }

  /** Whether the next line would go where nobody looks for it. */
  function isElsewhere(): boolean {
    const found = lstatSync(path, { throwIfNoEntry: false });
    return found === undefined || identityOf(found) !== identity;
  }

  function close(): void {
    if (file !== undefined) closeSync(file);
    file = undefined;
  }

  function append(line: string): void {
    if (file !== undefined && isElsewhere()) {
      close();
      torn = false;
      if (setAside(path)) append(asideLine(path));
    }
    const bytes = Buffer.from(torn ? `\n${line}` : line);
    file ??= open();
    if (size > 0 && size + bytes.length > limits.longest) {
      rotate();
      file = open();
    }
    for (let done = 0; done < bytes.length;) {
      const written = writeSync(file, bytes, done);
      done += written;
      size += written;
      torn = done < bytes.length;
    }
  }

  quietly(() => {
    mkdirSync(dirname(path), { recursive: true });
    const isAside = setAside(path);
    file = open();
    if (isAside) append(asideLine(path));
  });
  return {
    write(line) {
      const isTaken = quietly(() => {
        if (dropped > 0) append(droppedLine(dropped));
        dropped = 0;
        append(line);
      });
      if (!isTaken) dropped += 1;
    },
    close: () => void quietly(close),
  };
}

/**
 * A pipe would be waited for, and what a link leads to is somebody else's: what is no file is renamed. A device is the
 * machine's, wherever it stands, and stays: then there is no log.
 */
function setAside(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isFile() || found.isCharacterDevice() || found.isBlockDevice())
    return false;
  renameSync(path, aside(path));
  return true;
}

/** One that is mounted from elsewhere cannot be renamed: it is copied, where there is room, and emptied. */
function moveLog(path: string, target: string): void {
  try {
    renameSync(path, target);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EBUSY')) throw error;
    quietly(() => copyFileSync(path, target));
    truncateSync(path);
  }
}

function identityOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}

function aside(path: string): string {
  return `${path}.no-file`;
}

function asideLine(path: string): string {
  return entryLine({ renamed: basename(aside(path)), msg: 'what stood in the place of the log was no file' });
}

function droppedLine(dropped: number): string {
  return entryLine({ dropped, msg: 'entries could not be written' });
}

/** As pino writes an entry. */
function entryLine(entry: Readonly<Record<string, string | number>>): string {
  return `${JSON.stringify({ level: 40, time: Date.now(), ...entry })}\n`;
}

function quietly(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
