import { parseArgs } from 'node:util';
import { availableParallelism, cpus } from 'node:os';
import type { Figure, Measure } from './figure.ts';

/**
 * Loaded one at a time, so that no figure's modules weigh on another. The one that waits for the disk comes before
 * those that write gigabytes: many a disk is slower for a while after them.
 */
const measures: Readonly<Record<string, Measure>> = {
  maintenance: async () => (await import('./figures/maintenance.ts')).measureMaintenance(),
  'batch-insert': async () => (await import('./figures/batch-insert.ts')).measureBatchInsert(),
  'store-commit': async () => (await import('./figures/store-commit.ts')).measureStoreCommit(),
  'order-commit': async () => (await import('./figures/order-commit.ts')).measureOrderCommit(),
  'report-cost': async () => (await import('./figures/report-cost.ts')).measureReportCost(),
  'fill-cost': async () => (await import('./figures/fill-cost.ts')).measureFillCost(),
  'order-page': async () => (await import('./figures/order-page.ts')).measureOrderPage(),
  groups: async () => (await import('./figures/groups.ts')).measureGroups(),
  'equity-days': async () => (await import('./figures/equity-days.ts')).measureEquityDays(),
  trips: async () => (await import('./figures/trips.ts')).measureTrips(),
  unsettled: async () => (await import('./figures/unsettled.ts')).measureUnsettled(),
  'filtered-page': async (large) => (await import('./figures/filtered-page.ts')).measureFilteredPage(large),
  opening: async () => (await import('./figures/opening.ts')).measureOpening(),
  'jobs-beside-load': async () => (await import('./figures/jobs-beside-load.ts')).measureJobsBesideLoad(),
  verify: async () => (await import('./figures/verify.ts')).measureVerify(),
  'file-size': async () => (await import('./figures/file-size.ts')).measureFileSize(),
  'contract-call': async () => (await import('./figures/contract-call.ts')).measureContractCall(),
  'book-update': async () => (await import('./figures/book-update.ts')).measureBook(),
  'fold-fills': async () => (await import('./figures/fold-fills.ts')).measureFold(),
  import: async () => (await import('./figures/import.ts')).measureImport(),
  screen: async () => (await import('./figures/screen.ts')).measureScreen(),
  'screen-event': async () => (await import('./figures/screen-event.ts')).measureScreenEvent(),
  'screen-size': async () => (await import('./figures/screen-size.ts')).measureScreenSize(),
  start: async () => (await import('./figures/start.ts')).measureStart(),
  'idle-screen': async () => (await import('./figures/idle-screen.ts')).measureIdleScreen(),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout.write(
    `npm run bench -- [--json] [--large] [figure …]\nfigures: ${Object.keys(measures).join(', ')}\n--large: ten million orders for filtered-page, which takes minutes\n`,
  );
} else {
  const unknown = positionals.filter((name) => !(name in measures));
  if (unknown.length > 0) {
    process.stderr.write(`no figure ${unknown.join(', ')}; there are ${Object.keys(measures).join(', ')}\n`);
    process.exitCode = 2;
  } else {
    await run(positionals.length > 0 ? positionals : Object.keys(measures), values);
  }
}

async function run(
  names: readonly string[],
  { json, large }: { readonly json: boolean; readonly large: boolean },
): Promise<void> {
  if (!json) process.stdout.write(`${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}\n`);
  for (const name of names) {
    const figures = (await measures[name]?.(large)) ?? [];
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
