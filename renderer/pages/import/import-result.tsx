import { Button, Group } from '@mantine/core';
import type { CallOutput } from '#src/contract/contract.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './import.module.css';
import { contentWords, leftOutWords } from '#renderer/words/import-words.ts';
import { useFocusAtStart } from '#renderer/controls/use-focus-at-start.ts';

type ImportResultProps = {
  readonly fileName: string;
  readonly accountName: string;
  readonly result: CallOutput<'imports.commit'>;
  readonly onAnother: () => void;
  readonly onClose: () => void;
};

export function ImportResult({ fileName, accountName, result, onAnother, onClose }: ImportResultProps) {
  const format = useFormat();
  const done = useFocusAtStart<HTMLButtonElement>();
  const leftOut = leftOutWords(result, format);
  return (
    <>
      <div role="status">
        <p className={classes['lead']}>
          <span className={classes['good']}>✓</span> Imported{' '}
          {contentWords(result.imported, result.entries, format)} of <strong>{fileName}</strong> into the
          account <strong>{accountName}</strong>.
        </p>
        {leftOut.length > 0 && (
          <ul className={classes['list']}>
            {leftOut.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
      </div>
      <p className={classes['detail']}>
        It is listed under Import history, where the whole of it can be undone.
      </p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onAnother}>
          Import another file
        </Button>
        <Button ref={done} onClick={onClose}>
          Done
        </Button>
      </Group>
    </>
  );
}
