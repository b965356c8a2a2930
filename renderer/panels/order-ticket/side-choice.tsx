import { side as sideSchema } from '#src/contract/values.ts';
import { sideWord } from '#renderer/words/ticket-words.ts';
import classes from '#renderer/panels/order-ticket/order-ticket.module.css';
import type { DraftTerms } from '#renderer/trading/ticket-store.ts';

type SideChoiceProps = {
  readonly side: DraftTerms['side'];
  readonly onChange: (side: DraftTerms['side']) => void;
};

export function SideChoice({ side, onChange }: SideChoiceProps) {
  return (
    <div className={classes['sides']} role="radiogroup" aria-label="Side">
      {sideSchema.options.map((option) => (
        <label key={option} className={classes['side']} data-side={option} data-checked={option === side}>
          <input type="radio" name="side" checked={option === side} onChange={() => onChange(option)} />
          {sideWord(option)}
        </label>
      ))}
    </div>
  );
}
