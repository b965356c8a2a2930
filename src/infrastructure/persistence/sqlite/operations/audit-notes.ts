/**
 * What was done to the files of a workspace while it was closed. The file with the audit trail may be the very one
 * that was replaced, so a note is left beside it, and becomes an entry when the workspace is opened for writing.
 */
import { copyFile, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

import type { RaisedAlert } from '#src/domain/alert.ts';
import { fileReplaced } from '#src/domain/file-replaced.ts';
import { parseShallowJson } from '#src/domain/shallow-json.ts';
import type { AuditEntry } from '#src/ports/audit-repository.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { readOwnFile } from '#src/infrastructure/files/own-file.ts';
import { exists, fileOf, flushFolder, quarantineFolder } from './files.ts';

export type AuditNote = Pick<AuditEntry, 'time' | 'actor' | 'action' | 'subject'> & {
  readonly detail: Readonly<Record<string, unknown>>;
};

const note = z.object({
  time: z.number().int(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.string(),
});

/** Far more than operations leave before they are taken. */
const mostBytes = 8 << 20;
/** More than operations on closed files ever leave at once: whoever laid out the folder may have left any number. */
const mostNotes = 500;

export async function leaveNote(workspace: string, { detail, ...rest }: AuditNote): Promise<void> {
  await using file = await open(notesPath(workspace), 'a', 0o600);
  // On a line of its own, also behind one that a crash cut off.
  await file.appendFile(`\n${JSON.stringify({ ...rest, detail: JSON.stringify(detail) })}\n`);
  await file.sync();
  await flushFolder(workspace);
}

/** Lays the notes of a workspace with one more into another folder, from which `moveNotes` takes them without needing room. */
export async function noteBeside(workspace: string, folder: string, added: AuditNote): Promise<void> {
  if (await exists(notesPath(workspace))) await copyFile(notesPath(workspace), notesPath(folder));
  await leaveNote(folder, added);
}

export async function moveNotes(folder: string, workspace: string): Promise<void> {
  if (!(await exists(notesPath(folder)))) return;
  await rename(notesPath(folder), notesPath(workspace));
  await flushFolder(workspace);
}

/** Appends what was noted, once, and with it the alert of what was repaired or finished; what the disk does not take now is appended when it is opened again. */
export async function takeNotes(workspace: string, record: Pick<RecordStore, 'transact'>): Promise<void> {
  const notes = readNotes(workspace);
  if (notes === undefined) return;
  try {
    await record.transact(async ({ audit, alerts }) => {
      const known = new Set((await audit.page({ limit: mostNotes })).rows.map(keyOf));
      for (const entry of notes) {
        if (known.has(keyOf(entry))) continue;
        await audit.append(entry);
        await alerts.save([...repairOf(workspace, entry), ...finishedOf(workspace, entry, notes)]);
      }
    }, 'essential');
  } catch {
    // The notes stay where they are: they must not keep a trader from a workspace.
    return;
  }
  await rm(notesPath(workspace), { force: true });
}

const repairDetail = z.object({
  aside: z.string(),
  backup: z.object({ madeAt: z.number() }).optional(),
  counted: z.record(z.string(), z.number()),
});

function repairOf(workspace: string, { action, subject, time, detail }: Noted): readonly RaisedAlert[] {
  if (action !== 'repaired') return [];
  const { success, data } = repairDetail.safeParse(JSON.parse(detail));
  if (!success) return [];
  const alert = fileReplaced({ ...data, backup: data.backup, file: join(workspace, subject) });
  return [{ ...alert, id: `repaired ${subject} ${time}`, time, acknowledgedAt: undefined }];
}

const restoreDetail = z.object({ madeAt: z.number() });

/** A restore that a crash broke off, and that was finished without anybody asking again. */
function finishedOf(
  workspace: string,
  { action, time }: Noted,
  notes: readonly Noted[],
): readonly RaisedAlert[] {
  const restored = notes.findLast((other) => other.action === 'restored');
  if (action !== 'finished' || restored === undefined) return [];
  const { success, data } = restoreDetail.safeParse(JSON.parse(restored.detail));
  if (!success) return [];
  const alert = { severity: 'warning', code: 'RESTORE_FINISHED', madeAt: data.madeAt } as const;
  const folder = quarantineFolder(workspace);
  return [{ ...alert, folder, id: `restore finished ${time}`, time, acknowledgedAt: undefined }];
}

const repairedRecord = { action: 'repaired', subject: fileOf('record') } as const;

/** When an earlier state of the record took its place, which is noted and not in the audit trail yet. */
function notedReplacement(workspace: string): number | undefined {
  const notes = readNotes(workspace) ?? [];
  return notes.findLast(
    ({ action, subject }) =>
      action === 'restored' || (action === repairedRecord.action && subject === repairedRecord.subject),
  )?.time;
}

/** When an earlier state of the record last took its place, whether the audit trail has the note of it yet or not. */
export async function lastRestored(
  workspace: string,
  { read: { audit } }: Pick<RecordStore, 'read'>,
): Promise<number | undefined> {
  const noted = notedReplacement(workspace);
  if (noted !== undefined) return noted;
  const entries = [await audit.findLast({ action: 'restored' }), await audit.findLast(repairedRecord)];
  const [last] = entries
    .filter((entry) => entry !== undefined)
    .toSorted((left, right) => right.sequence - left.sequence);
  return last?.time;
}

/**
 * In a record that has just taken the place of another: what it holds as decided and not sent may have been sent there,
 * and counts as that. Before the notes are taken, so that no crash in between leaves it an intent.
 */
export async function doubtIntents(
  workspace: string,
  record: Pick<RecordStore, 'read' | 'transact'>,
): Promise<void> {
  const replacedAt = notedReplacement(workspace);
  if (replacedAt === undefined) return;
  const intents = (await record.read.outbox.unresolved()).filter(({ state }) => state === 'intent');
  if (intents.length === 0) return;
  await record.transact(async ({ outbox }) => {
    for (const intent of intents) await outbox.update({ ...intent, state: 'sending', sendingAt: replacedAt });
  }, 'essential');
}

/** The detail of the last such note that is not in the record yet; undefined where there is none. */
export async function detailOfNote(
  workspace: string,
  of: Pick<AuditNote, 'action' | 'subject'>,
): Promise<unknown> {
  const noted = readNotes(workspace) ?? [];
  const last = noted.findLast(({ action, subject }) => action === of.action && subject === of.subject);
  return last === undefined ? undefined : parseShallowJson(last.detail);
}

/** The last ones; undefined where there is no file of them. */
function readNotes(workspace: string): readonly Noted[] | undefined {
  try {
    const lines = readOwnFile(notesPath(workspace), mostBytes).text.split('\n');
    return lines
      .filter((line) => line !== '')
      .slice(-mostNotes)
      .flatMap(readNote);
  } catch {
    return undefined;
  }
}

type Noted = z.infer<typeof note>;

/** None for a line that a crash cut off. */
function readNote(line: string): readonly Noted[] {
  try {
    return [note.parse(parseShallowJson(line))];
  } catch {
    return [];
  }
}

function keyOf({ time, actor, action, subject, detail }: Noted): string {
  return JSON.stringify([time, actor, action, subject, detail]);
}

export function notesPath(folder: string): string {
  return join(folder, 'audit-notes.jsonl');
}
