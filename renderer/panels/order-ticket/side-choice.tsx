import { useId } from 'react';
import { side as sideSchema } from '#src/contract/values.ts';
import classes from '#renderer/panels/order-ticket/order-ticket.module.css';
import type { DraftTerms } from '#renderer/trading/ticket-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

type SideChoiceProps = {
  readonly side: DraftTerms['side'];
  readonly onChange: (side: DraftTerms['side']) => void;
};

export function SideChoice({ side, onChange }: SideChoiceProps) {
  const say = useSay();
  const name = useId();
  return (
    <div className={classes['sides']} role="radiogroup" aria-label={say('ticket.side')}>
      {sideSchema.options.map((option) => (
        <label key={option} className={classes['side']} data-side={option} data-checked={option === side}>
          <input type="radio" name={name} checked={option === side} onChange={() => onChange(option)} />
          {say(option === 'BUY' ? 'order.buy' : 'order.sell')}
        </label>
      ))}
    </div>
  );
}
