/** The whole core over a folder of its own, reached as the screen reaches it: through the contract. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { failureOf } from '#src/composition/call-failures.ts';
import { createCore } from '#src/composition/core.ts';
import { createSessionKeys } from '#src/infrastructure/keychain/session-keys.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { createUlidIds } from '#src/infrastructure/system/ulid-ids.ts';
import { connect } from '#src/transport/connect.ts';
import { serve } from '#src/transport/serve.ts';
import { createSocketPair } from '#test/transport/socket-pair.ts';

const root = join(import.meta.dirname, '../..');
const worker = (name: string): URL => new URL(`file://${root}/src/composition/workers/${name}.ts`);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export function startReportCore() {
  const workspaces = mkdtempSync(join(tmpdir(), 'tapedeck-imports-'));
  const clock = createSystemClock();
  const ids = createUlidIds(clock);
  const core = createCore({
    version: '0.0.0',
    workspaces,
    migrations: join(root, 'drizzle'),
    feedWorker: worker('feed-worker'),
    jobWorker: worker('job-worker'),
    importWorker: worker('import-worker'),
    accountWorker: worker('account-worker'),
    secrets: { keychain: createSessionKeys(), session: createSessionKeys() },
    venues: [],
    venueSettings: {},
    clock,
    ids,
    idsAt: (now) => createUlidIds({ now }),
    log: silent,
    processId: process.pid,
  });
  const pair = createSocketPair();
  serve(pair.core, core.handlers, core.events, {
    nextIncident: ids.next,
    onFault: (_incident, where, fault) => {
      throw new Error(`${where} failed`, { cause: fault });
    },
    failureOf: (fault) => failureOf(fault, silent),
    onMalformed: (reason) => {
      throw new Error(reason);
    },
  });
  const client = connect(pair.screen, (fault) => {
    throw fault;
  });
  return {
    client,
    async end(): Promise<void> {
      await core.close();
      rmSync(workspaces, { recursive: true, force: true });
    },
  };
}
