import type { ReactNode } from 'react';
import { useSay } from '#renderer/controls/use-say.ts';
import classes from './returns.module.css';

export type Figure = {
  readonly name: string;
  /** How it is made, and of how much. */
  readonly says: string;
  readonly shown: ReactNode;
};

/** Figures that say on hover how each is made, and for whoever has no pointer in a list that opens. */
export function FigureList({ figures }: { readonly figures: readonly Figure[] }) {
  const say = useSay();
  return (
    <>
      <dl className={classes['figures']}>
        {figures.map(({ name, says, shown }) => (
          <div key={name} className={classes['figure']} title={says}>
            <dt>{name}</dt>
            <dd className="td-number">{shown}</dd>
          </div>
        ))}
      </dl>
      <details className={classes['made']}>
        <summary>{say('returns.howMade')}</summary>
        <dl>
          {figures.map(({ name, says }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{says}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
