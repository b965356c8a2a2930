import { type ReactNode, Suspense } from 'react';
import { FaultBoundary } from './fault-boundary.tsx';
import { LoadingPart } from './loading-part.tsx';
import { PlainDialog } from './plain-dialog.tsx';
import { useAfterFirstPaint } from './use-after-first-paint.ts';
import { useSay } from './use-say.ts';

type LazyDialogProps = {
  readonly name: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/**
 * Around a dialog that is a lazy part: it is loaded when the page is idle, so that it opens at once, even after the
 * core is gone. Opened before that it is a dialog all the same: it has the keyboard, so that nothing typed for it goes to
 * the page under it. What went wrong with it is said only when it is wanted.
 */
export function LazyDialog({ name, opened, onClose, children }: LazyDialogProps) {
  const say = useSay();
  const painted = useAfterFirstPaint();
  if (!painted && !opened) return null;
  return (
    <FaultBoundary name={name} dialog={{ opened, onClose }}>
      <Suspense
        fallback={
          <PlainDialog opened={opened} onClose={onClose} title={name}>
            <LoadingPart words={say('common.loading', { name })} />
          </PlainDialog>
        }
      >
        {children}
      </Suspense>
    </FaultBoundary>
  );
}
