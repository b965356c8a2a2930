import { action } from '#renderer/words/en/action.ts';
import { command } from '#renderer/words/en/command.ts';
import { common } from '#renderer/words/en/common.ts';
import { connection } from '#renderer/words/en/connection.ts';
import { desk } from '#renderer/words/en/desk.ts';
import { failure } from '#renderer/words/en/failure.ts';
import { feed } from '#renderer/words/en/feed.ts';
import { panel } from '#renderer/words/en/panel.ts';

/** What the page says before its parts are there. */
export const enAtOnce = {
  action,
  command,
  common,
  connection,
  desk,
  failure,
  feed,
  panel,
};
