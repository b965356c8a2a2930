import type { alertCodes } from '#src/domain/alert.ts';

type Code = keyof typeof alertCodes;

/** What asks for attention, by the core’s codes: what happened, then what it means and what to do. */
export const alert = {
  BACKUP_FAILED: 'A backup could not be made',
  BACKUP_FAILED_message:
    '{cause} Earlier backups are kept. Verify the workspace to see whether it is damaged.',
  RECORD_CHANGED: 'The record is not what was recorded',
  RECORD_CHANGED_message:
    'The check found damage in {table}. The Workspace page lists all that was found, and what to do.',
  RECORD_ROW_CHANGED: 'The record is not what was recorded',
  RECORD_ROW_CHANGED_message:
    'The check found damage in {table}, row {row}. The Workspace page lists all that was found, and what to do.',
  RECOVERY_FAILED: 'Recovery of an order failed',
  RECOVERY_FAILED_message:
    'It was order {order}. {cause} The account stays locked and it is tried again; check the order at the venue.',
  ORDERS_NOT_RECOVERED:
    '{orders, plural, one {Recovery of an order failed: {account}} other {Recovery of # orders failed: {account}}}',
  ORDERS_NOT_RECOVERED_message:
    '{cause} {account} stays locked and it is tried again; compare its orders with the venue.',
  ANSWER_NOT_RECORDED: 'Answer not recorded: {instrument}',
  ANSWER_NOT_RECORDED_message:
    'The venue answered about order {order}, and the record could not be written. {cause} Trading on this account waits until it can be. Check free disk space.',
  REPORTS_WAIT: 'Venue reports wait to be recorded',
  REPORTS_WAIT_message:
    'What the venue reports about your orders cannot be written. {cause} It is kept in memory and tried again; orders and positions are shown as they were before. {remedy, select, room {Free some disk space, and leave Tapedeck open until it says that the reports are recorded.} program {Close that program, and leave Tapedeck open until it says that the reports are recorded.} other {Put that right, and leave Tapedeck open until it says that the reports are recorded.}}',
  REPORTS_RECORDED: 'Venue reports are recorded again',
  REPORTS_RECORDED_message: 'Everything that waited is in the record: orders and positions are up to date.',
  REPORT_SET_ASIDE: 'A venue report could not be applied',
  REPORT_SET_ASIDE_message:
    '{report, select, accepted {The report that order {order} was accepted} triggered {The report that the stop of order {order} triggered} filled {The report of a fill of order {order}} amended {The report that order {order} was amended} cancelled {The report that order {order} was cancelled} rejected {The report that order {order} was rejected} expired {The report that order {order} expired} other {A report about order {order}}} was set aside. {cause} The venue is asked about the order, and trading on its account waits for the answer. Check the order at the venue.',
  REPORT_OF_STRANGER: 'A report for an unknown order',
  REPORT_OF_STRANGER_message:
    '{report, select, filled {The venue reported a fill of order {order}} accepted {The venue reported that it has order {order}} other {The venue reported something of order {order}}}, which is not in this record. Check the account at the venue.',
  TOO_MANY_ELSEWHERE: 'Very many orders of {account} that were not placed here',
  TOO_MANY_ELSEWHERE_message:
    'The venue of {account} tells of more orders that were not placed here, or of more that cannot be applied, than are recorded at once. Your own orders are all recorded; the others follow, and trading on the account waits for them. If no program of yours trades there, check the account and its keys at the venue.',
  OVERFILLED: 'Overfilled: {instrument}',
  OVERFILLED_message:
    'The venue filled {quantity} more than order {order} asked for. The fills are recorded as reported; check the position and contact the venue.',
  PRESUMED_IS_THERE: 'The venue has an order that was presumed not placed: {instrument}',
  PRESUMED_IS_THERE_message:
    'Order {order} is {status, select, SUBMITTED {working} PARTIALLY_FILLED {partially filled} FILLED {filled} CANCELLED {cancelled} REJECTED {rejected} EXPIRED {expired} other {known}} at the venue. The record now says so; check whether you want it.',
  ORDERS_UNCONFIRMED:
    '{orders, plural, one {Outcome of an order unknown: {account}} other {Outcome of # orders unknown: {account}}}',
  ORDERS_UNCONFIRMED_message:
    '{orders, plural, one {It is not known whether the venue has it. It is not sent again; the venue is being asked, and trading on {account} waits for the answer.} other {It is not known which of them the venue has. None is sent again; the venue is asked about each, and trading on {account} waits for the answers.}} Orders shows what is still UNCONFIRMED.',
  CLOSED_BACKUP_FAILED: 'A backup of “{workspace}” could not be made',
  CLOSED_BACKUP_FAILED_message:
    '{cause} Its earlier backups are kept. Open it again and verify it to see whether it is damaged.',
  CLOSED_RECORD_CHANGED: 'The record of “{workspace}” is not what was recorded',
  CLOSED_RECORD_CHANGED_message:
    'The check found damage in {table}. Open it again and verify it: the Workspace page lists all that is found, and what to do.',
  OUTCOME_UNKNOWN: 'Outcome unknown: {instrument}',
  OUTCOME_UNKNOWN_message:
    'It is not known whether the venue has order {order}. It is not sent again; the venue is being asked, and trading on this account waits for the answer.',
  VENUE_FAILED: 'The venue of {account} failed once',
  VENUE_FAILED_message:
    'What happened there at that moment may be missing. {cause} It goes on; compare the open orders of {account} with what you expect, and open the workspace again if they differ.',
  VENUE_NOT_OPENED: 'The venue of {account} could not be opened',
  VENUE_NOT_OPENED_message:
    '{cause} Nothing is sent to it from here, no cancel either, and what {account} has open there goes on. The other accounts are not affected. Open the workspace again to try it again.',
  KILL_SWITCH_NOT_KEPT: 'The kill switch could not be written down',
  KILL_SWITCH_NOT_KEPT_message:
    'It holds while the program runs: nothing is placed or amended. A restart may forget it. {cause}',
  DISK_FULL: 'The disk is full',
  DISK_FULL_message:
    'No new orders are taken. Cancels, and what the venues report, are still recorded in the room that is kept for them, which is small. Free some space on the disk.',
  DISK_HAS_ROOM: 'The disk has room again',
  DISK_HAS_ROOM_message: 'New orders are taken, and everything is recorded as before.',
  RECORD_MISPLACED: 'The record is not where it was opened',
  RECORD_MISPLACED_message:
    '{cause} No new orders are taken. Cancels, and what the venues report, go on being recorded in the file that is open. When the workspace is closed, and its folder is still there, a copy of that is kept in “quarantine” in it.',
  RECORD_BACK: 'The record is back in its place',
  RECORD_BACK_message: 'New orders are taken, and everything is recorded as before.',
  NOT_OPENED_AGAIN: '“{workspace}” could not be opened again',
  NOT_OPENED_AGAIN_message:
    '{cause} {remedy, select, FREE_SPACE {Free some space on the disk, and open it again.} CHECK_FOLDER {Check that {folder} is there, may be written and has free space.} RESTORE {npm run db -- verify --workspace "{folder}" names every damaged row; “restore” instead of “verify” puts the newest backup in its place.} RESTORE_FOREIGN {Somebody, or another program, has changed it. npm run db -- restore --workspace "{folder}" puts the newest backup in its place.} other {Other workspaces are not affected.}}',
  FILE_REPLACED: 'A damaged file was replaced',
  FILE_REPLACED_message:
    '{file} could not be read and is kept in {aside}. The backup of {madeAt} took its place. {counted, select, none {What was written after it is missing.} other {What was written after it is missing; of that can still be counted: {counted}.}} Compare with the venues.',
  FILE_REPLACED_EMPTY: 'A damaged file was replaced',
  FILE_REPLACED_EMPTY_message:
    '{file} could not be read and is kept in {aside}. An empty file took its place: the stored market data is missing, and is fetched again when it is asked for.',
  RESTORE_FINISHED: 'A restore that was cut short was finished',
  RESTORE_FINISHED_message:
    'The record is as it was in the backup of {madeAt}. What was there before is kept in {folder}. Compare with the venues.',
  READ_ONLY: 'Open for reading only',
  READ_ONLY_message: '{cause}',
  FILES_WERE_OPEN: 'Other users of this machine could read your files',
  FILES_WERE_OPEN_message:
    '{files, plural, one {# file or folder} other {# files and folders}} of your workspaces could be read by every user of this machine, as an earlier version had left them. They are yours alone now. What was copied meanwhile cannot be told.',
  FILES_OF_ANOTHER: 'Files of your workspaces belong to another user',
  FILES_OF_ANOTHER_message:
    '{files, plural, one {# file or folder belongs} other {# files and folders belong}} to another user, who can read and change what is in them: {first}. Take ownership of them, or move them away.',
  EARLIER_ALERTS_UNREADABLE: 'Earlier alerts cannot be read',
  EARLIER_ALERTS_UNREADABLE_message:
    'They are damaged in the record. Orders, fills and money are not affected. Check the workspace to see what else is damaged.',
  MARKET_UNSEEN: '{account}: the market was not seen',
  MARKET_UNSEEN_message:
    'From {from} to {to} it was not seen all the time. What traded then has neither filled nor triggered {orders, plural, one {the order} other {the # orders}} that rested: check {orders, plural, one {it} other {them}} against the chart.',
  FIGURES_CHANGED: 'This version counts some figures otherwise',
  FIGURES_CHANGED_message:
    '{figures, plural, one {# figure of this workspace has} other {# figures of this workspace have}} changed. Workspace, in the menu, lists each, old and new, with the reason.',
} as const satisfies Readonly<Record<Code | `${Code}_message`, string>>;
