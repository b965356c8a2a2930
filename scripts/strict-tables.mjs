/**
 * Makes every table of the generated migrations STRICT, which drizzle-kit cannot say, and clusters those with a
 * key of several columns by it. Run after `drizzle-kit generate`; leaves a file that is done already as it is.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../drizzle');
const createTable = /CREATE TABLE [^;]*?\n\);/g;

for (const schema of readdirSync(folder)) {
  for (const name of readdirSync(join(folder, schema)).filter((file) => file.endsWith('.sql'))) {
    const path = join(folder, schema, name);
    const text = readFileSync(path, 'utf8');
    const strict = text.replaceAll(createTable, (table) => {
      const options = /\n\tPRIMARY KEY\(/.test(table) ? 'STRICT, WITHOUT ROWID' : 'STRICT';
      return `${table.slice(0, -1)} ${options};`;
    });
    if (strict !== text) writeFileSync(path, strict);
  }
}
