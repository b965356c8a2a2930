import { Menu } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { FocusReturn } from '#renderer/controls/focus-return.tsx';
import classes from './data-grid.module.css';

type RowUnderPointer<Row> = { readonly id: string; readonly row: Row };

const secondaryButton = 2;

/**
 * The menu of the row under the pointer; where there is no row, there is no menu. An open menu stays the menu of its
 * row wherever the row goes, and names it.
 */
export function RowMenu<Row>({
  findRow,
  nameOf,
  renderItems,
  children,
}: {
  readonly findRow: (id: string) => Row | undefined;
  readonly nameOf: (row: Row) => string;
  readonly renderItems: (row: Row) => ReactNode;
  readonly children: ReactNode;
}) {
  const pointed = useRef<RowUnderPointer<Row>>(undefined);
  /** What a press makes of the grid may move its rows before the menu comes: it is of the row that was pressed. */
  const pressed = useRef<EventTarget>(undefined);
  const [opened, setOpened] = useState<RowUnderPointer<Row>>();

  function point(target: EventTarget): void {
    const id = target instanceof Element && target.closest<HTMLElement>('[data-row]')?.dataset['row'];
    const found = id ? findRow(id) : undefined;
    pointed.current = id && found !== undefined ? { id, row: found } : undefined;
  }

  // The row as it is now; of one that has left the grid, as it was last.
  const row = opened && (findRow(opened.id) ?? opened.row);
  if (opened !== undefined && row !== undefined && row !== opened.row) setOpened({ ...opened, row });

  return (
    <Menu
      withinPortal
      opened={row !== undefined}
      onChange={(open) => setOpened(open ? pointed.current : undefined)}
    >
      <Menu.ContextMenu>
        <div
          className={classes['menuArea']}
          onPointerDownCapture={(event) => (pressed.current = event.target)}
          onContextMenuCapture={(event) => {
            const byPointer = event.button === secondaryButton && pressed.current !== undefined;
            point(byPointer ? (pressed.current ?? event.target) : event.target);
            pressed.current = undefined;
            // A field has the browser's menu.
            if (pointed.current === undefined) event.stopPropagation();
          }}
          onTouchStart={(event) => point(event.target)}
        >
          {children}
        </div>
      </Menu.ContextMenu>
      {row !== undefined && (
        <Menu.Dropdown aria-label={nameOf(row)}>
          <FocusReturn />
          <Menu.Label className={classes['menuRow'] ?? ''}>{nameOf(row)}</Menu.Label>
          {renderItems(row)}
        </Menu.Dropdown>
      )}
    </Menu>
  );
}
