import { action } from '#renderer/words/de/action.ts';
import { command } from '#renderer/words/de/command.ts';
import { common } from '#renderer/words/de/common.ts';
import { connection } from '#renderer/words/de/connection.ts';
import { desk } from '#renderer/words/de/desk.ts';
import { failure } from '#renderer/words/de/failure.ts';
import { feed } from '#renderer/words/de/feed.ts';
import { panel } from '#renderer/words/de/panel.ts';

/** What the page says before its parts are there. */
export const deAtOnce = {
  action,
  command,
  common,
  connection,
  desk,
  failure,
  feed,
  panel,
};
