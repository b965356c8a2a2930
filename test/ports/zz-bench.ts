import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createWorkspace, openWorkspaceStore } from '#src/infrastructure/persistence/sqlite/workspace-store.ts';
import { orderToRow } from '#src/infrastructure/persistence/sqlite/order-row.ts';
import { orderStatuses } from '#src/domain/order.ts';
import { btc, eth, btcElsewhere, decimal, furnish, main, other, sampleOrder } from '#test/ports/sample-entities.ts';
const folder = mkdtempSync('/var/tmp/td-bench-');
const base = { migrationsFolder: '/work/main/drizzle', clock: Date };
async function make(name: string, durability: 'full'|'bulk') { const s = await createWorkspace({ ...base, folder: join(folder, name), durability }, { id: 'x', kind: 'demo', name: 'x' }); await furnish(s.record); return s; }
const gen = (n: number) => sampleOrder(n, { accountId: n % 10 === 0 ? other : main, instrumentId: [btc, eth, btcElsewhere][n % 3]!, status: n % 1000 === 0 ? 'UNCONFIRMED' : orderStatuses[4 + n % 4]!, quantity: decimal(String((n * 7919 % 100003) / 100)), limitPrice: decimal(String(40000 + (n * 104729 % 1000003) / 100)), strategy: n % 5000 === 0 ? 'rare' : n % 7 === 0 ? 'common' : undefined });
const N = 50000;
const orders = Array.from({ length: N }, (_, i) => gen(i));
function raw(file: string) { const d = new Database(file); d.pragma('synchronous=FULL'); d.pragma('foreign_keys=ON'); const row = orderToRow(gen(1)); const cols = Object.keys(row); return { d, st: d.prepare(`INSERT INTO orders (${cols.join(',')}) VALUES (${cols.map(() => '?').join(',')})`) }; }
for (let round = 0; round < 3; round++) {
  const s = await make('repo' + round, 'bulk'); await s.close();
  const r = await make('raw' + round, 'bulk'); await r.close();
  const rows = orders.map((o) => Object.values(orderToRow(o)));
  const { d, st } = raw(join(folder, 'raw' + round, 'record.sqlite'));
  let t = performance.now(); d.exec('BEGIN IMMEDIATE'); for (const v of rows) st.run(...v); d.exec('COMMIT'); const tRaw = performance.now() - t; d.close();
  const o = await openWorkspaceStore({ ...base, folder: join(folder, 'repo' + round) });
  t = performance.now(); await o.record.transact((u) => u.orders.insertMany(orders)); const tRepo = performance.now() - t;
  console.log('batch', N, 'raw', tRaw.toFixed(0), 'repo', tRepo.toFixed(0), 'ratio', (tRaw / tRepo).toFixed(2));
  await o.close();
}
{ // commit
  const C = 400;
  const a = await openWorkspaceStore({ ...base, folder: join(folder, 'repo0') });
  const { d, st } = raw(join(folder, 'raw0', 'record.sqlite'));
  let tr = 0, tp = 0;
  for (let i = 0; i < C; i++) {
    const o = gen(N + i); let t = performance.now(); st.run(...Object.values(orderToRow(o))); tr += performance.now() - t;
    t = performance.now(); await a.record.transact((u) => u.orders.insert(o)); tp += performance.now() - t;
  }
  console.log('commit raw', (tr / C).toFixed(3), 'repo', (tp / C).toFixed(3), 'ratio', (tp / tr).toFixed(2));
  d.close(); await a.close();
}
{ // pages at 1M
  const s = await make('million', 'bulk');
  let t = performance.now();
  for (let i = 0; i < 1_000_000; i += 20000) await s.record.transact((u) => u.orders.insertMany(Array.from({ length: 20000 }, (_, k) => gen(i + k))));
  console.log('1M insert s', ((performance.now() - t) / 1000).toFixed(1)); t = performance.now(); await s.close(); console.log('seal ms', (performance.now() - t).toFixed(0));
  t = performance.now(); const o = await openWorkspaceStore({ ...base, folder: join(folder, 'million') }); console.log('open ms', (performance.now() - t).toFixed(1));
  const d = new Database(join(folder, 'million', 'record.sqlite'), { readonly: true });
  const q = d.prepare('SELECT * FROM orders WHERE (created_at, seq) < (?, ?) ORDER BY created_at DESC, seq DESC LIMIT 101');
  const p = o.record.read.orders;
  const mid = await p.page({}, { by: 'time', direction: 'descending' }, { limit: 100 });
  const last = mid.rows.at(-1)!; const R = 300;
  for (let k = 0; k < 2; k++) {
    t = performance.now(); for (let i = 0; i < R; i++) q.all(last.createdAt, 999901); const a = (performance.now() - t) / R;
    t = performance.now(); for (let i = 0; i < R; i++) await p.page({}, { by: 'time', direction: 'descending' }, { limit: 100, after: mid.next }); const b = (performance.now() - t) / R;
    console.log('page raw ms', a.toFixed(3), 'repo', b.toFixed(3), 'ratio', (b / a).toFixed(2));
  }
  const filters = [{}, { instrumentId: btc }, { statuses: ['FILLED', 'CANCELLED'] }, { statuses: ['UNCONFIRMED'] }, { activeOnly: true }, { strategy: 'rare' }, { strategy: 'common', statuses: ['UNCONFIRMED'] }, { accountIds: [other], instrumentId: eth }, { accountIds: [main, other], side: 'SELL' }, { from: last.createdAt - 500, to: last.createdAt }, { strategy: 'nobody' }] as const;
  for (const f of filters) { const out: string[] = [];
    for (const by of ['time', 'symbol', 'status', 'quantity', 'price'] as const) { const first = await p.page(f, { by, direction: 'descending' }, { limit: 100 }); const t = performance.now(); for (let i = 0; i < 3; i++) await p.page(f, { by, direction: 'descending' }, { limit: 100, after: first.next }); out.push(by + ' ' + ((performance.now() - t) / 3).toFixed(2)); }
    const t = performance.now(); const c = await p.count(f); out.push(`count ${c} ` + (performance.now() - t).toFixed(1)); console.log(JSON.stringify(f).slice(0, 70).padEnd(72), out.join('  ')); }
  d.close(); await o.close();
}
rmSync(folder, { recursive: true });
