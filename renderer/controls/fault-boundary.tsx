import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import classes from './fault-boundary.module.css';
import { PartNotLoaded } from './part-not-loaded.ts';
import { PlainDialog } from './plain-dialog.tsx';
import { say } from '#renderer/words/say.ts';

type FaultBoundaryProps = {
  readonly name: string;
  /** Around a dialog: the fault is told in one, while it is to be open. */
  readonly dialog?: { readonly opened: boolean; readonly onClose: () => void };
  readonly children: ReactNode;
};
type FaultBoundaryState = { readonly fault: { readonly thrown: unknown } | undefined };

/** A fault in one panel must not take the others from the trader. (Only a class can catch one.) */
export class FaultBoundary extends Component<FaultBoundaryProps, FaultBoundaryState> {
  static getDerivedStateFromError(thrown: unknown): FaultBoundaryState {
    return { fault: { thrown } };
  }

  override state: FaultBoundaryState = { fault: undefined };

  override render(): ReactNode {
    const { children, dialog, name } = this.props;
    const { fault } = this.state;
    if (fault === undefined) return children;
    const notLoaded = fault.thrown instanceof PartNotLoaded ? fault.thrown : undefined;
    const words = notLoaded === undefined ? stopped(name) : unloaded(name);
    const note = (
      <div className={classes['fault']} role="alert">
        <strong>{words.title}</strong>
        <span>{words.meaning}</span>
        <Button
          variant="default"
          onClick={() => {
            notLoaded?.forget();
            this.setState({ fault: undefined });
          }}
        >
          {words.remedy}
        </Button>
      </div>
    );
    if (dialog === undefined) return note;
    return (
      <PlainDialog {...dialog} title={name}>
        {note}
      </PlainDialog>
    );
  }
}

function stopped(name: string) {
  return {
    title: say('common.partStopped', { name }),
    meaning: say('common.partStoppedMeaning'),
    remedy: say('common.partStoppedRemedy'),
  };
}

function unloaded(name: string) {
  return {
    title: say('common.partUnloaded', { name }),
    meaning: say('common.partUnloadedMeaning'),
    remedy: say('common.partUnloadedRemedy'),
  };
}
