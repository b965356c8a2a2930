import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import classes from '#renderer/errors/fault-boundary.module.css';

type FaultBoundaryProps = { readonly name: string; readonly children: ReactNode };
type FaultBoundaryState = { readonly faulty: boolean };

/** A fault in one panel must not take the others from the trader. (Only a class can catch one.) */
export class FaultBoundary extends Component<FaultBoundaryProps, FaultBoundaryState> {
  static getDerivedStateFromError(): FaultBoundaryState {
    return { faulty: true };
  }

  override state: FaultBoundaryState = { faulty: false };

  override render(): ReactNode {
    if (!this.state.faulty) return this.props.children;
    return (
      <div className={classes['fault']} role="alert">
        <strong>{this.props.name} has stopped by a fault in Tapedeck.</strong>
        <span>
          Only what you see here is affected: orders, positions and the record are the core’s and go on.
        </span>
        <Button variant="default" onClick={() => this.setState({ faulty: false })}>
          Show it again
        </Button>
      </div>
    );
  }
}
