import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { defineConfig, type OxlintOverride } from 'oxlint';

/** The import rule of the house: what each room may touch. Everything that is not named is refused. */
interface Room {
  readonly files: string[];
  /** What is refused, then (with `!`) what of it is allowed after all: .gitignore syntax (hence `[#]`). */
  readonly patterns: string[];
  readonly message: string;
  /** What is refused, or alone allowed, of a module that is allowed otherwise. */
  readonly names?: readonly {
    readonly name: string;
    readonly importNames?: string[];
    readonly allowImportNames?: string[];
    readonly message: string;
  }[];
}

const SQL = ['better-sqlite3', 'drizzle-orm', 'drizzle-orm/**', 'node:sqlite'];
const SCREEN = ['react', 'react/**', 'react-dom', 'react-dom/**', 'zustand', 'zustand/**', '@mantine/**'];
const ELECTRON = ['electron', 'electron/**', 'electron-updater'];
/** Leaving a room by a relative path would walk around its rule. */
const UPWARD = ['../**', './**/../**', '[#]*/**/../**'];
/** What an enumeration or an id of the contract is made of. */
const VALUE_LISTS: Readonly<Record<string, string[]>> = {
  '#src/domain/unseen.ts': ['hiding', 'hidingLetters', 'everyHiding', 'letterName'],
  '#src/domain/account.ts': [
    'accountModes',
    'environments',
    'costMethods',
    'lotMethods',
    'venueKinds',
    'workspaceKinds',
    'deadMansSwitchKinds',
  ],
  '#src/domain/account-refusal.ts': ['AccountRefusal', 'valueProblems'],
  '#src/domain/key-place.ts': ['keyPlaces'],
  '#src/domain/key-problem.ts': ['KeyProblem'],
  '#src/domain/alert.ts': ['alertCodes', 'alertSeverities'],
  '#src/domain/coded.ts': [
    'hasCode',
    'isCause',
    'isCoded',
    'Cause',
    'Coded',
    'CodeTable',
    'Said',
    'StoreProblem',
  ],
  '#src/domain/explained-figures.ts': ['explainedFigures'],
  '#src/domain/feed-reason.ts': ['askingTroubles', 'feedReasons'],
  '#src/domain/figures.ts': ['figureNames', 'figureReasons'],
  '#src/domain/file-problem.ts': ['FileProblem'],
  '#src/domain/ids.ts': ['AccountId', 'ImportId', 'InstrumentId', 'OrderId', 'PortfolioId', 'VenueId'],
  '#src/domain/fill.ts': ['fillSources', 'liquidities', 'sides'],
  '#src/domain/finding.ts': ['FindingProblem'],
  '#src/domain/input-problem.ts': ['InputProblem', 'inputProblems'],
  '#src/domain/groupings.ts': ['groupings', 'sumNames', 'tripGroupings'],
  '#src/domain/instrument.ts': ['contractKinds', 'instrumentKinds'],
  '#src/domain/activity.ts': ['activitySources'],
  '#src/domain/entered-movement.ts': ['enteredTypes', 'MovementProblem'],
  '#src/domain/entry-types.ts': ['capitalTypes', 'ledgerEntryTypes'],
  '#src/domain/long-work.ts': ['workCodes'],
  '#src/domain/market.ts': ['candleIntervals', 'intervalMilliseconds'],
  '#src/domain/order-event.ts': ['orderEventSources', 'orderEventTypes'],
  '#src/domain/order-reason.ts': ['lockReasons', 'orderDetails', 'orderReasons'],
  '#src/domain/order.ts': ['orderStatuses', 'orderTypes', 'timesInForce'],
  '#src/domain/paid-in.ts': ['rateProblems', 'rateSources', 'toldRateSources'],
  '#src/domain/price-band.ts': ['bandBases'],
  '#src/domain/protection.ts': ['protectionFields'],
  '#src/domain/result.ts': ['nameables'],
  '#src/domain/risk-limits.ts': ['riskLimitNames'],
  '#src/domain/row-end.ts': ['RowEnd'],
  '#src/domain/store-problem.ts': ['remedies'],
  '#src/domain/task-problem.ts': ['TaskProblem'],
  '#src/domain/terms-change.ts': ['changeableTerms'],
  '#src/domain/base-change.ts': ['baseProblems', 'headlines'],
  '#src/domain/reconciliation/difference.ts': ['differenceKinds'],
  '#src/domain/rate-file.ts': ['longestRateFile', 'rateFileProblems', 'rateRowProblems'],
  '#src/domain/reference-rate.ts': ['quotations'],
  '#src/domain/named-lots.ts': ['namedLotProblems'],
  '#src/domain/fee-schedule.ts': ['feeScheduleFields', 'feeScheduleProblems'],
  '#src/domain/told-fee.ts': ['feeProblems'],
};
const NODE_BUILTINS = ['node:*', 'node:*/**'];

