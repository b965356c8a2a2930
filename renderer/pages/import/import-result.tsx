import type { ReactNode } from 'react';
import { Button, Group } from '@mantine/core';
import type { CallOutput } from '#src/contract/contract.ts';
import classes from './import.module.css';
import { contentWords, leftOutWords } from '#renderer/words/import-words.ts';
import { useFocusAtStart } from '#renderer/controls/use-focus-at-start.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { strong } from '#renderer/controls/strong.tsx';

type ImportResultProps = {
  readonly fileName: string;
  readonly accountName: string;
  readonly result: CallOutput<'imports.commit'>;
  readonly onAnother: () => void;
  readonly onClose: () => void;
};

export function ImportResult({ fileName, accountName, result, onAnother, onClose }: ImportResultProps) {
  const say = useSay();
  const done = useFocusAtStart<HTMLButtonElement>();
  const leftOut = leftOutWords(result);
  return (
    <>
      <div role="status">
        <p className={classes['lead']}>
          {say.rich('imports.importedInto', {
            content: contentWords(result.imported, result.entries),
            file: fileName,
            account: accountName,
            good,
            strong,
          })}
        </p>
        {leftOut.length > 0 && (
          <ul className={classes['list']}>
            {leftOut.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
      </div>
      <p className={classes['detail']}>{say('imports.undoable')}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onAnother}>
          {say('imports.another')}
        </Button>
        <Button ref={done} onClick={onClose}>
          {say('imports.done')}
        </Button>
      </Group>
    </>
  );
}

function good(inside: ReactNode): ReactNode {
  return <span className={classes['good']}>{inside}</span>;
}
