import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

import { createCore, type CoreOptions } from '#src/composition/core.ts';
import type { ProgressInfo, RecordChange } from '#src/contract/state.ts';
import type { TaskState } from '#src/contract/maintenance.ts';
import { createSessionKeys } from '#src/infrastructure/keychain/session-keys.ts';
import { createUlidIds } from '#src/infrastructure/system/ulid-ids.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { busyWorkspace } from '#test/infrastructure/persistence/sqlite/operations/busy-workspace.ts';
import {
  migrationsFolder,
  openTemporary,
  temporaryFolder,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { startTime } from '#test/ports/sample-entities.ts';
import { asked } from '#test/transport/asked.ts';
import { venues } from '#src/composition/venues.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const sources = join(import.meta.dirname, '../../src');

/** The whole core over one folder of workspaces, in which `trading` is. */
export async function desk(
  prepare: (workspace: string) => Promise<void> = async () => undefined,
  options: Partial<Pick<CoreOptions, 'venues' | 'feedWorker' | 'venueSettings' | 'secrets' | 'log'>> = {},
) {
  const workspaces = await temporaryFolder();
  const folder = join(workspaces, 'trading');
  await cp(await busyWorkspace(), folder, { recursive: true });
  await prepare(folder);
  const clock = createFakeClock(startTime + 60_000);
  const core = createCore({
    version: '0.0.0',
    workspaces,
    migrations: migrationsFolder,
    feedWorker: new URL(`file://${sources}/composition/workers/feed-worker.ts`),
    jobWorker: new URL(`file://${sources}/composition/workers/job-worker.ts`),
    importWorker: new URL(`file://${sources}/composition/workers/import-worker.ts`),
    accountWorker: new URL(`file://${sources}/composition/workers/account-worker.ts`),
    secrets: { keychain: createSessionKeys(), session: createSessionKeys() },
    venues,
    venueSettings: { binance: { restUrl: 'http://127.0.0.1:9', streamUrl: 'ws://127.0.0.1:9' } },
    clock,
    ids: createUlidIds(clock),
    idsAt: (now) => createUlidIds({ now }),
    log: silent,
    processId: process.pid,
    ...options,
  });
  onTestFinished(() => core.close());
  const progress: ProgressInfo[] = [];
  const changes: RecordChange[] = [];
  const finishing = new Map<string, () => void>();
  core.events.subscribe('progress', {}, (event) => {
    progress.push(event);
    if (event.finished) finishing.get(event.task)?.();
  });
  core.events.subscribe('record', {}, ({ change }) => void changes.push(change));

  type Begun = { readonly ok: true; readonly value: { readonly task: string } } | { readonly ok: false };
  async function ended(begun: Begun): Promise<TaskState> {
    if (!begun.ok) throw new Error('the task did not begin');
    const { task } = begun.value;
    await new Promise<void>((resolve) => {
      finishing.set(task, resolve);
      if (progress.some((event) => event.task === task && event.finished)) resolve();
    });
    const result = await core.handlers['tasks.result']({ task });
    if (!result.ok) throw new Error('the task is not known');
    return result.value;
  }

  async function open(id = 'trading') {
    const opened = await core.handlers['workspaces.open']({ id });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    return opened.value;
  }

  async function orders(): Promise<number> {
    const page = await core.handlers['orders.page']({
      limit: 100,
      filter: {},
      sort: { by: 'time', direction: 'ascending' },
    });
    if (!page.ok) throw new Error(page.error.code);
    return page.value.total;
  }

  return {
    ...core,
    handlers: asked(core.handlers),
    workspaces,
    folder,
    clock,
    progress,
    changes,
    ended,
    open,
    orders,
  };
}

/** The audit trail of a workspace that is closed, the latest entry first. */
export async function auditOf(folder: string) {
  const { record } = await openTemporary(folder);
  return (await record.read.audit.page({ limit: 10 })).rows;
}
