import type { ReactNode } from 'react';
import classes from './import.module.css';
import { useFocusAtStart } from '#renderer/controls/use-focus-at-start.ts';

/** What this step is about: it is read out, and Tab goes on from there. */
export function StepLead({ children }: { readonly children: ReactNode }) {
  const lead = useFocusAtStart<HTMLParagraphElement>();
  return (
    <p ref={lead} tabIndex={-1} className={classes['lead']}>
      {children}
    </p>
  );
}
