import { expect, it, onTestFinished } from 'vitest';

import { StagedImport } from '#src/application/imports/staged-import.ts';
import { ImportFile } from '#src/infrastructure/importing/csv/import-file.ts';
import { SqliteImportStaging } from '#src/infrastructure/persistence/sqlite/staging/sqlite-import-staging.ts';

const header = 'txid,refid,time,type,subtype,aclass,asset,amount,fee,balance';

/** What comes of a ledger of Kraken in which so many rows are of one trade, each with so long a wallet beside it. */
async function previewOf(rows: number, padding = '') {
  const file = new StagedImport(
    {
      staging: new SqliteImportStaging(),
      openReader: (at, mapping, answers) => new ImportFile(at, mapping, answers),
      clock: { now: () => Date.UTC(2026, 0, 1) },
    },
    { fileName: 'ledgers.csv', mapping: undefined, answers: {} },
  );
  onTestFinished(() => file.discard());
  await file.write(`${header}\n`);
  for (let at = 0; at < rows; at += 1) {
    const leg = at === 0 ? 'ZUSD,-50000' : `XXBT,${at === 1 ? '1' : '0.001'}`;
    await file.write(`T${at},R1,2024-01-01 00:00:00,trade,,currency,${leg},0,1${padding}\n`);
  }
  return { first: await file.preview(undefined), again: await file.count() };
}

it('as many rows as one trade may have are one', async () => {
  expect(await previewOf(2_000)).toMatchObject({ first: { ok: true, value: { valid: 1, invalid: 0 } } });
});

it.each([
  ['too many rows of one reference', 20_001, ''],
  ['too long ones', 1_100, `,${'x'.repeat(16_000)}`],
])('%s are refused as a whole, whoever asks, and however often', async (_what, rows, padding) => {
  const problem = { code: 'TOO_MANY_TOGETHER', line: 2, most: 20_000 };
  const refused = { ok: false, error: { code: 'UNREADABLE_FILE', problem } };
  expect(await previewOf(rows, padding)).toEqual({ first: refused, again: refused });
});
