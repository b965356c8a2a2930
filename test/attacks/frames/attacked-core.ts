/** The whole core over a folder of its own, with a market that stands still, for frames to be sent at. */
import { createSessionKeys } from '#src/infrastructure/keychain/session-keys.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

import { failureOf } from '#src/composition/call-failures.ts';
import { createCore } from '#src/composition/core.ts';
import { venues } from '#src/composition/venues.ts';
import { draftId } from '#src/contract/values.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { createCallGate } from '#src/transport/call-gate.ts';
import type { ServeOptions } from '#src/transport/serve.ts';
import { seededRandom } from '#test/faults/seeded.ts';
import { asked } from '#test/transport/asked.ts';
import { madeUpVenue } from '#test/venues/made-up/made-up-venue.ts';
import type { KnownNames } from './known-names.ts';

const root = join(import.meta.dirname, '../../..');
const worker = (path: string): URL => new URL(`file://${root}/${path}`);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export type AttackedCore = Awaited<ReturnType<typeof startAttackedCore>>;

export async function startAttackedCore(seed: number, names: KnownNames) {
  const workspaces = mkdtempSync(join(tmpdir(), 'tapedeck-frames-'));
  const clock = createSystemClock();
  const random = seededRandom(seed);
  const nextId = () => seededId(random.next);
  const ids = { next: nextId, random: nextId };
  const core = createCore({
    version: '0.0.0',
    workspaces,
    migrations: join(root, 'drizzle'),
    feedWorker: worker('test/venues/made-up/feed-worker.ts'),
    jobWorker: worker('src/composition/workers/job-worker.ts'),
    importWorker: worker('src/composition/workers/import-worker.ts'),
    accountWorker: worker('src/composition/workers/account-worker.ts'),
    secrets: { keychain: createSessionKeys(), session: createSessionKeys() },
    venues: [...venues, madeUpVenue],
    venueSettings: { binance: { restUrl: 'http://127.0.0.1:9', streamUrl: 'ws://127.0.0.1:9' } },
    clock,
    ids,
    idsAt: () => ids,
    log: silent,
    processId: process.pid,
  });
  const faults: { readonly where: string; readonly fault: unknown }[] = [];
  const watched = new Map<string, Database.Database>();
  const handlers = asked(core.handlers);

  const options: ServeOptions = {
    nextIncident: () => 'incident',
    onFault: (_incident, where, fault) => void faults.push({ where, fault }),
    failureOf(fault) {
      const failure = failureOf(fault, silent);
      if (failure?.code === 'STORE_FAILED') faults.push({ where: 'the store', fault });
      return failure;
    },
    onMalformed: () => undefined,
    gate: createCallGate(),
  };

  const made = await handlers['workspaces.createPaper']({
    name: 'Tea',
    venue: 'madeup',
    baseCurrency: 'TEA',
    deposit: '1000000',
    makerFee: '0',
    takerFee: '0.01',
    lotMethod: 'FIFO',
  });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const home = made.value.id;
  let open: string | undefined = home;

  /** Trades some, so that there is something to name. */
  async function furnish(): Promise<void> {
    const snapshot = await handlers['state.snapshot']({});
    if (!snapshot.ok) throw new Error('the state can always be read');
    names.learn('state.snapshot', snapshot.value);
    for (const currency of ['TEA', 'HOUR', 'USDT']) names.add('currency', currency);
    for (const key of ['preference.theme', 'layout', 'panel.1']) names.add('key', key);
    names.add('strategy', 'Breakout');
    const [account] = snapshot.value.accounts;
    while (!(await isListed())) await new Promise((resolve) => setTimeout(resolve, 5));
    for (let number = 1; number <= 12; number += 1) {
      const placed = await handlers['orders.place']({
        draftId: draftId.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`),
        accountId: account?.id ?? '',
        instrumentId: 'madeup:HOUR-TEA',
        side: number % 3 === 0 ? 'SELL' : 'BUY',
        quantity: '2',
        strategy: 'Breakout',
        ...(number > 6
          ? { type: 'LIMIT', limitPrice: '10', timeInForce: 'GTC' }
          : { type: 'MARKET', timeInForce: 'IOC' }),
      });
      if (!placed.ok) throw new Error(JSON.stringify(placed.error));
      names.learn('orders.place', placed.value);
    }
  }

  async function isListed(): Promise<boolean> {
    const known = await handlers['instruments.list']({});
    if (known.ok) names.learn('instruments.list', known.value);
    return known.ok && known.value.length > 0;
  }

  await furnish();
  return {
    ...core,
    workspaces,
    options,
    faults,
    /** What an answer says of which workspace is open. */
    follow(call: string, value: unknown): void {
      if (call === 'workspaces.close') open = undefined;
      if (/^workspaces\.(?:open|openDemo|createPaper)$/.test(call)) open = idIn(value) ?? open;
    },
    async goHome(): Promise<void> {
      const opened = await handlers['workspaces.open']({ id: home });
      if (!opened.ok) throw new Error(JSON.stringify(opened.error));
      open = home;
    },
    /** Another number after each commit to the open record. */
    commits(): number {
      if (open === undefined) return 0;
      try {
        const known = watched.get(open) ?? openToLook(join(workspaces, open, 'record.sqlite'));
        watched.set(open, known);
        return Number(known.pragma('data_version', { simple: true }));
      } catch {
        // It was moved, as a restore does.
        watched.delete(open);
        return -1;
      }
    },
    async end(): Promise<void> {
      for (const database of watched.values()) database.close();
      await core.close();
      rmSync(workspaces, { recursive: true, force: true });
    },
  };
}

function openToLook(path: string): Database.Database {
  return new Database(path, { readonly: true, fileMustExist: true });
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
let made = 0;

/** In the shape of the program's own, and in the order in which they were made. */
function seededId(next: () => number): string {
  made += 1;
  const rest = Array.from({ length: 12 }, () => letters[Math.floor(next() * letters.length)]).join('');
  return `01J${made.toString(10).padStart(11, '0')}${rest}`;
}

function idIn(value: unknown): string | undefined {
  const isObject = typeof value === 'object' && value !== null;
  return isObject && 'id' in value && typeof value.id === 'string' ? value.id : undefined;
}
