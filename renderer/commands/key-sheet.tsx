import { Button } from '@mantine/core';
import { useBindings } from '#renderer/commands/bindings.ts';
import { commandGroups } from '#renderer/commands/definitions.ts';
import { usePossibleCommands } from '#renderer/commands/handlers.ts';
import { KeyCaps } from '#renderer/commands/key-caps.tsx';
import classes from './key-sheet.module.css';
import { Dialog } from '#renderer/controls/dialog.tsx';

type KeySheetProps = {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Leads to where they are bound. */
  readonly onChange: () => void;
};

/** What can be done now, and by which key as it is bound. */
export function KeySheet({ opened, onClose, onChange }: KeySheetProps) {
  const commands = usePossibleCommands();
  const bindings = useBindings();
  const groups = commandGroups.filter((group) => commands.some((command) => command.group === group));
  return (
    <Dialog opened={opened} onClose={onClose} title="Keys" size="lg">
      <div className={classes['sheet']}>
        {groups.map((group) => (
          <section key={group} aria-label={group} className={classes['group']}>
            <h3 className={classes['heading']}>{group}</h3>
            <dl className={classes['list']}>
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <div key={command.id} className={classes['row']}>
                    <dt>{command.words}</dt>
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
        Change keys
      </Button>
    </Dialog>
  );
}

function Keys({ keys }: { readonly keys: readonly string[] }) {
  if (keys.length === 0) return 'palette';
  return keys.map((key) => <KeyCaps key={key} binding={key} />);
}
