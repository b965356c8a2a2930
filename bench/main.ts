import { parseArgs } from 'node:util';
import { availableParallelism, cpus } from 'node:os';
import type { Figure, Measure } from './figure.ts';
import { measureBook } from './figures/book-update.ts';
import { measureBatchInsert } from './figures/batch-insert.ts';
import { measureContractCall } from './figures/contract-call.ts';
import { measureFold } from './figures/fold-fills.ts';
import { measureOrderCommit } from './figures/order-commit.ts';
import { measureOrderPage } from './figures/order-page.ts';
import { measureStart } from './figures/start.ts';

const measures: Readonly<Record<string, Measure>> = {
  'batch-insert': measureBatchInsert,
  'order-commit': measureOrderCommit,
  'order-page': measureOrderPage,
  'contract-call': measureContractCall,
  'book-update': measureBook,
  'fold-fills': measureFold,
  start: measureStart,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});

if (values.help) {
  process.stdout.write(`npm run bench -- [--json] [figure …]\nfigures: ${Object.keys(measures).join(', ')}\n`);
} else {
  const unknown = positionals.filter((name) => !(name in measures));
  if (unknown.length > 0) {
    process.stderr.write(`no figure ${unknown.join(', ')}; there are ${Object.keys(measures).join(', ')}\n`);
    process.exitCode = 2;
  } else {
    await run(positionals.length > 0 ? positionals : Object.keys(measures), values.json);
  }
}

async function run(names: readonly string[], json: boolean): Promise<void> {
  if (!json) process.stdout.write(`${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}\n`);
  for (const name of names) {
    const figures = (await measures[name]?.()) ?? [];
    for (const figure of figures) process.stdout.write(`${json ? JSON.stringify(figure) : lineOf(figure)}\n`);
    if (figures.some((figure) => !figure.pass)) process.exitCode = 1;
  }
}

function lineOf({ name, value, unit, baseline, ratio, goal, pass }: Figure): string {
  const against = baseline === undefined ? '' : `, raw ${rounded(baseline)} ${unit}`;
  const times = ratio === undefined ? '' : `, ratio ${ratio.toFixed(2)}`;
  return `${pass ? 'pass' : 'FAIL'}  ${name}: ${rounded(value)} ${unit}${against}${times} (goal ${goal})`;
}

function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
