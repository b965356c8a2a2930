import { Stack } from '@mantine/core';
import type { EarlierImport } from '#src/contract/imports.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import classes from './import.module.css';

/** What the account has of the file already, read otherwise: it is replaced, or the file stays out. */
export function EarlierImports({ earlier }: { readonly earlier: readonly EarlierImport[] }) {
  const say = useSay();
  const format = useFormat();
  return (
    <Stack component="section" gap={4} aria-label={say('imports.earlier')}>
      {earlier.map(({ id, fileName: file, importedAt, from, to, isOutdated, isCovered }) => {
        const when = format.date(importedAt);
        const span = { from: format.date(from), to: format.date(to) };
        return (
          <p key={id} className={classes['caution']} role="note">
            {!isCovered && say('imports.earlierWider', { file, when, ...span })}
            {isCovered && say(isOutdated ? 'imports.earlierReplaced' : 'imports.earlierSame', { file, when })}
          </p>
        );
      })}
      {earlier.every(({ isCovered }) => isCovered) && (
        <p className={classes['detail']}>{say('imports.earlierFirst')}</p>
      )}
    </Stack>
  );
}
