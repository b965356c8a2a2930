import { Button } from '@mantine/core';
import { type ComponentType, type ReactNode, Suspense, useState } from 'react';
import { FaultBoundary } from '#renderer/controls/fault-boundary.tsx';
import { useAfterFirstPaint } from '#renderer/controls/use-after-first-paint.ts';

export type BarButton = {
  readonly children: ReactNode;
  readonly className?: string;
  readonly 'data-severity'?: string;
};

/** A button of the bar with what opens under it. `startsOpened`: the button was pressed before this was there. */
export type BarMenuProps = { readonly button: BarButton; readonly startsOpened: boolean };

type LaterMenuProps = {
  readonly name: string;
  readonly button: BarButton;
  /** A lazy part without a fallback. */
  readonly Menu: ComponentType<BarMenuProps>;
};

/** What opens under a button of the bar is fetched after the first paint; meanwhile the button is there and can be pressed. */
export function LaterMenu({ name, button, Menu }: LaterMenuProps) {
  const painted = useAfterFirstPaint();
  const [wanted, setWanted] = useState(false);
  const alone = <Button variant="default" {...button} onClick={() => setWanted(true)} />;
  if (!painted && !wanted) return alone;
  return (
    <FaultBoundary name={name}>
      <Suspense fallback={alone}>
        <Menu button={button} startsOpened={wanted} />
      </Suspense>
    </FaultBoundary>
  );
}
