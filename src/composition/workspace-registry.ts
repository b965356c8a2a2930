import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkspaceEntry } from '#src/contract/workspace.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import {
  createWorkspace,
  openWorkspaceStore,
  type WorkspaceStore,
} from '#src/infrastructure/persistence/sqlite/workspace/workspace-store.ts';
import {
  readWorkspaceMeta,
  type NewWorkspace,
} from '#src/infrastructure/persistence/sqlite/workspace/workspace-meta.ts';
import { listBackups } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { longestWait } from '#src/infrastructure/persistence/sqlite/patience.ts';
import type { SchemaOptions } from '#src/infrastructure/persistence/sqlite/operations/schema-versions.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import { IntegrityError, mayPass, NoRoomError, RepositoryError } from '#src/ports/store-errors.ts';

export type WorkspaceUnavailable = {
  readonly code: 'WORKSPACE_UNAVAILABLE';
  readonly reason: string;
  readonly remedy: string;
};
export type NameTaken = { readonly code: 'NAME_TAKEN'; readonly name: string };

/** A unit of work without a step for so long is undone, so that the others can go on. */
const forgottenAfter = 60_000;

/** Folders of workspaces, one each, under one folder. */
export type WorkspaceRegistry = {
  list(): Promise<readonly WorkspaceEntry[]>;
  has(id: string): Promise<boolean>;
  /**
   * Makes a workspace beside the others and moves it into place when `fill` has filled it: a crash leaves none or
   * a whole one.
   */
  create(
    workspace: NewWorkspace,
    fill: (store: WorkspaceStore) => Promise<void>,
  ): Promise<Result<void, WorkspaceUnavailable | NameTaken>>;
  open(id: string): Promise<Result<WorkspaceStore, WorkspaceUnavailable>>;
  /** Moves the workspace that `unpack` makes in the folder that it is given beside the others; returns its id. */
  adopt<Failure>(
    unpack: (folder: string) => Promise<Result<unknown, Failure>>,
  ): Promise<Result<string, Failure>>;
};

/** Folders that are being made start with this; one left over from a crash is swept away. */
const unfinished = '.unfinished-';
/** Stands among the workspaces, and is none. */
export const exportsFolder = 'exports';

export type RegistryNeeds = {
  readonly workspaces: string;
  readonly migrations: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Brings older files to the newest schema. */
  readonly migrate: (files: SchemaOptions) => Promise<void>;
};

export function createWorkspaceRegistry({
  workspaces: folder,
  migrations,
  clock,
  log,
  migrate,
}: RegistryNeeds): WorkspaceRegistry {
  const patience = { clock, milliseconds: longestWait };
  const files = { migrationsFolder: migrations, clock, migrate, patience };

  async function names(): Promise<readonly string[]> {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries
        .filter(({ name }) => name !== exportsFolder)
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
        .map(({ name }) => name);
    } catch {
      // No folder yet: no workspaces yet.
      return [];
    }
  }

  async function describe(id: string): Promise<WorkspaceEntry> {
    try {
      const { name, kind, createdAt } = await readWorkspaceMeta(join(folder, id));
      return { id, name, kind, createdAt };
    } catch (fault) {
      // Opening it puts its newest good backup in its place.
      if ((await listBackups(join(folder, id), clock)).length > 0) return { id, name: id };
      return { id, name: id, problem: messageOf(fault) };
    }
  }

  async function sweep(id: string): Promise<void> {
    await rm(join(folder, `${unfinished}${id}`), { recursive: true, force: true });
  }

  return {
    async list() {
      const entries = await Promise.all((await names()).map(describe));
      return entries.toSorted((left, right) => (right.createdAt ?? 0) - (left.createdAt ?? 0));
    },
    has: async (id) => (await names()).includes(id),
    async create(wanted, fill) {
      const { id, name } = wanted;
      if ((await names()).includes(id)) return err({ code: 'NAME_TAKEN', name });
      const making = join(folder, `${unfinished}${id}`);
      try {
        await mkdir(folder, { recursive: true });
        await sweep(id);
        const store = await createWorkspace({ ...files, folder: making, durability: 'bulk' }, wanted);
        try {
          await fill(store);
        } finally {
          await store.close();
        }
        await rename(making, join(folder, id));
        return ok(undefined);
      } catch (fault) {
        await sweep(id).catch(() => undefined);
        return err(unavailable(fault, folder));
      }
    },
    async open(id) {
      try {
        const idleLimit = { clock, milliseconds: forgottenAfter };
        const store = { ...files, folder: join(folder, id), idleLimit, keepReserve: true };
        return ok(await openWorkspaceStore(store));
      } catch (fault) {
        log.error('a workspace could not be opened', { fault });
        return err(unopenable(fault, join(folder, id)));
      }
    },
    async adopt(unpack) {
      const making = join(folder, `${unfinished}imported`);
      await rm(making, { recursive: true, force: true });
      const unpacked = await unpack(making);
      if (!unpacked.ok) return unpacked;
      const { name } = await readWorkspaceMeta(making);
      const id = freeName(folderNameOf(name), await names());
      await rename(making, join(folder, id));
      return ok(id);
    },
  };
}

/** Expected troubles of disks and files become words; anything else is a fault and goes on. */
function unavailable(fault: unknown, path: string): WorkspaceUnavailable {
  if (fault instanceof RepositoryError) {
    return { code: 'WORKSPACE_UNAVAILABLE', reason: fault.message, remedy: remedyOf(fault, path) };
  }
  if (fault instanceof Error && 'code' in fault && typeof fault.code === 'string') {
    return {
      code: 'WORKSPACE_UNAVAILABLE',
      reason: `${path} cannot be used (${fault.code}).`,
      remedy:
        'Check that the folder exists, may be written, and has free space; or start with --workspaces DIR.',
    };
  }
  throw fault;
}

/** While a workspace opens, any other fault comes of what its files hold; its stack is in the log. */
export function unopenable(fault: unknown, path: string): WorkspaceUnavailable {
  const expected = fault instanceof RepositoryError || (fault instanceof Error && 'code' in fault);
  if (expected) return unavailable(fault, path);
  return unavailable(new IntegrityError(`${path} holds what cannot be read: ${messageOf(fault)}`), path);
}

function remedyOf(fault: RepositoryError, path: string): string {
  if (fault instanceof NoRoomError) return 'Free some space on the disk and try again.';
  const others = 'Other workspaces are not affected.';
  if (mayPass(fault)) return others;
  return (
    `npm run db -- verify --workspace "${path}" names every damaged row; "restore" instead of "verify" puts the ` +
    `newest backup in its place and keeps what it replaces. ${others}`
  );
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}

function freeName(wanted: string, taken: readonly string[]): string {
  for (let number = 2, name = wanted; ; name = `${wanted}-${number}`, number += 1) {
    if (!taken.includes(name)) return name;
  }
}

/** A folder's name from a trader's: what every file system takes. */
export function folderNameOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\w\s-]/g, '')
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, '-')
    .slice(0, 60);
  return plain === '' || plain === exportsFolder ? 'workspace' : plain;
}
