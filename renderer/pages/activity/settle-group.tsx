import { Button } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import classes from './settle.module.css';

type SettleGroupProps<Item> = {
  readonly title: string;
  /** What it does to the figures, and the ways out. */
  readonly lead: string;
  readonly of: { readonly rows: readonly Item[]; readonly total: number };
  readonly keyOf: (item: Item) => string;
  readonly render: (item: Item) => ReactNode;
};

/** So many stand there at once: an imported history may lack hundreds. */
const few = 5;

/** Those of one kind, none where nothing is lacking. */
export function SettleGroup<Item>({ title, lead, of, keyOf, render }: SettleGroupProps<Item>) {
  const say = useSay();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const heading = useId();
  const { rows, total } = of;
  if (total === 0) return null;
  return (
    <section aria-labelledby={heading} className={classes['group']}>
      <h3 id={heading}>
        {title} <span className={classes['count']}>{format.count(total)}</span>
      </h3>
      <p>{lead}</p>
      <ul>
        {rows.slice(0, all ? rows.length : few).map((item) => (
          <li key={keyOf(item)}>{render(item)}</li>
        ))}
      </ul>
      {!all && rows.length > few && (
        <Button variant="subtle" size="compact-xs" onClick={() => setAll(true)}>
          {say('price.showAll', { count: rows.length })}
        </Button>
      )}
      {all && total > rows.length && (
        <p>{say('settle.more', { shown: format.count(rows.length), total: format.count(total) })}</p>
      )}
    </section>
  );
}

type SettleLineProps = {
  readonly children: ReactNode;
  /** Buttons, or the words that say why there are none. */
  readonly ways: ReactNode;
  /** What one of them has opened. */
  readonly opened?: ReactNode;
};

export function SettleLine({ children, ways, opened }: SettleLineProps) {
  return (
    <>
      <div className={classes['line']}>
        <span>{children}</span>
        <span className={classes['ways']}>{ways}</span>
      </div>
      {opened}
    </>
  );
}

type WayProps = {
  readonly words: string;
  /** With what it is of, for whoever hears the button alone. */
  readonly name: string;
  readonly onClick: () => void;
};

export function Way({ words, name, onClick }: WayProps) {
  return (
    <Button variant="default" size="compact-xs" aria-label={`${words}: ${name}`} onClick={onClick}>
      {words}
    </Button>
  );
}
