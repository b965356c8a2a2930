import { Button, Group } from '@mantine/core';
import type { ImportAnswers } from '#src/contract/imports.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import classes from './import.module.css';

type KeptAnswersProps = { readonly answers: ImportAnswers; readonly onAskAgain: () => void };

const ofValues = ['counts', 'passed', 'traded'] as const;
const ofFees = ['paid', 'received'] as const;

/** What was answered of such a file before goes for this one too, unless the trader wants to be asked. */
export function KeptAnswers({ answers, onAskAgain }: KeptAnswersProps) {
  const say = useSay();
  const told = Object.entries(answers).flatMap(([id, answer]) => {
    const fees = ofFees.find((each) => each === answer);
    if (fees !== undefined) return [say(`imports.kept_${fees}`)];
    const known = ofValues.find((each) => each === answer);
    return known === undefined ? [] : [say(`imports.kept_${known}`, { value: id.replace(/^\S+ /, '') })];
  });
  if (told.length === 0) return undefined;
  return (
    <Group gap="sm" role="note">
      <p className={classes['detail']}>{say('imports.answeredBefore', { answers: told.join(', ') })}</p>
      <Button size="compact-sm" variant="default" onClick={onAskAgain}>
        {say('imports.askAgain')}
      </Button>
    </Group>
  );
}
