import { useMemo } from 'react';
import { useLatest } from '#renderer/controls/use-latest.ts';
import type { RowHandlers } from './grid-row.tsx';

/** Functions that stay the same between renders and do what the newest ones do. */
export function useSteadyHandlers<Row>(newest: RowHandlers<Row>): RowHandlers<Row> {
  const onStartEdit = useLatest(newest.onStartEdit);
  const onFocus = useLatest(newest.onFocus);
  const onPointerDown = useLatest(newest.onPointerDown);
  const onClick = useLatest(newest.onClick);
  const onDoubleClick = useLatest(newest.onDoubleClick);
  const onKeyDown = useLatest(newest.onKeyDown);
  return useMemo(
    () => ({ onStartEdit, onFocus, onPointerDown, onClick, onDoubleClick, onKeyDown }),
    [onStartEdit, onFocus, onPointerDown, onClick, onDoubleClick, onKeyDown],
  );
}
