// npm test: sets up what is missing, builds, runs every runner, and ends with their sum on one line.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { electronObstacle, findElectron } from './electron-binary.mjs';
import { ensureBrowser, ensureBuild, ensureKeychain, ensurePackages, root, runTool, say } from './setup.mjs';

const reports = mkdtempSync(join(tmpdir(), 'tapedeck-test-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));

// Hundreds of threads and programs are started from the same sources: what was compiled once is kept for the next.
process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules', '.cache', 'node');

ensurePackages();
ensureBuild();
ensureBrowser();
ensureKeychain();

const results = [unitTests(), endToEndTests()];
const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
const skipped = total('skipped');
for (const name of results.flatMap((result) => result.failures)) process.stdout.write(`\nFailed: ${name}\n`);
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
    failures: found.testResults.filter((file) => file.status === 'failed').flatMap(failuresOf),
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
  return counted('playwright', code, report, ({ stats, suites }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    failures: suites.flatMap(unexpectedOf),
  }));
}

/** The failed tests of a file, each with the first line of why; a file that could not be run says why itself. */
function failuresOf({ name, message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed');
  const told = failed.map((test) => `${test.fullName}: ${firstLine(test.failureMessages[0])}`);
  return (told.length > 0 ? told : [firstLine(message)]).map((text) => `${relative(root, name)}: ${text}`);
}

function unexpectedOf({ file, suites = [], specs = [] }) {
  const failed = specs.filter((spec) => !spec.ok).map((spec) => `${file}: ${spec.title}`);
  return [...failed, ...suites.flatMap(unexpectedOf)];
}

function firstLine(text = '') {
  return text.split('\n', 1)[0];
}

/** A runner that broke off, left no report, or failed without a failing test, counts as one failure. */
function counted(runner, code, report, read) {
  let counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  let broken = code === 0 ? undefined : `ended with exit code ${code}; why stands above`;
  try {
    counts = read(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    broken = `left no report: ${error.message}`;
  }
  if (broken === undefined || counts.failed > 0) return counts;
  return { ...counts, failed: 1, failures: [...counts.failures, `${runner} ${broken}`] };
}
