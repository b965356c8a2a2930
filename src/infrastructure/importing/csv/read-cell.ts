import { err, type Result } from '#src/domain/result.ts';

/** What is wrong with a cell's text, and what to write instead. */
export type UnreadableCell = { readonly code: 'UNREADABLE_CELL'; readonly message: string };

export type Read<Value> = Result<Value, UnreadableCell>;

export function unreadable(message: string): Read<never> {
  return err({ code: 'UNREADABLE_CELL', message });
}
