import { mkdir, readdir, readlink, rename, rm, stat } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { err, ok } from '#src/domain/result.ts';
import { databaseConfig } from '#src/infrastructure/persistence/database-config.ts';
import { openDatabase } from './open-database.ts';
import { createWorkspace } from './workspace-files.ts';
import { readWorkspaceMeta } from './workspace-meta.ts';
import { lookForBackups, newerUnread } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { isLongToOpen } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { fileOf } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import { longestWait } from '#src/infrastructure/persistence/sqlite/patience.ts';
import type { SchemaOptions } from '#src/infrastructure/persistence/sqlite/migration-files.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type {
  Repair,
  WorkspaceEntry,
  WorkspaceMeta,
  Workspaces,
  WorkspaceUnavailable,
} from '#src/ports/workspaces.ts';
import { lockWorkspace } from './workspace-lock.ts';
import {
  BusyError,
  ConnectionError,
  ForeignSchemaError,
  IntegrityError,
  mayPass,
  NoRoomError,
  RepositoryError,
} from '#src/ports/store-errors.ts';
import { demoFolder, exportsFolder, folderFor, folderForDemo, isSameName } from './workspace-names.ts';
import { causeOf, reasonOf } from '#src/domain/fault.ts';
import type { Cause } from '#src/domain/coded.ts';
import type { Remedy } from '#src/domain/store-problem.ts';
import {
  isLackOfFiles,
  storeFault,
  whyWithheld,
} from '#src/infrastructure/persistence/sqlite/store-fault.ts';

/** Folders that are being made start with this; one left over from a crash is swept away. */
const unfinished = '.unfinished-';
export type RegistryNeeds = {
  readonly workspaces: string;
  readonly migrations: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Brings older files to the newest schema. */
  readonly migrate: (files: SchemaOptions) => Promise<void>;
  /** Replaces files that are damaged. */
  readonly repair: (files: SchemaOptions) => Promise<readonly Repair[]>;
};

export function createWorkspaceRegistry({
  workspaces: folder,
  migrations,
  clock,
  log,
  migrate,
  repair,
}: RegistryNeeds): Workspaces {
  const patience = { clock, milliseconds: longestWait };
  const files = { migrationsFolder: migrations, clock, migrate, repair, patience };

  /** Of everything that stands in the folder: a new workspace goes by none of them. */
  async function present(): Promise<readonly Dirent[]> {
    try {
      return await readdir(folder, { withFileTypes: true });
    } catch (fault) {
      // No folder yet: no workspaces yet.
      if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return [];
      throw fault;
    }
  }

  /** Folders, and links wherever they lead: one that leads nowhere is told, not hidden. */
  async function names(): Promise<readonly string[]> {
    return (await present())
      .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
      .map(({ name }) => name)
      .filter((name) => name !== exportsFolder && !name.startsWith('.'));
  }

  function recordOf(id: string): string {
    return join(folder, id, fileOf('record'));
  }

  async function describe(id: string): Promise<WorkspaceEntry> {
    const path = join(folder, id);
    try {
      await assertFolder(path);
      // Opening it does that in a process of its own.
      if (isLongToOpen(recordOf(id))) return { id, name: id };
      const { name, kind, createdAt } = await readWorkspaceMeta(path, migrations);
      return { id, name, kind, createdAt };
    } catch (fault) {
      const problem = await whyNotOpened(path, fault);
      return problem === undefined ? { id, name: id } : { id, name: id, problem };
    }
  }

  /** Undefined where opening it puts its newest good backup in its place. Throws where the program has no file left to open. */
  async function whyNotOpened(path: string, fault: unknown): Promise<Cause | undefined> {
    if (isLackOfFiles(fault)) throw fault;
    const withheld = fault instanceof BusyError ? undefined : whyWithheld(fault);
    if (withheld !== undefined) return causeOf(withheld);
    try {
      const found = await lookForBackups(path, clock);
      const [newest] = found.backups;
      // What another program has locked is not damaged, and no backup takes its place.
      const unread = fault instanceof BusyError ? undefined : newerUnread(found, newest, clock);
      const problem = unread ?? (newest === undefined ? fault : undefined);
      return problem === undefined ? undefined : causeOf(problem);
    } catch (unlisted) {
      if (isLackOfFiles(unlisted)) throw unlisted;
      return causeOf(storeFault(unlisted) ?? unlisted);
    }
  }

  async function metas(): Promise<ReadonlyMap<string, WorkspaceMeta>> {
    const known = new Map<string, WorkspaceMeta>();
    for (const id of await names()) {
      try {
        if (isLongToOpen(recordOf(id))) continue;
        known.set(id, await readWorkspaceMeta(join(folder, id), migrations));
      } catch (fault) {
        // One that cannot be read is in nobody's way; where none can be, nobody knows.
        if (isLackOfFiles(fault)) throw fault;
      }
    }
    return known;
  }

  return {
    async list() {
      const entries = await Promise.all((await names()).map(describe));
      return entries.toSorted((left, right) => (right.createdAt ?? 0) - (left.createdAt ?? 0));
    },
    has: async (id) => (await names()).includes(id),
    hasName: async (name) => [...(await metas()).values()].some((meta) => isSameName(meta.name, name)),
    async demo() {
      const known = await metas();
      const own = [...known].find(([id, meta]) => meta.kind === 'demo' && meta.id === id);
      if (own !== undefined) return own[0];
      // One that cannot be read is repaired when it is opened, or says why it cannot be.
      return !known.has(demoFolder) && (await names()).includes(demoFolder) ? demoFolder : undefined;
    },
    async create({ name, kind }, fill) {
      let making: string | undefined;
      try {
        const others = (await present()).map((entry) => entry.name);
        const id = kind === 'demo' ? folderForDemo(others) : folderFor(name, others);
        making = join(folder, `${unfinished}${id}`);
        await mkdir(folder, { recursive: true });
        await rm(making, { recursive: true, force: true });
        const wanted = { id, name, kind };
        const store = await createWorkspace({ ...files, folder: making, durability: 'bulk' }, wanted);
        try {
          await fill(store);
        } finally {
          await store.close();
        }
        await rename(making, join(folder, id));
        return ok(id);
      } catch (fault) {
        if (making !== undefined) await rm(making, { recursive: true, force: true }).catch(() => undefined);
        return err(unavailable(fault, folder));
      }
    },
    async open(id) {
      try {
        const config = databaseConfig({ folder: join(folder, id) });
        return ok(await openDatabase(config, { ...files, keepReserve: true }));
      } catch (fault) {
        log.error('a workspace could not be opened', { fault });
        return err(unopenable(fault, join(folder, id)));
      }
    },
    unopenable,
    lock: (path) => {
      const lock = lockWorkspace(path);
      return () => lock.release();
    },
    async adopt(unpack) {
      const making = join(folder, `${unfinished}imported`);
      await rm(making, { recursive: true, force: true });
      const unpacked = await unpack(making);
      if (!unpacked.ok) return unpacked;
      const id = folderFor(
        unpacked.value.name,
        (await present()).map((entry) => entry.name),
      );
      await rename(making, join(folder, id));
      return ok(id);
    },
  };
}

