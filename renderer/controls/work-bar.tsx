import { Button, Progress } from '@mantine/core';
import type { WorkUnderWay } from '#renderer/core/work-under-way.ts';
import { useFormat } from './use-format.ts';
import { percentOf, timeLeft } from '#renderer/words/work-words.ts';
import classes from './work-bar.module.css';
import { useSay } from './use-say.ts';

type WorkBarProps = {
  readonly label: string;
  /** Undefined until the first word of it. */
  readonly work: WorkUnderWay | undefined;
  /** How far in numbers, as in "3.1 MiB of 12.4 MiB". */
  readonly amount?: string | undefined;
  /** Undefined where it cannot be cancelled. */
  readonly onCancel?: (() => void) | undefined;
  /** It was asked to stop, or cannot be asked. */
  readonly cancelDisabled?: boolean;
};

/** Long work: what, how far, how long still, and the way to stop it. */
export function WorkBar({ label, work, amount, onCancel, cancelDisabled = false }: WorkBarProps) {
  const say = useSay();
  const format = useFormat();
  const percent = percentOf(work);
  const left = work === undefined ? undefined : timeLeft(work);
  return (
    <div className={classes['work']}>
      <div className={classes['words']}>
        {/* What is spoken is what is being done; the figures beside it change too often to be read out. */}
        <span role="status">{label}</span>
        <span className={`td-number ${classes['figures']}`}>
          {[amount, format.wholePercent(percent), left].filter((part) => part !== undefined).join(' · ')}
        </span>
      </div>
      {onCancel !== undefined && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={say('common.cancelWork', { label })}
          disabled={cancelDisabled}
          onClick={onCancel}
        >
          {say('common.cancel')}
        </Button>
      )}
      <Progress
        className={classes['bar'] ?? ''}
        value={percent}
        size="sm"
        aria-label={label}
        transitionDuration={0}
      />
    </div>
  );
}
