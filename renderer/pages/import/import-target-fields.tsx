import { Autocomplete, Group, Radio, TextInput } from '@mantine/core';
import { contentWords } from '#renderer/words/import-words.ts';
import classes from './import.module.css';
import type { ImportTargetChoice } from './use-import-target.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import type { Say } from '#renderer/words/say.ts';

export function ImportTargetFields({ target }: { readonly target: ImportTargetChoice }) {
  const say = useSay();
  const { workspace, readOnly, place, repeated, base } = target;
  const isOne = repeated.fills + repeated.entries === 1;
  return (
    <>
      {readOnly && (
        <p className={classes['caution']} role="note">
          {say('imports.readOnly')}
        </p>
      )}
      <Group align="flex-start" grow>
        {workspace !== undefined && !readOnly && (
          <Radio.Group
            label={say('imports.into')}
            value={place}
            onChange={(value) => target.setPlace(value === 'open' ? 'open' : 'new')}
          >
            <Group gap="lg" mt={6}>
              <Radio value="open" label={workspace.name} />
              <Radio value="new" label={say('imports.newWorkspace')} />
            </Group>
          </Radio.Group>
        )}
        {place === 'new' && (
          <TextInput
            label={say('imports.newWorkspaceName')}
            maxLength={60}
            value={target.workspaceName}
            error={target.workspaceName.trim() === '' && say('common.giveName')}
            onChange={(event) => target.setWorkspaceName(event.currentTarget.value)}
          />
        )}
        <Autocomplete
          size="xs"
          label={say('imports.accountName')}
          maxLength={60}
          data={target.accounts}
          value={target.accountName}
          error={accountProblem(say, target)}
          onChange={target.setAccountName}
        />
        {base !== undefined && (
          <TextInput
            label={say('imports.measuredIn')}
            title={say('imports.measuredInHint', { currency: base.proposed })}
            maxLength={20}
            spellCheck={false}
            value={base.text}
            error={!base.isRight && say('accounts.currencySuch')}
            onChange={(event) => base.change(event.currentTarget.value)}
          />
        )}
      </Group>
      {target.traded.map(({ accountName: account, duplicates, alike }) => (
        <p key={account} className={classes['caution']} role="status">
          {[
            ...(duplicates > 0 ? [say('imports.tradedThere', { account, count: duplicates })] : []),
            ...(alike > 0 ? [say('imports.tradedMayBe', { account, count: alike })] : []),
          ].join(' ')}
        </p>
      ))}
      {repeated.fills + repeated.entries > 0 && (
        <p className={classes['caution']} role="status">
          {say(isOne ? 'imports.elsewhereOne' : 'imports.elsewhereMany', {
            content: contentWords(repeated.fills, repeated.entries),
          })}
        </p>
      )}
    </>
  );
}

function accountProblem(say: Say, { accountName, isTaken }: ImportTargetChoice): string | undefined {
  if (accountName.trim() === '') return say('common.giveName');
  return isTaken ? say('imports.nameTaken') : undefined;
}
