import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './first-page.module.css';

type DoorProps = {
  readonly name: string;
  readonly description: string;
  readonly note: string;
  readonly busy: boolean;
  readonly onOpen: () => void;
  readonly children?: ReactNode;
};

export function Door({ name, description, note, busy, onOpen, children }: DoorProps) {
  return (
    <div className={classes['door']}>
      <UnstyledButton className={classes['doorButton']} disabled={busy} aria-busy={busy} onClick={onOpen}>
        <span className={classes['doorName']}>{name}</span>{' '}
        <span className={classes['doorDescription']}>{description}</span>{' '}
        <span className={classes['doorNote']}>{note}</span>
      </UnstyledButton>
      {children}
    </div>
  );
}
