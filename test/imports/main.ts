import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

import { besidePattern, expectationOf, profileOf } from './beside-file.ts';
import { differences } from './differences.ts';
import { importOne } from './import-one.ts';
import { startReportCore } from './report-core.ts';

const usage = `npm run imports:report -- FOLDER [--json]

Imports each file of the folder into a workspace of its own, and prints what came of it. Beside FILE may lie
FILE.profile.json, what a person would choose for it, and FILE.expected.json, what must come of it:
docs/testing.md has both.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (values.help) process.stdout.write(usage);
else if (folder === undefined || statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
  process.stderr.write(`${folder ?? 'Nothing'} is no folder of files.\n\n${usage}`);
  process.exitCode = 2;
} else await report(folder);

async function report(place: string): Promise<void> {
  const core = startReportCore();
  const counts = { files: 0, taken: 0, compared: 0, right: 0 };
  try {
    for (const path of filesIn(place)) {
      const expected = expectationOf(path);
      const outcome = await importOne(core.client, path, profileOf(path));
      const differs = expected === undefined ? [] : differences(outcome, expected);
      const isTaken = !('code' in outcome) || expected?.unreadable !== undefined;
      counts.files += 1;
      counts.taken += isTaken ? 1 : 0;
      counts.compared += expected === undefined ? 0 : 1;
      counts.right += expected !== undefined && differs.length === 0 ? 1 : 0;
      const verdict = expected === undefined ? 'read' : differs.length === 0 ? 'right' : 'WRONG';
      const file = relative(place, path);
      if (values.json) process.stdout.write(`${JSON.stringify({ file, verdict, differs, ...outcome })}\n`);
      else process.stdout.write(`${verdict.padEnd(6)}${file}: ${inWords(outcome)}\n${lines(differs)}`);
      if (differs.length > 0) process.exitCode = 1;
    }
  } finally {
    await core.end();
  }
  if (!values.json)
    process.stdout.write(
      `${counts.files} files, ${counts.taken} recognised, mapped or rightly refused; ${counts.right} of ${counts.compared} with an expectation are right.\n`,
    );
}

function filesIn(place: string): readonly string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !besidePattern.test(entry.name) && !/\.md$/iu.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function inWords(outcome: Awaited<ReturnType<typeof importOne>>): string {
  if ('code' in outcome) return outcome.code;
  const { format, fills, movements, passedOver, refused, balances } = outcome;
  const held = Object.entries(balances).map(([asset, amount]) => `${amount} ${asset}`);
  return `${format}, ${fills} fills, ${movements} movements, ${passedOver} passed over, ${refused} refused; ${held.join(', ') || 'nothing held'}`;
}

function lines(differs: readonly string[]): string {
  return differs.map((line) => `      ${line}\n`).join('');
}
