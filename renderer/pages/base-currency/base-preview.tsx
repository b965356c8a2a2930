import { Button, Group } from '@mantine/core';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import classes from './base-currency.module.css';

type BasePreviewProps = {
  readonly portfolioId: string;
  readonly to: string;
  readonly busy: boolean;
  readonly onUse: () => void;
};

/** What another base currency would change, before it is used. */
export function BasePreview({ portfolioId, to, busy, onUse }: BasePreviewProps) {
  const say = useSay();
  const format = useFormat();
  const answer = useAnswer('portfolio.previewBase', { portfolioId, to });
  if (answer === undefined) return <p role="status">{say('base.looking')}</p>;
  if (!answer.ok) return <FailureNote action={say('base.looking')} failure={answer.error} />;
  const { from, problem, movements, rated, unrated, points, given } = answer.value;
  if (problem !== undefined) return <p role="alert">{say('base.problem', { problem })}</p>;
  return (
    <div className={classes['preview']} role="status">
      <p>{say('base.changes', { from, to })}</p>
      <ul>
        <li>{say('base.figures')}</li>
        <li>{say('base.movements', { count: movements, rated: format.count(rated), to })}</li>
        {unrated.map(({ currency, movements: count, isPriced }) => (
          <li key={currency}>{say(isPriced ? 'base.asked' : 'base.unpriced', { count, currency, to })}</li>
        ))}
        <li>{say('base.points', { count: points })}</li>
        {given > 0 && <li>{say('base.given', { count: given, from })}</li>}
        <li>{say('base.stays')}</li>
      </ul>
      <Group gap="xs">
        <Button size="compact-xs" loading={busy} onClick={onUse}>
          {say('base.use', { to })}
        </Button>
      </Group>
    </div>
  );
}
