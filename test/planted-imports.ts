/** One file a room: what it may import, and then what it may not. */
export const planted = [
  {
    file: 'src/domain/a.ts',
    allowed: ['#src/domain/b.ts', './b.ts'],
    refused: ['#src/ports/b.ts', 'node:fs', 'zod', '../ports/b.ts'],
  },
  {
    file: 'src/ports/a.ts',
    allowed: ['#src/domain/b.ts'],
    refused: ['#src/application/b.ts', 'node:stream', 'zod'],
  },
  {
    file: 'src/application/a.ts',
    allowed: ['#src/domain/b.ts', '#src/ports/b.ts'],
    refused: ['#src/infrastructure/venues/paper/b.ts', '#src/contract/b.ts', 'node:timers', 'ws'],
  },
  {
    file: 'src/contract/a.ts',
    allowed: ['zod', '#src/contract/b.ts'],
    refused: ['#src/domain/b.ts', 'node:fs'],
  },
  {
    file: 'src/transport/a.ts',
    allowed: ['#src/contract/b.ts'],
    refused: ['#src/application/b.ts', '#src/domain/b.ts', 'ws', 'node:net'],
  },
  {
    file: 'src/api/handlers/a.ts',
    allowed: ['#src/application/orders/b.ts', '#src/contract/b.ts', '#src/transport/b.ts', '#src/ports/b.ts'],
    refused: ['#src/infrastructure/persistence/sqlite/b.ts', '#src/composition/b.ts', 'node:fs', 'zod'],
  },
  {
    file: 'src/composition/a.ts',
    allowed: ['#src/application/b.ts', '#src/infrastructure/venues/paper/b.ts', 'node:fs', 'pino'],
    refused: ['better-sqlite3', 'electron', 'react', '#electron/b.ts', '#renderer/b.ts'],
  },
  {
    file: 'test/venues/exchange/a.ts',
    allowed: ['#test/venues/binance/b.ts', '#test/faults/seeded.ts', 'node:http', 'ws'],
    refused: ['#src/domain/decimal.ts', '#src/infrastructure/venues/binance/b.ts', '../../src/domain/b.ts'],
  },
  {
    file: 'src/infrastructure/venues/binance/a.ts',
    allowed: [
      '#src/domain/b.ts',
      '#src/ports/b.ts',
      '#src/infrastructure/venues/binance/b.ts',
      '#src/infrastructure/venues/b.ts',
      '#src/infrastructure/threads/b.ts',
      'ws',
      'node:https',
    ],
    refused: [
      '#src/infrastructure/venues/paper/b.ts',
      '#src/infrastructure/venues/feed/b.ts',
      '../paper/b.ts',
      '#src/infrastructure/persistence/sqlite/b.ts',
      '#src/application/b.ts',
      '#src/contract/b.ts',
      'better-sqlite3',
      'drizzle-orm',
      'drizzle-orm/sqlite-core',
      'node:sqlite',
    ],
  },
  {
    file: 'src/infrastructure/persistence/sqlite/a.ts',
    allowed: ['better-sqlite3', 'drizzle-orm', 'drizzle-orm/sqlite-core', '#src/ports/b.ts'],
    refused: ['#src/application/b.ts', '#src/infrastructure/venues/paper/b.ts', 'electron'],
  },
  {
    file: 'src/infrastructure/system/a.ts',
    allowed: ['#src/ports/b.ts', 'node:crypto', 'pino'],
    refused: ['#src/infrastructure/venues/paper/b.ts', '#src/composition/b.ts'],
  },
  {
    file: 'src/infrastructure/keychain/a.ts',
    allowed: ['#src/ports/b.ts', '#src/domain/b.ts', '@napi-rs/keyring'],
    refused: ['#src/infrastructure/venues/b.ts', '#src/application/b.ts'],
  },
  {
    file: 'src/infrastructure/files/a.ts',
    allowed: ['node:fs'],
    refused: ['#src/infrastructure/persistence/sqlite/b.ts', '#src/application/b.ts', 'better-sqlite3'],
  },
  {
    file: 'src/infrastructure/threads/a.ts',
    allowed: ['#src/domain/b.ts', '#src/ports/b.ts', 'node:worker_threads'],
    refused: [
      '#src/infrastructure/persistence/sqlite/b.ts',
      '#src/application/b.ts',
      '#src/composition/b.ts',
    ],
  },
  ...['config', 'http', 'importing/csv'].map((kind) => ({
    file: `src/infrastructure/${kind}/a.ts`,
    allowed: [
      `#src/infrastructure/${kind}/b.ts`,
      '#src/infrastructure/files/b.ts',
      '#src/domain/b.ts',
      '#src/ports/b.ts',
      'node:http',
      'ws',
    ],
    refused: [
      '#src/infrastructure/persistence/sqlite/b.ts',
      '#src/infrastructure/venues/b.ts',
      '#src/application/b.ts',
      'better-sqlite3',
      'react',
    ],
  })),
  {
    file: 'electron/a.ts',
    allowed: ['electron', 'node:path', '#src/composition/b.ts', '#src/transport/b.ts', '#src/contract/b.ts'],
    refused: ['#src/domain/b.ts', '#src/application/b.ts', '#renderer/b.ts', 'better-sqlite3', 'react'],
  },
  {
    file: 'renderer/app/a.tsx',
    allowed: ['react', '@mantine/core', '#src/contract/b.ts', '#src/domain/b.ts', '#renderer/desk/b.ts'],
    refused: [
      '#src/application/b.ts',
      '#src/composition/b.ts',
      '#electron/b.ts',
      'electron',
      'node:fs',
      'better-sqlite3',
    ],
  },
  {
    file: 'renderer/core/a.ts',
    allowed: ['zustand', '#src/transport/b.ts', '#renderer/core/b.ts'],
    refused: ['#renderer/saved/b.ts', '#renderer/app/b.ts', '#renderer/trading/b.ts'],
  },
  {
    file: 'renderer/saved/a.ts',
    allowed: ['zod', '#renderer/core/b.ts', '#renderer/format/b.ts'],
    refused: ['#renderer/controls/b.ts', '#renderer/words/b.ts'],
  },
  {
    file: 'renderer/format/a.ts',
    allowed: ['#src/domain/b.ts', '#renderer/format/b.ts'],
    refused: ['react', 'zustand', '@mantine/core', '#renderer/words/b.ts', '#renderer/saved/b.ts'],
  },
  {
    file: 'renderer/words/a.ts',
    allowed: ['#src/contract/b.ts', '#renderer/format/b.ts', '#renderer/core/failure.ts'],
    refused: ['react', 'zustand', '#renderer/core/b.ts', '#renderer/controls/b.ts'],
  },
  {
    file: 'renderer/theme/a.ts',
    allowed: ['@mantine/core', '#renderer/saved/b.ts'],
    refused: ['#renderer/core/b.ts', '#renderer/controls/b.ts', '#renderer/desk/links/b.ts'],
  },
  {
    file: 'renderer/commands/a.ts',
    allowed: ['react', '#renderer/controls/b.ts', '#renderer/saved/b.ts', '#renderer/words/b.ts'],
    refused: ['#renderer/grid/b.ts', '#renderer/trading/b.ts', '#renderer/desk/b.ts', 'node:fs'],
  },
  {
    file: 'renderer/charts/a.ts',
    allowed: ['#renderer/core/b.ts', '#renderer/format/b.ts', '#src/domain/b.ts'],
    refused: ['#renderer/trading/b.ts', '#renderer/controls/b.ts', '#renderer/saved/b.ts'],
  },
  {
    file: 'renderer/desk/links/a.ts',
    allowed: ['#renderer/commands/b.ts', '#renderer/core/b.ts', '#renderer/saved/b.ts'],
    refused: ['#renderer/trading/b.ts', '#renderer/panels/orders/b.ts', '#renderer/desk/b.ts'],
  },
  {
    file: 'renderer/controls/a.tsx',
    allowed: ['react', '#renderer/words/b.ts', '#renderer/core/b.ts', '#renderer/commands/key-binding.ts'],
    refused: ['#renderer/trading/b.ts', '#renderer/commands/b.ts', '#renderer/desk/links/b.ts'],
  },
  {
    file: 'renderer/grid/a.tsx',
    allowed: ['@mantine/core', '#renderer/controls/b.tsx'],
    refused: ['#renderer/trading/b.ts', '#renderer/panels/orders/b.ts', '#renderer/desk/links/b.ts'],
  },
  {
    file: 'renderer/trading/a.tsx',
    allowed: ['#renderer/grid/b.tsx', '#renderer/desk/links/b.ts', '#renderer/commands/b.ts'],
    refused: ['#renderer/desk/b.ts', '#renderer/panels/orders/b.ts', '#renderer/pages/import/b.ts'],
  },
  {
    file: 'renderer/panels/chart/a.tsx',
    allowed: ['#renderer/panels/chart/b.tsx', '#renderer/charts/b.ts', '#renderer/trading/b.ts'],
    refused: ['#renderer/panels/orders/b.ts', '#renderer/pages/import/b.ts', '#renderer/desk/b.ts'],
  },
  {
    file: 'renderer/pages/import/a.tsx',
    allowed: ['#renderer/pages/import/b.tsx', '#renderer/controls/b.ts'],
    refused: ['#renderer/pages/settings/b.ts', '#renderer/panels/orders/b.ts', '#renderer/app/b.ts'],
  },
  {
    file: 'renderer/desk/a.tsx',
    allowed: ['#renderer/panels/chart/b.tsx', '#renderer/pages/import/b.tsx', '#renderer/desk/links/b.ts'],
    refused: ['#renderer/app/b.ts', '#src/application/b.ts'],
  },
];
