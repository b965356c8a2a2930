// npm run db:generate [name]: writes the next migration of each database from its schema, with STRICT tables.
// A database's schema is schema/<database>.ts, schema/<database>-….ts or the folder schema/<database>/.
// drizzle-kit has no word for STRICT. Migrations that exist are never touched.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root, runTool, say } from './setup.mjs';

const schema = 'src/infrastructure/persistence/sqlite/schema';

for (const database of ['record', 'market']) {
  const folder = join(root, 'drizzle', database);
  const before = new Set(migrationsIn(folder));
  const nameArgs = process.argv[2] === undefined ? [] : ['--name', process.argv[2]];
  const args = [
    'generate',
    '--dialect=sqlite',
    `--schema=${schema}/${database}*`,
    `--out=drizzle/${database}`,
    ...nameArgs,
  ];
  const code = runTool('drizzle-kit/bin.cjs', args);
  if (code !== 0) process.exit(code);
  for (const file of migrationsIn(folder).filter((name) => !before.has(name))) {
    const path = join(folder, file);
    writeFileSync(path, strict(readFileSync(path, 'utf8')));
    say(`Wrote drizzle/${database}/${file}`);
  }
}

/** `CREATE TABLE … (\n…\n);` ends at the first line that is only `);`. A key of several columns clusters its table. */
function strict(sql) {
  return sql.replaceAll(/^(CREATE TABLE [\s\S]*?\n\));/gm, (_, table) =>
    table.includes('\n\tPRIMARY KEY(') ? `${table} STRICT, WITHOUT ROWID;` : `${table} STRICT;`,
  );
}

function migrationsIn(folder) {
  return existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.sql')) : [];
}
