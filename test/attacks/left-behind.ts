import { readdir } from 'node:fs/promises';

/** What a folder holds, but for what SQLite keeps beside a database that is looked at. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => !/(?:^|[/\\])trading[/\\].*-(?:wal|shm)$/.test(name));
}
