/** The workspace's keeping: backups, checks, long work. */
export const maintenance = {
  title: 'Workspace',
  backups: 'Backups',
  noBackup: 'None yet. One is made every day, or now by Back up now.',
  backupList: 'List of backups',
  made: 'Made and verified',
  why: 'Why',
  orders: 'Orders',
  fills: 'Fills',
  size: 'Size',
  restore: 'Restore',
  restoreOf: 'Restore the backup of {time}',
  reason_manual: 'by hand',
  reason_daily: 'daily',
  reason_migration: 'before a migration',
  changedFigures:
    '{count, plural, one {# figure that an upgrade changed} other {# figures that an upgrade changed}}',
  changedAt:
    'The upgrade was on {time}, from schema {from} to {to}. Fills and entries are as they were; what is made of them is made otherwise:',
  changedFirst: 'The first {count} are listed; all of them are in the audit trail.',
  changedAccountsOnly: 'There are too many to list those of what is held: these are of the accounts.',
  reason_COINS_HELD_ONCE:
    'A coin is held once, in whatever pairs it was traded, and is not cash as well. What was sold and never came in is a missing purchase and no short.',
  reason_QUANTITIES_MOVE: 'Splits, and shares and contracts that came or went without a trade, count.',
  reason_MONEY_FOR_MONEY: 'Money that is traded for money is cash, and no round trip.',
  reason_COINS_PAY:
    'A coin that pays for another, or a fee, is sold for what it was worth then. What leaves by a transfer takes its cost along.',
  reason_LOTS_BY_AGE:
    'What was bought elsewhere before is as old here as it was there: what was bought first is sold first.',
  reason_RESULTS_HELD:
    'What a contract realises in a coin is held, at what it was worth then, and can be sold or taken out.',
  reason_SHARES_LENT:
    'Shares that were sold and never came in are a missing purchase and no short, unless short sales of the account are allowed (Accounts).',
  reason_COSTS_CARRIED:
    'What was bought in one currency and is sold elsewhere in another has its result, by the rate of the purchase.',
  reason_EARNED_AT_WORTH:
    'A coin that is earned costs what it was worth when it came, and one that is charged is sold for that.',
  reason_WORTH_OF_ITS_TIME:
    'Results and fees of trades count at the rate of their moment, and no more at that of today.',
  reason_SPUN_OFF_COMES:
    'What was spun off of what the record never saw comes in too, at a cost that nobody knows.',
  reason_IN_ITS_CURRENCY:
    'What was charged or brought in the currency of the portfolio counts as that, in whatever its position is priced.',
  account: 'Account',
  figure: 'Figure',
  of: 'Of',
  before: 'Before',
  after: 'Now',
  figure_cash: 'Cash',
  figure_quantity: 'Quantity held',
  figure_cost: 'Cost of what is held',
  figure_realised: 'Realised',
  figure_fees: 'Fees',
  'figure_round-trips': 'Round trips',
  'figure_unknown-results': 'Round trips with an unknown result',
  found: 'What was found',
  unsound:
    'The record is not sound: {count, plural, one {# thing was} other {# things were}} found at {time}',
  advice:
    'Nothing was changed. Restore a backup from before the damage; what came after it is then missing, so compare with the venues. Without such a backup, export the workspace before you go on.',
  findings: 'Findings',
  file: 'File',
  table: 'Table',
  row: 'Row',
  wrong: 'What is wrong',
  record: 'Record',
  market: 'Market data',
  cancelled: '{label} was cancelled',
  failed: '{label} failed',
  nothingStayed: 'Nothing of it stayed.',
  adoptTitle: 'Import a workspace file',
  path: 'Path of the file',
  pathMeaning: 'A .tapedeck file that was exported from a workspace, on the machine that Tapedeck runs on.',
  openIt: 'Open it',
  import: 'Import',
  restoreTitle: 'Restore a backup',
  goesBack:
    'The workspace goes back to <time>{at}</time>. Every order, fill, deposit and setting recorded after that is lost from it:',
  what: 'What',
  now: 'Now',
  inBackup: 'In the backup',
  restoreMeaning:
    'Nothing is deleted: the files of now are moved aside, and you are told where. The workspace is closed meanwhile, so nothing trades in it.',
  keep: 'Keep the workspace as it is',
  readElsewhere: '{action}: it has ended, and what came of it was put away on another screen.',
  startedAgain: '{action}: Tapedeck was started again meanwhile, so it may not have ended. Begin it again.',
  wasCancelled: '{action} was cancelled. Nothing of the workspace was changed.',
  allWell: 'All is well: {rows, plural, other {# rows}} were verified.',
  unsoundListed: 'The record is not sound: the page “Workspace” lists what was found.',
  backupMade: 'A backup was made and verified: {size}.',
  restored: 'The workspace is as it was at {time}. What it replaced is kept in {folder}.',
  exported: 'Exported {size} to {path}',
  adopted: 'The workspace was imported, and is among your workspaces.',
  undone: 'Undone: {content} of {file}.',
  broughtIn:
    '{orders, plural, =0 {{alike, plural, =0 {Nothing was missing} other {Nothing was brought in}}} one {One order} other {# orders}} of {account}{fills, plural, =0 {} one {, with one fill that was not recorded} other {, with # fills that were not recorded}}.{imported, plural, =0 {} one { One order is left out: an imported file told of it.} other { # orders are left out: imported files told of them.}}',
  partlyImported:
    'Of order {order} in {symbol} files told {imported, plural, other {#}} of {fills, plural, other {# fills}}: the rest is not recorded.',
  morePartlyImported: '{count, plural, one {So it is of one more order} other {So it is of # more orders}}.',
  partlyImportedRemedy:
    'Import a file that tells the rest, or take back the one that told the part under Past imports and begin again.',
  mayBeImported:
    'Order {order} in {symbol} may be what a file of account {account} tells: it is not brought in.',
  moreMayBeImported: '{count, plural, one {So may one more order} other {So may # more orders}}.',
  mayBeImportedRemedy:
    'Compare them with that account. Where all of them are others, tick “{box}” and begin again; one that is the same would then count twice.',
  asItWas: 'Connection lost to Tapedeck’s core: this is as it was at {time}.',
  readOnly:
    '<strong>Open for reading only.</strong> {reason} Verifying, backups, export and restoring work as always.',
  loading: 'Loading the workspace…',
  closedForMoment: 'The workspace is closed for a moment.',
  backUpNow: 'Back up now',
  verify: 'Verify',
  export: 'Export to one file',
  state: 'State of the workspace',
  name: 'Name',
  folder: 'Folder',
  store: 'Store',
  lastVerified: 'Last verified',
  healthy: '✓ Every setting is as it must be',
  unhealthy: '✗ Not every setting is as it must be',
  notSinceStart: 'Not since Tapedeck was started',
  sound: '✓ Sound',
  notSound: '✗ Not sound',
  rowsAt: '{time}, {rows, plural, other {# rows}}',
  schema: 'schema {version}',
  logAndSchema: 'and {size} in its log, schema {version}',
  unsoundMore:
    'The record is not sound: more than {count, plural, one {# thing was} other {# things were}} found at {time}. The first stand here',
  lookingAt: 'Looking at the workspace',
} as const;
