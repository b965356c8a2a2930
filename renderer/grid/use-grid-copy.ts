import { notifications } from '@mantine/notifications';
import type { ClipboardEvent } from 'react';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { type GridColumn, inPrivacy } from './column.ts';
import { copiedText } from './copy-selection.ts';
import { plainGroupText } from './group-cells.ts';
import { GroupItem } from './group-item.ts';
import { spreadsheetText } from './spreadsheet-text.ts';
import type { GridItems } from './use-grid-items.ts';

/** Plain numbers go to the clipboard, of rows that are not on the page too; of groups what their lines say. */
export function useGridCopy<Row>(
  grid: Pick<GridItems<Row>, 'rows' | 'partial'>,
  visible: readonly GridColumn<Row>[],
): (event: ClipboardEvent<HTMLDivElement>) => void {
  const say = useSay();
  const format = useFormat();
  const separators = usePreferencesStore((state) => state.separators);
  const privacy = usePreferencesStore((state) => state.privacy);
  const { rows, partial } = grid;

  return (event) => {
    if (event.target instanceof HTMLInputElement) return;
    const columns = visible.filter(({ kind }) => kind !== 'action');
    const text = copiedText(event.currentTarget, document.getSelection(), separators, {
      count: rows.length,
      columns: columns.map(({ id }) => id),
      textOf: (index, id) => {
        const [row, column] = [rows[index], columns.find((one) => one.id === id)];
        if (row === undefined || column === undefined) return '';
        if (row instanceof GroupItem) return plainGroupText(row, columns, id, privacy);
        return spreadsheetText(privacy ? inPrivacy(column) : column, row);
      },
    });
    if (text === undefined) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
    if (partial === undefined || text.split('\n').length < rows.length) return;
    notifications.show({
      title: say('grid.copiedSome', { count: format.count(rows.length), total: partial.total }),
      message: say('grid.copiedSomeMeaning'),
      role: 'status',
    });
  };
}
