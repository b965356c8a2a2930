import type { CSSProperties, ReactNode } from 'react';
import type { SumKind } from '#src/domain/group-tally.ts';
import type { GroupBy } from '#src/domain/groupings.ts';
import type { Result } from '#src/domain/result.ts';
import { hiddenText, hideNumbers } from '#renderer/format/privacy.ts';

/** What stands against what was typed, in words for its field; `tell` says it to whom has no such field any more. */
export type EditProblem = { readonly message: string; readonly tell: () => void };

/**
 * A cell that can be written in place. It opens with `text`, the value as the trader's setting shows it. `changed` says,
 * in words, what of the row is no longer as it was when the field was opened: then what was typed is not written.
 * `read` makes the column's plain value of what was typed, undefined where an empty field takes it away. `write` is called
 * with another value than the row has, and answers with what is wrong, or nothing once it is taken; what has not been sent
 * when `withdrawn` is aborted is not.
 */
export type CellEdit<Row> = {
  readonly allowed: (row: Row) => boolean;
  readonly text: (row: Row) => string;
  readonly changed: (before: Row, now: Row) => string | undefined;
  readonly read: (row: Row, text: string) => Result<string | undefined, EditProblem>;
  readonly write: (
    row: Row,
    value: string | undefined,
    withdrawn: AbortSignal,
  ) => Promise<EditProblem | undefined>;
};

/** `value` is the plain value that is sorted, filtered, copied and exported; `cell` is what the eye gets. */
type ColumnValue<Row> =
  | ({ readonly kind: 'text'; readonly value: (row: Row) => string | undefined } & MayBeCut)
  | ({
      readonly kind: 'choice';
      readonly value: (row: Row) => string | undefined;
      readonly choices: readonly { readonly value: string; readonly label: string }[];
      /** What is copied and exported where the value is an internal id. */
      readonly name?: (row: Row) => string;
    } & MayBeCut)
  | ({
      readonly kind: 'number';
      /** Canonical decimal text. */
      readonly value: (row: Row) => string | undefined;
      /** What the cell writes, where that may be rounded: a filter for the number that is seen finds its row. */
      readonly shown?: (row: Row) => string;
    } & NeverCut)
  /** A button, nothing to sort, filter, copy or export. */
  | ({ readonly kind: 'action'; readonly value: () => undefined } & NeverCut)
  /** Epoch milliseconds. */
  | ({ readonly kind: 'time'; readonly value: (row: Row) => number | undefined } & NeverCut);

/** Its column keeps its width, its text ends in an ellipsis, and all of it is told by its title. */
type MayBeCut = { readonly mayBeCut?: boolean };
type NeverCut = { readonly mayBeCut?: never };

export type GridColumn<Row> = ColumnValue<Row> & {
  readonly id: string;
  readonly header: string;
  /** At least so wide; it grows with its content. */
  readonly width: number;
  /** It takes the room that the others leave. */
  readonly grows?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** What its header does not say by itself. */
  readonly hint?: string;
  /** What a cell says on hover. */
  readonly title?: (row: Row) => string;
  /** Not shown until the user asks for it. */
  readonly offByDefault?: boolean;
  /** What privacy mode hides of it: all of an amount, the numbers in a sentence. */
  readonly private?: 'amount' | 'prose';
  readonly edit?: CellEdit<Row>;
  /** A press on the cell, or Enter in it, shows what its figure is made of; undefined where there is nothing to show. */
  readonly explain?: (row: Row) => (() => void) | undefined;
  readonly group?: ColumnGroup<Row>;
  readonly sum?: ColumnSum<Row>;
};

/**
 * That rows can be grouped by it: those are together that have the same value or, of a time, the same day. `by` is what the
 * core calls it; `keyOf` and `labelOf` where what they have in common is another text than the one that is shown.
 */
export type ColumnGroup<Row> = {
  readonly by: GroupBy;
  readonly keyOf?: (row: Row) => string;
  readonly labelOf?: (key: string) => string;
};

/** What rows of a group come to in it. */
export type ColumnSum<Row> = {
  /** As the core calls it, where it knows it. */
  readonly name: string;
  readonly kind: SumKind;
  /** Of one row: each amount in its currency or, of a quantity, in its instrument; undefined where it is unknown. */
  readonly of: (row: Row) => readonly { readonly unit: string; readonly amount: string | undefined }[];
  readonly text: (amount: string, unit: string) => string;
  /** It is a gain or a loss. */
  readonly isProfit?: boolean;
};

/** A number that the cell writes with no more than its text. */
export function shownAs<Row>(text: (row: Row) => string) {
  return { shown: text, cell: text };
}

export function isRightAligned(column: { readonly kind: GridColumn<never>['kind'] }): boolean {
  return column.kind === 'number';
}

/** How wide its cells are, its header's too. */
export function widthStyle(
  { id, grows }: Pick<GridColumn<never>, 'id' | 'grows'>,
  widths: Readonly<Record<string, number>>,
): CSSProperties {
  return { width: widths[id], ...(grows === true && { flexGrow: 1 }) };
}

/** The plain text of a cell: canonical decimals, ISO times, names, nothing where the value is unknown. */
export function plainText<Row>(column: GridColumn<Row>, row: Row): string {
  if (column.kind === 'time') {
    const time = column.value(row);
    return time === undefined ? '' : new Date(time).toISOString();
  }
  if (column.kind === 'choice' && column.name !== undefined) return column.name(row);
  return column.value(row) ?? '';
}

/** The column as it leaves the screen in privacy mode, by copy, by file or to a screen reader. */
export function inPrivacy<Row>(column: GridColumn<Row>): GridColumn<Row> {
  if (column.private === undefined) return column;
  const hide = column.private === 'amount' ? hideAmount : hideNumbers;
  return {
    ...column,
    kind: 'text',
    mayBeCut: column.mayBeCut ?? false,
    value: (row) => hide(plainText(column, row)),
  };
}

/** What is unknown is no secret. */
function hideAmount(text: string): string {
  return text === '' ? '' : hiddenText;
}
