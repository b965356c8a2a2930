import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { leaveNote, takeNotes } from '#src/infrastructure/persistence/sqlite/operations/audit-notes.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const note = { time: 1, actor: 'trader', action: 'restored', subject: 'backup 1', detail: { aside: '/q' } };
const entry = { ...note, sequence: 1, detail: '{"aside":"/q"}' };

async function trailOf(folder: string) {
  const { record } = await openTemporary(folder);
  return { record, rows: (await record.read.audit.page({ limit: 10 })).rows };
}

it('a note becomes an entry when the workspace is opened, and is gone then', async () => {
  const folder = await temporaryWorkspace();
  await leaveNote(folder, note);
  expect((await trailOf(folder)).rows).toEqual([entry]);
  await expect(readFile(join(folder, 'audit-notes.jsonl'))).rejects.toThrow('ENOENT');
});

it('a crash between the entry and the removal of its note makes no second entry', async () => {
  const folder = await temporaryWorkspace();
  await leaveNote(folder, note);
  const text = await readFile(join(folder, 'audit-notes.jsonl'), 'utf8');
  const { record } = await trailOf(folder);
  await writeFile(join(folder, 'audit-notes.jsonl'), text);
  await takeNotes(folder, record);
  expect((await record.read.audit.page({ limit: 10 })).rows).toEqual([entry]);
});

it('a line that a crash cut off is left out, and takes no other with it', async () => {
  const folder = await temporaryWorkspace();
  await appendFile(join(folder, 'audit-notes.jsonl'), '{"time":2,"act');
  await leaveNote(folder, note);
  await appendFile(join(folder, 'audit-notes.jsonl'), '{"time":2,"act');
  expect((await trailOf(folder)).rows).toEqual([entry]);
});

it('notes that cannot be appended now stay, and the workspace opens', async () => {
  const folder = await temporaryWorkspace();
  await leaveNote(folder, note);
  await takeNotes(folder, { transact: () => Promise.reject(new Error('the disk is full')) });
  expect((await trailOf(folder)).rows).toEqual([entry]);
});

it('of notes that somebody has left without end the last ones are taken, each once', async () => {
  const folder = await temporaryWorkspace();
  const left = Array.from({ length: 20_000 }, (_, time) =>
    JSON.stringify({ ...note, time, action: 'repaired', detail: '{"aside":"/q","counted":{}}' }),
  );
  await writeFile(join(folder, 'audit-notes.jsonl'), left.join('\n'));
  const { record } = await trailOf(folder);
  const { rows } = await record.read.audit.page({ limit: 1_000 });
  expect(rows).toHaveLength(500);
  expect(rows.map(({ time }) => time)).toContain(19_999);
  expect(await record.read.alerts.list()).toHaveLength(500);
  await expect(readFile(join(folder, 'audit-notes.jsonl'))).rejects.toThrow('ENOENT');
});
