import type { ReactNode } from 'react';
import { FaultBoundary } from '#renderer/errors/fault-boundary.tsx';
import { useAfterFirstPaint } from '#renderer/loading/use-after-first-paint.ts';

type LazyDialogProps = {
  readonly name: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/**
 * Around a dialog that is a lazy part: it is loaded when the page is idle, so that it opens at once, even after the
 * core is gone. What went wrong with it is said only when it is wanted.
 */
export function LazyDialog({ name, opened, onClose, children }: LazyDialogProps) {
  const painted = useAfterFirstPaint();
  if (!painted && !opened) return null;
  return (
    <FaultBoundary name={name} dialog={{ opened, onClose }}>
      {children}
    </FaultBoundary>
  );
}
