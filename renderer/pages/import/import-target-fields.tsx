import { Autocomplete, Group, Radio, TextInput } from '@mantine/core';
import { useFormat } from '#renderer/controls/use-format.ts';
import { contentWords } from '#renderer/words/import-words.ts';
import classes from './import.module.css';
import type { ImportTargetChoice } from './use-import-target.ts';

export function ImportTargetFields({ target }: { readonly target: ImportTargetChoice }) {
  const format = useFormat();
  const { workspace, readOnly, place, repeated } = target;
  const isOne = repeated.fills + repeated.entries === 1;
  return (
    <>
      {readOnly && (
        <p className={classes['caution']} role="note">
          The open workspace can only be read, so the file goes into a new one.
        </p>
      )}
      <Group align="flex-start" grow>
        {workspace !== undefined && !readOnly && (
          <Radio.Group
            label="Import into"
            value={place}
            onChange={(value) => target.setPlace(value === 'open' ? 'open' : 'new')}
          >
            <Group gap="lg" mt={6}>
              <Radio value="open" label={workspace.name} />
              <Radio value="new" label="A new workspace" />
            </Group>
          </Radio.Group>
        )}
        {place === 'new' && (
          <TextInput
            label="Name of the new workspace"
            maxLength={60}
            value={target.workspaceName}
            error={target.workspaceName.trim() === '' && 'Give it a name.'}
            onChange={(event) => target.setWorkspaceName(event.currentTarget.value)}
          />
        )}
        <Autocomplete
          size="xs"
          label="Account name"
          maxLength={60}
          data={target.accounts}
          value={target.accountName}
          error={accountProblem(target)}
          onChange={target.setAccountName}
        />
      </Group>
      {repeated.fills + repeated.entries > 0 && (
        <p className={classes['caution']} role="status">
          {contentWords(repeated.fills, repeated.entries, format)} {isOne ? 'is' : 'are'} in another account
          of this workspace already, and would count twice. Choose that account to leave{' '}
          {isOne ? 'it' : 'them'} out.
        </p>
      )}
    </>
  );
}

function accountProblem({ accountName, isTaken }: ImportTargetChoice): string | undefined {
  if (accountName.trim() === '') return 'Give it a name.';
  return isTaken ? 'An account that trades has this name. Give the history another.' : undefined;
}
