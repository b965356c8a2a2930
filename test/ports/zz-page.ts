import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createWorkspace } from '#src/infrastructure/persistence/sqlite/workspace-store.ts';
import { orderToRow } from '#src/infrastructure/persistence/sqlite/order-row.ts';
import { decimal, furnish, sampleOrder } from '#test/ports/sample-entities.ts';
const folder = mkdtempSync('/var/tmp/td-bench-');
const s = await createWorkspace(
  { migrationsFolder: '/work/main/drizzle', clock: Date, folder, durability: 'bulk' },
  { id: 'x', kind: 'demo', name: 'x' },
);
await furnish(s.record);
await s.record.transact((u) =>
  u.orders.insertMany(
    Array.from({ length: 30000 }, (_, k) => sampleOrder(k, { limitPrice: decimal('40000.' + k) })),
  ),
);
const d = new Database(join(folder, 'record.sqlite'), { readonly: true });
const q = d.prepare(
  'SELECT * FROM orders WHERE (created_at, seq) < (?, ?) ORDER BY created_at DESC, seq DESC LIMIT 101',
);
const q2 = d.prepare(
  `SELECT seq, ${Object.keys(orderToRow(sampleOrder(1))).join(',')} FROM orders WHERE (created_at, seq) < (?, ?) ORDER BY created_at DESC, seq DESC LIMIT 101`,
);
const p = s.record.read.orders;
const R = 3000;
const mid = await p.page({}, { by: 'time', direction: 'descending' }, { limit: 100 });
const last = mid.rows.at(-1)!;
const V = {
 base: 'SELECT * FROM orders WHERE (created_at, seq) < (?, ?) ORDER BY created_at DESC, seq DESC LIMIT 101',
 limitParam: 'SELECT * FROM orders WHERE (created_at, seq) < (?, ?) ORDER BY created_at DESC, seq DESC LIMIT ?',
 indexed: 'SELECT * FROM orders INDEXED BY orders_time WHERE (created_at, seq) < (?, ?) ORDER BY created_at DESC, seq DESC LIMIT 101',
 tru: 'SELECT * FROM orders WHERE TRUE AND (created_at, seq) < (?, ?) ORDER BY created_at DESC, seq DESC LIMIT 101',
};
const d2 = new Database(join(folder, 'record.sqlite'), { readonly: true }); for (const x of ['foreign_keys=1','busy_timeout=5000','trusted_schema=0','cell_size_check=1']) d2.pragma(x);
for (const [n, sql] of Object.entries(V)) for (const [m, db] of [['plain', d], ['set', d2]] as const) { const st = db.prepare(sql); const a: unknown[] = sql.endsWith('?') ? [last.createdAt, 29901, 101] : [last.createdAt, 29901]; let best = 9; for (let k = 0; k < 5; k++) { const t = performance.now(); for (let i = 0; i < 400; i++) st.all(...a); best = Math.min(best, (performance.now() - t) / 400); } console.log(n, m, best.toFixed(3)); }
let best = 9; for (let k = 0; k < 8; k++) { const t = performance.now(); for (let i = 0; i < 400; i++) await p.page({}, { by: 'time', direction: 'descending' }, { limit: 100, after: mid.next }); best = Math.min(best, (performance.now() - t) / 400); } console.log('repo', best.toFixed(3));
await s.close(); rmSync(folder, { recursive: true });
