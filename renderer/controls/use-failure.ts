import { useEffect, useRef, useState } from 'react';
import type { Failure } from '#renderer/core/failure.ts';
import { notifyFailure } from './notify-failure.tsx';

type FailedAction = { readonly action: string; readonly failure: Failure };

/**
 * Where a part of the screen tells that its own call failed: in itself while it is there, and by a notification when
 * the answer comes after it was closed. A failure is never told nowhere.
 */
export function useFailure(opened = true) {
  const [failed, setFailed] = useState<FailedAction>();
  const isThere = useRef(false);
  useEffect(() => {
    isThere.current = opened;
    return () => {
      isThere.current = false;
      // Opened again, it begins anew.
      setFailed(undefined);
    };
  }, [opened]);
  return {
    failed,
    tell: (action: string, failure: Failure): void => {
      if (isThere.current) setFailed({ action, failure });
      else notifyFailure(action, failure);
    },
    forget: () => setFailed(undefined),
    /** What closes it on success must not close what was opened after it. */
    isThere: () => isThere.current,
  };
}
