import { CloseButton } from '@mantine/core';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { focusOrigin, returnFocus } from './focus-home.ts';
import classes from './plain-dialog.module.css';
import { useSay } from './use-say.ts';

type PlainDialogProps = {
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** The browser's own dialog: it stands where the code of the others is still to come, or did not come. */
export function PlainDialog({ opened, ...props }: PlainDialogProps) {
  return opened ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ title, onClose, children }: Omit<PlainDialogProps, 'opened'>) {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const opened = dialog.current;
    const origin = focusOrigin();
    opened?.showModal();
    return () => {
      // Until it is closed nothing else takes the focus.
      opened?.close();
      returnFocus(origin);
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      aria-modal="true"
      data-portal
      className={classes['dialog']}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className={classes['head']}>
        {title}
        <CloseButton size="sm" aria-label={say('common.close')} onClick={onClose} />
      </header>
      {children}
    </dialog>
  );
}
