import { parseArgs } from 'node:util';

import type { Injector, Outcome, Skipped } from './injection.ts';
import { injectors } from './injectors.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    count: { type: 'string' },
    long: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const names = injectors.map(({ name }) => name);
const usage = `npm run faults -- [--seed N] [--count N] [--long] [--json] [attacks ${names.join(' ')}]`;

const seed = Number(values.seed);
const count = values.count === undefined ? undefined : Number(values.count);
const unknown = positionals.filter((name) => name !== 'attacks' && !names.includes(name));
if (values.help) {
  process.stdout.write(`${usage}\n${injectors.map(({ name, what }) => `${name}  ${what}\n`).join('')}`);
} else if (unknown.length > 0 || !Number.isSafeInteger(seed) || !(count === undefined || count > 0)) {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 2;
} else {
  for (const injector of injectors) {
    if (positionals.length > 0 && !isAsked(injector)) continue;
    const cases = count ?? (values.long ? injector.counts.long : injector.counts.ci);
    const start = performance.now();
    const outcome = await injector.run({ seed, count: cases });
    report(injector, outcome, Math.round((performance.now() - start) / 1000));
  }
}

function isAsked({ name, group }: Injector): boolean {
  return positionals.includes(name) || (group !== undefined && positionals.includes(group));
}

function report({ name, what }: Injector, outcome: Outcome | Skipped, seconds: number): void {
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ fault: name, what, seed, seconds, ...outcome })}\n`);
  } else if ('skipped' in outcome) {
    process.stdout.write(`skip  ${name} ${what}: ${outcome.skipped}\n`);
  } else {
    const { injected, survived, notes, failures } = outcome;
    const verdict = failures.length === 0 ? 'pass' : 'FAIL';
    const told = notes.map((note) => `; ${note}`).join('');
    process.stdout.write(
      `${verdict}  ${name} ${what}: ${injected} injected, ${survived} survived (seed ${seed}, ${seconds} s${told})\n`,
    );
    for (const failure of failures) process.stdout.write(`      seed ${failure.seed}: ${failure.what}\n`);
  }
  if (!('skipped' in outcome) && outcome.failures.length > 0) process.exitCode = 1;
}