/** What a rule or a use case is given, so that a test can give it another. */
const WORLD = ['setTimeout', 'setInterval', 'fetch', 'process', 'performance', 'crypto', 'WebSocket'];
const THROUGH_PORTS = 'Time, chance and what lies outside the program come through a port.';

/** One protocol between threads, however many kinds of them there are. */
const THREADS = [
  {
    name: 'node:worker_threads',
    importNames: ['Worker', 'parentPort', 'workerData'],
    message:
      'Only src/infrastructure/threads may import these: a thread is opened, asked and served through it.',
  },
];

/**
 * The rooms of the screen, the lowest first: what of the screen each may import beside itself. A panel imports no other
 * panel and a page no other page.
 */
const lowRooms = {
  format: [],
  words: ['format/**', 'core/failure.ts', 'core/work-under-way.ts'],
  core: [],
  saved: ['core/**', 'format/**'],
  theme: ['saved/**'],
  controls: ['commands/key-binding.ts', 'core/**', 'saved/**', 'words/**', 'format/**'],
  commands: ['controls/**', 'core/**', 'saved/**', 'words/**', 'format/**'],
  grid: ['controls/**', 'commands/**', 'core/**', 'saved/**', 'words/**', 'format/**'],
  charts: ['core/**', 'format/**'],
  'desk/links': ['commands/**', 'core/**', 'saved/**'],
  trading: [
    'grid/**',
    'controls/**',
    'commands/**',
    'core/**',
    'saved/**',
    'words/**',
    'format/**',
    'desk/links/**',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const DIALOGS = [
  {
    name: '@mantine/core',
    importNames: ['Modal', 'Drawer'],
    message: 'A dialog is Dialog or SideDialog of #renderer/controls/dialog.tsx: they give the focus back.',
  },
];
/** Known on the screen before there is one: tried without a page. */
const PURE = new Set(['format', 'words']);

const rooms: Room[] = [
  // First, so that each room's own rule takes its place.
  {
    files: ['src/**'],
    patterns: ['**'],
    message: 'This file is in no room: it may import nothing until oxlint.config.ts says what.',
  },
  {
    files: ['src/domain/**'],
    patterns: ['**', '!./**', '!#src/domain/**', ...UPWARD],
    message: 'src/domain may import only #src/domain: no I/O, no clock, no library.',
  },
  {
    files: ['src/ports/**'],
    patterns: ['**', '!./**', '!#src/ports/**', '!#src/domain/**', ...UPWARD],
    message: 'src/ports may import only #src/domain: interfaces in the language of the domain.',
  },
  {
    files: ['src/application/**'],
    patterns: ['**', '!./**', '!#src/application/**', '!#src/domain/**', '!#src/ports/**', ...UPWARD],
    message:
      'src/application may import only #src/domain and #src/ports: everything else comes through a port.',
  },
  {
    files: ['src/contract/**'],
    patterns: [
      '**',
      '!./**',
      '!#src/contract/**',
      '!zod',
      ...Object.keys(VALUE_LISTS).map((name) => `!${name}`),
      ...UPWARD,
    ],
    message: 'src/contract may import only zod, and the value lists and ids of #src/domain.',
    names: Object.entries(VALUE_LISTS).map(([name, allowImportNames]) => ({
      name,
      allowImportNames,
      message: 'src/contract takes only value lists and ids of the domain.',
    })),
  },
  {
    files: ['src/transport/**'],
    patterns: ['**', '!./**', '!#src/transport/**', '!#src/contract/**', ...UPWARD],
    message: 'src/transport may import only #src/contract: the socket itself is handed to it.',
  },
  {
    files: ['src/api/**'],
    patterns: [
      '**',
      '!./**',
      '!#src/api/**',
      '!#src/application/**',
      '!#src/domain/**',
      '!#src/ports/**',
      '!#src/contract/**',
      '!#src/transport/**',
      ...UPWARD,
    ],
    message:
      'src/api may import only #src/application, #src/domain, #src/ports, #src/contract and #src/transport.',
  },
  {
    files: ['src/composition/**'],
    patterns: [
      '[#]*/**',
      '!#src/**',
      '!#renderer/words/en/**',
      '!#renderer/words/de/**',
      ...SQL,
      ...SCREEN,
      ...ELECTRON,
      ...UPWARD,
    ],
    message:
      'src/composition may import everything under #src and node:, but no SQL, no screen (its words apart) and no Electron.',
    names: THREADS,
  },
  {
    files: ['electron/**'],
    patterns: [
      '[#]*/**',
      '!#electron/**',
      '!#src/composition/**',
      '!#src/transport/**',
      '!#src/contract/**',
      ...SQL,
      ...SCREEN,
      ...UPWARD,
    ],
    message: 'electron may import electron, node:, #src/composition, #src/transport and #src/contract.',
    names: THREADS,
  },
  ...['exchange', 'binance', 'gemini', 'kraken'].map(simulatorRoom),
  ...screenRooms(),
  ...adapterRooms(),
];

/** A simulated venue judges the program: it shares no code with it. */
function simulatorRoom(folder: string): Room {
  return {
    files: [`test/venues/${folder}/**`],
    patterns: [
      '[#]*/**',
      '!#test/venues/**',
      '!#test/faults/seeded.ts',
      ...SQL,
      ...SCREEN,
      ...ELECTRON,
      ...UPWARD,
    ],
    message: `test/venues/${folder} may import node:, ws and #test/venues, never the program that it judges.`,
  };
}

function screenRooms(): Room[] {
  const low = Object.keys(lowRooms).map((room) => `${room}/**`);
  const parts = ['panels', 'pages'].flatMap((kind) => {
    const folder = join(import.meta.dirname, 'renderer', kind);
    return existsSync(folder) ? foldersOf(folder).map((name) => `${kind}/${name}`) : [];
  });
  return [
    screenRoom('app', ['**']),
    screenRoom('desk', ['desk/**', 'panels/**', 'pages/**', ...low]),
    ...parts.map((part) => screenRoom(part, low)),
    ...Object.entries(lowRooms).map(([room, others]) => screenRoom(room, others)),
    { ...screenRoom('controls', lowRooms.controls), files: ['renderer/controls/dialog.tsx'], names: [] },
  ];
}

function screenRoom(room: string, others: readonly string[]): Room {
  const isPure = PURE.has(room);
  const seen = others.length === 0 ? '' : ` and ${others.join(', ')}`;
  return {
    files: [`renderer/${room}/**`],
    patterns: [
      '[#]*/**',
      ...[`${room}/**`, ...others].map((name) => `!#renderer/${name}`),
      '!#src/contract/**',
      '!#src/transport/**',
      '!#src/domain/**',
      ...(isPure ? SCREEN : []),
      ...NODE_BUILTINS,
      ...SQL,
      ...ELECTRON,
      ...UPWARD,
    ],
    message: `renderer/${room} may import ${isPure ? 'no React' : 'its own libraries'}, #src/contract, #src/transport, the value types of #src/domain, and of the screen itself${seen}.`,
    names: DIALOGS,
  };
}

/** One rule per adapter folder, read from the tree, so that a new adapter is fenced in the moment it exists. */
function adapterRooms(): Room[] {
  const root = join(import.meta.dirname, 'src/infrastructure');
  if (!existsSync(root)) return [];
  return foldersOf(root).flatMap((kind) => [
    adapterRoom(kind, `src/infrastructure/${kind}/*`),
    ...foldersOf(join(root, kind)).map((vendor) =>
      adapterRoom(kind, `src/infrastructure/${kind}/${vendor}/**`),
    ),
  ]);
}

function adapterRoom(kind: string, folder: string): Room {
  return {
    files: [folder],
    patterns: [
      '[#]*/**',
      '!#src/domain/**',
      '!#src/ports/**',
      '!#src/infrastructure/threads/*',
      '!#src/infrastructure/files/*',
      `!#src/infrastructure/${kind}/*`,
      `!#${folder}`,
      ...(kind === 'persistence' ? [] : SQL),
      ...SCREEN,
      ...ELECTRON,
      ...UPWARD,
    ],
    message: `${folder} may import #src/domain, #src/ports, #src/infrastructure/threads and files, its own folder and its vendor's library, never another adapter.`,
    names: kind === 'threads' ? [] : THREADS,
  };
}

function foldersOf(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

function overrideOf({ files, patterns, message, names = [] }: Room): OxlintOverride {
  const refused = { paths: [...names], patterns: [{ group: patterns, message }] };
  return { files, rules: { 'eslint/no-restricted-imports': ['error', refused] } };
}

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'react', 'promise', 'vitest', 'jsx-a11y'],
  jsPlugins: ['./scripts/literal-words.ts'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
  env: { builtin: true, node: true, browser: true },
  ignorePatterns: ['out/**', 'dist/**', 'drizzle/**', 'node_modules/**'],
  settings: { react: { version: '19.3' } },
  rules: {
    'eslint/eqeqeq': 'error',
    'eslint/no-underscore-dangle': 'error',
    'eslint/func-style': ['error', 'declaration', { allowArrowFunctions: true }],
    'eslint/max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
    'eslint/no-console': 'error',
    'eslint/no-var': 'error',
    'eslint/prefer-const': 'error',
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-default-export': 'error',
    // A style sheet has no name to import.
    'import/no-unassigned-import': ['error', { allow: ['**/*.css'] }],
    'typescript/ban-ts-comment': ['error', { 'ts-expect-error': true }],
    'typescript/consistent-type-imports': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'unicorn/prefer-node-protocol': 'error',
    // Waiting for one step before the next is what a store, a venue and a test need.
    'eslint/no-await-in-loop': 'off',
    // The compiler's noImplicitReturns knows an exhaustive switch; this rule does not.
    'typescript/consistent-return': 'off',
    // Factories hand closures around, which have no `this`; a class's method torn off fails in its first test.
    'typescript/unbound-method': 'off',
    // Copies are how readonly values change here.
    'oxc/no-map-spread': 'off',
    'react/react-in-jsx-scope': 'off',
    // Nothing is compiled by the React compiler: its advice on what it would skip does not apply. An extra
    // dependency is how an effect asks again when something else changed.
    'react/incompatible-library': 'off',
    'react/preserve-manual-memoization': 'off',
    'react/exhaustive-effect-dependencies': 'off',
    // Virtual rows are no <tr>, a status is no form's <output>, and what scrolls must take the focus.
    'jsx-a11y/prefer-tag-over-role': 'off',
    'jsx-a11y/no-noninteractive-tabindex': 'off',
    // Worker threads and message ports have no origin.
    'unicorn/require-post-message-target-origin': 'off',
  },
  overrides: [
    ...rooms.map(overrideOf),
    // No promise is dropped: whoever does not wait for one says what becomes of its fault.
    {
      files: ['src/**', 'electron/**', 'renderer/**'],
      rules: { 'typescript/no-floating-promises': ['error', { ignoreVoid: false }] },
    },
    {
      files: ['src/{domain,ports,application,api,contract}/**'],
      rules: {
        'eslint/no-restricted-globals': ['error', ...WORLD.map((name) => ({ name, message: THROUGH_PORTS }))],
        'eslint/no-restricted-properties': [
          'error',
          { object: 'Date', property: 'now', message: THROUGH_PORTS },
          { object: 'Math', property: 'random', message: THROUGH_PORTS },
        ],
      },
    },
    // Every word that a component shows is a message.
    { files: ['renderer/**/*.tsx'], rules: { 'words/no-literal': 'error' } },
    // Where texts become branded ids, and nowhere else.
    { files: ['src/domain/ids.ts'], rules: { 'typescript/no-unsafe-type-assertion': 'off' } },
    {
      files: ['*.config.ts', '*.config.mjs', 'scripts/literal-words.ts', 'test/mutants/vitest.config.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
    { files: ['scripts/**', 'bench/**'], rules: { 'eslint/no-console': 'off' } },
  ],
});
