import { Button } from '@mantine/core';
import { useBindings } from '#renderer/commands/bindings.ts';
import { commandGroups } from '#renderer/commands/definitions.ts';
import { usePossibleCommands } from '#renderer/commands/handlers.ts';
import { KeyCaps } from '#renderer/commands/key-caps.tsx';
import classes from './key-sheet.module.css';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { useSay } from '#renderer/controls/use-say.ts';

type KeySheetProps = {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Leads to where they are bound. */
  readonly onChange: () => void;
};

/** What can be done now, and by which key as it is bound. */
export function KeySheet({ opened, onClose, onChange }: KeySheetProps) {
  const say = useSay();
  const commands = usePossibleCommands();
  const bindings = useBindings();
  const groups = commandGroups.filter((group) => commands.some((command) => command.group === group));
  return (
    <Dialog opened={opened} onClose={onClose} title={say('command.view.keys')} size="lg">
      <div className={classes['sheet']}>
        {groups.map((group) => (
          <section key={group} aria-label={say(`command.group_${group}`)} className={classes['group']}>
            <h3 className={classes['heading']}>{say(`command.group_${group}`)}</h3>
            <dl className={classes['list']}>
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <div key={command.id} className={classes['row']}>
                    <dt>{command.name()}</dt>
                    <dd>
                      <Keys keys={bindings.keysOf(command.id)} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <Button variant="default" onClick={onChange}>
        {say('palette.changeKeys')}
      </Button>
    </Dialog>
  );
}

function Keys({ keys }: { readonly keys: readonly string[] }) {
  const say = useSay();
  if (keys.length === 0) return say('palette.onlyInPalette');
  return keys.map((key) => <KeyCaps key={key} binding={key} />);
}
