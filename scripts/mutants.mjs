// npm run mutants [-- PATH … [--OPTION=VALUE …]]: mutates the files and folders given, otherwise all that
// stryker.config.mjs names. Options are Stryker's own: --testFiles=test/domain/** tries these tests only.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { ensurePackages, root, runTool, say } from './setup.mjs';

const args = process.argv.slice(2);
const options = args.filter((argument) => argument.startsWith('--'));
const paths = args.filter((argument) => !argument.startsWith('--'));
const missing = paths.filter((path) => !existsSync(join(root, path)));

if (missing.length > 0) {
  say(`There is no ${missing.join(', ')}.`);
  process.exitCode = 1;
} else {
  ensurePackages();
  const mutated = paths.length > 0 ? [`--mutate=${paths.map(patternOf).join(',')}`] : [];
  process.exitCode = runTool('@stryker-mutator/core/bin/stryker.js', ['run', ...mutated, ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
    // In UTC no test could tell the venue's clock from the trader's.
    env: { TZ: 'Asia/Kathmandu' },
  });
}

function patternOf(path) {
  return statSync(join(root, path)).isDirectory() ? `${path.replace(/\/$/, '')}/**/*.ts` : path;
}
