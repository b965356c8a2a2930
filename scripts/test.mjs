// npm test: sets up what is missing, builds, runs every runner, and ends with their sum on one line.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { electronObstacle, findElectron } from './electron-binary.mjs';
import { ensureBrowser, ensureBuild, ensurePackages, runTool, say } from './setup.mjs';

const reports = mkdtempSync(join(tmpdir(), 'tapedeck-test-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));

ensurePackages();
ensureBuild();
ensureBrowser();

const results = [unitTests(), endToEndTests()];
const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
const skipped = total('skipped');
process.stdout.write(
  `\n${total('passed')} passed, ${total('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
);
process.exitCode = total('failed') > 0 ? 1 : 0;

function unitTests() {
  say('Running the unit and integration tests …');
  const report = join(reports, 'vitest.json');
  const code = runTool(
    'vitest/vitest.mjs',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  return counted('vitest', code, report, (found) => ({
    passed: found.numPassedTests,
    failed: found.numFailedTests,
    skipped: found.numPendingTests + found.numTodoTests,
  }));
}

function endToEndTests() {
  const obstacle =
    findElectron() === undefined ? 'its binary is not installed (npx install-electron)' : electronObstacle();
  const projects = ['browser', 'stand-in', ...(obstacle === undefined ? ['electron'] : [])];
  if (obstacle !== undefined) say(`The specs on real Electron are skipped: ${obstacle}.`);
  say(`Running the end-to-end specs: ${projects.join(', ')} …`);
  const report = join(reports, 'playwright.json');
  const code = runTool(
    '@playwright/test/cli.js',
    ['test', '--reporter=list,json', ...projects.map((name) => `--project=${name}`)],
    { stdio: ['ignore', 'inherit', 'inherit'], env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report } },
  );
  return counted('playwright', code, report, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }));
}

/** A runner that broke off, or failed without a failing test, counts as one failure. */
function counted(runner, code, report, read) {
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = read(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    say(`${runner} left no report: ${error.message}`);
  }
  if (code !== 0 && counts.failed === 0) say(`${runner} ended with exit code ${code}.`);
  return { ...counts, failed: Math.max(counts.failed, code === 0 ? 0 : 1) };
}