const noRoom: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** Expected troubles of disks and files become codes; anything else is a fault and goes on. */
function unavailable(fault: unknown, path: string): WorkspaceUnavailable {
  if (fault instanceof RepositoryError) {
    return { code: 'WORKSPACE_UNAVAILABLE', reason: causeOf(fault), remedy: remedyFor(fault), folder: path };
  }
  if (fault instanceof Error && 'code' in fault && typeof fault.code === 'string') {
    return {
      code: 'WORKSPACE_UNAVAILABLE',
      reason: { code: 'FOLDER_UNUSABLE', folder: path, fault: fault.code },
      remedy: 'CHECK_FOLDER',
      folder: path,
    };
  }
  throw fault;
}

/** While a workspace opens, any other fault comes of what its files hold; its stack is in the log. */
function unopenable(fault: unknown, path: string): WorkspaceUnavailable {
  const expected = fault instanceof RepositoryError || (fault instanceof Error && 'code' in fault);
  if (expected) return unavailable(fault, path);
  const reason = reasonOf(fault);
  const problem = { code: 'CONTENT_UNREADABLE', folder: path, fault: reason } as const;
  return unavailable(new IntegrityError(`${path} holds what cannot be read: ${reason}`, problem), path);
}

/** From a job's process comes the problem alone: it says as much as the kind of error. */
function remedyFor(fault: RepositoryError): Remedy {
  const { problem } = fault;
  switch (problem?.code) {
    case 'DISK_FULL':
    case 'TOO_LITTLE_ROOM':
      return 'FREE_SPACE';
    case 'DISK_REFUSES':
      return noRoom.has(problem.trouble) ? 'FREE_SPACE' : 'CHECK_FOLDER';
    case 'FOLDER_UNUSABLE':
      return 'CHECK_FOLDER';
    case 'FILE_LOCKED':
    case 'RECORD_LOCKED':
    case 'FILE_HAS_TWO_NAMES':
    case 'NO_GOOD_BACKUP':
    case 'PROCESS_ENDED':
    case 'PROCESS_NOT_STARTED':
      return 'OTHERS_WELL';
    default:
  }
  if (fault instanceof NoRoomError) return 'FREE_SPACE';
  if (fault instanceof ForeignSchemaError) return 'RESTORE_FOREIGN';
  return mayPass(fault) ? 'OTHERS_WELL' : 'RESTORE';
}

async function assertFolder(path: string): Promise<void> {
  const target = await readlink(path).catch(() => undefined);
  if (target === undefined) return;
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) return;
  throw new ConnectionError(
    `${path} is a link to ${target}, where there is no folder. Connect that disk, or remove the link.`,
    { code: 'LINK_TO_NOWHERE', folder: path, target },
  );
}
