/** The words of a fault that is thrown, and those of the log, are for its reader: no caller decides by them. */
export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'words',
    value: {
      shouldIgnore({ node, parentPath }) {
        if (node.type === 'NewExpression' && parentPath.isThrowStatement()) return 'The text of a fault.';
        return isLogged(node) ? 'A line of the log.' : undefined;
      },
    },
  },
];

/** A line of the log, or a block that is nothing else. */
function isLogged(node) {
  if (node.type === 'BlockStatement') return node.body.length > 0 && node.body.every(isLogged);
  if (node.type === 'ExpressionStatement') return isLogged(node.expression);
  return node.type === 'CallExpression' && node.callee.object?.name === 'log';
}

/** `npm run mutants`: changes the code in small ways, one at a time, and tells which changes no test notices. */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner', './stryker.config.mjs'],
  ignorers: ['words'],
  vitest: { configFile: 'test/mutants/vitest.config.ts' },
  mutate: ['src/domain/**/*.ts', 'src/application/**/*.ts', 'renderer/format/*.ts'],
  coverageAnalysis: 'perTest',
  // One load of the modules serves every mutant (see the vitest config): what is made while they load, such as tables
  // and the words in them, stays as it was, and no test could tell.
  ignoreStatic: true,
  concurrency: 1,
  // Machines may be busy: only an endless loop takes this long.
  timeoutMS: 30_000,
  timeoutFactor: 3,
  // Types are checked by `npm run check`; TypeScript 7 has no API that Stryker could use.
  disableTypeChecks: false,
  tsconfigFile: 'none.json',
  tempDirName: 'coverage/mutants/sandbox',
  ignorePatterns: [
    'coverage',
    'out',
    'dist',
    'docs',
    'bench',
    'test/e2e',
    'playwright-report',
    'test-results',
  ],
  incremental: true,
  incrementalFile: 'coverage/mutants/incremental.json',
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  htmlReporter: { fileName: 'coverage/mutants/report.html' },
  jsonReporter: { fileName: 'coverage/mutants/report.json' },
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 95, break: null },
};
