import type { Coded } from './coded.ts';

/** What takes long enough that its progress is told. */
export const workCodes = {
  VERIFY: {},
  BACKUP: {},
  RESTORE: {},
  EXPORT: {},
  IMPORT_WORKSPACE: {},
  IMPORT_FILE: { file: 'name' },
  UNDO_IMPORT: { file: 'name' },
  BRING_IN_HISTORY: { accountId: 'name', account: 'name' },
  MAKE_DEMO: {},
  MIGRATE: {},
  TAKE_BACK_IMPORT: {},
  LOOK_UP_RATES: {},
  PRICE_PAST_DAYS: {},
  FOLD_POSITIONS: {},
} as const;
export type LongWork = Coded<typeof workCodes>;
