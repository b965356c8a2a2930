import type { PartialSumInfo } from '#src/contract/portfolio.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { missingWords } from '#renderer/trading/partial-sums.ts';
import classes from './equity-strip.module.css';

/** What the amount before it lacks: how much at a glance, and of what as its title. */
export function MissingNote({ sum }: { readonly sum: Extract<PartialSumInfo, { isWhole: false }> }) {
  const say = useSay();
  const { currencies, ...counts } = sum.missing;
  const count = Object.values(counts).reduce((total, each) => total + each, currencies.length);
  return (
    <span className={classes['missing']} title={missingWords(sum).join(' ')}>
      {say('portfolio.plusUnknown', { count })}
    </span>
  );
}
