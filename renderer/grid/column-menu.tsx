import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { FocusReturn } from '#renderer/controls/focus-return.tsx';
import type { ColumnModel } from './use-column-model.ts';
import { useSay } from '#renderer/controls/use-say.ts';

/** Shows and hides columns, and moves them: what dragging a header does, for the keyboard. */
export function ColumnMenu<Row>({
  model,
  onReset,
  children,
}: {
  readonly model: ColumnModel<Row>;
  readonly onReset: () => void;
  /** What stands above the columns. */
  readonly children: ReactNode;
}) {
  const say = useSay();
  return (
    <Menu.Dropdown>
      <FocusReturn />
      {children}
      <Menu.Label>{say('grid.columns')}</Menu.Label>
      {model.ordered.map((column, index) => {
        const before = model.ordered[index - 1];
        const after = model.ordered[index + 1];
        return (
          <Menu.CheckboxItem
            key={column.id}
            checked={model.isVisible(column.id)}
            onChange={(checked) => model.setVisible(column.id, checked)}
            title={say('grid.moveHint')}
            onKeyDown={(event) => {
              const target = { ArrowUp: before, ArrowDown: after }[event.key];
              if (!event.altKey || target === undefined) return;
              event.preventDefault();
              event.stopPropagation();
              model.move(column.id, target.id);
            }}
          >
            {column.header}
          </Menu.CheckboxItem>
        );
      })}
      <Menu.Divider />
      <Menu.Item onClick={onReset}>{say('grid.resetColumns')}</Menu.Item>
    </Menu.Dropdown>
  );
}
