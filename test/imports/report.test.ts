import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const trades =
  'time,symbol,side,quantity,price,fee,fee currency\n2025-01-31T14:05:09Z,BTCUSDT,buy,0.5,30000,1.5,USDT\n';
const own = 'When,What,Way,Many,Each\n31.01.2025 14:05:09,BTCUSDT,buy,"0,5",30000\n';

function reportOf(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), folder],
    { encoding: 'utf8' },
  );
  return { lines: stdout.split('\n'), stderr, status };
}

test('tells of each file what came of it, and whether that is what was expected', () => {
  const { lines, stderr, status } = reportOf({
    'a.csv': trades,
    'a.csv.expected.json': JSON.stringify({ fills: 1, balances: { BTC: '0.5', USDT: '-15001.5' } }),
    'b.csv': trades,
    'b.csv.expected.json': JSON.stringify({ fills: 2, balances: { BTC: '0.5' } }),
    'c.csv': own,
    'd.csv': own,
    'd.csv.profile.json': JSON.stringify({
      columns: { time: 'When', symbol: 'What', side: 'Way', quantity: 'Many', price: 'Each' },
      times: { zone: 'UTC', order: 'DMY' },
      decimal: ',',
    }),
    'd.csv.expected.json': JSON.stringify({ fills: 1, balances: { BTC: '0.5', USDT: '-15000' } }),
    'e.csv': 'nothing\n',
    'e.csv.expected.json': JSON.stringify({ unreadable: 'NO_HEADER' }),
  });
  expect(stderr).toBe('');
  expect(lines).toEqual([
    'right a.csv: fills, 1 fills, 0 movements, 0 passed over, 0 refused; 0.5 BTC, -15001.5 USDT',
    'WRONG b.csv: fills, 1 fills, 0 movements, 0 passed over, 0 refused; 0.5 BTC, -15001.5 USDT',
    '      fills: 1, expected 2',
    '      USDT: -15001.5, expected 0',
    'read  c.csv: UNKNOWN_FORMAT',
    'right d.csv: mapped, 1 fills, 0 movements, 0 passed over, 0 refused; 0.5 BTC, -15000 USDT',
    expect.stringMatching(/^right e\.csv: /),
    '5 files, 4 recognised, mapped or rightly refused; 3 of 4 with an expectation are right.',
    '',
  ]);
  expect(status).toBe(1);
});
