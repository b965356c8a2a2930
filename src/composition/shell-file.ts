import { readOwnFile, writeOwnFile } from '#src/infrastructure/files/own-file.ts';

/** A small file that a shell keeps for itself. Both throw an Error where something else stands in its place. */
export type ShellFile = { read(): string; write(text: string): void };

/** Of so many bytes at most. */
export function shellFile(path: string, mostBytes: number): ShellFile {
  return {
    read: () => readOwnFile(path, mostBytes).text,
    write: (text) => writeOwnFile(path, text),
  };
}
