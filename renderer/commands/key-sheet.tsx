import { useCommandStore } from '#renderer/commands/command-store.ts';
import { KeyCaps } from '#renderer/commands/key-caps.tsx';
import classes from './key-sheet.module.css';
import { Dialog } from '#renderer/controls/dialog.tsx';

type KeySheetProps = { readonly opened: boolean; readonly onClose: () => void };

export function KeySheet({ opened, onClose }: KeySheetProps) {
  const commands = Object.values(useCommandStore());
  const groups = [...new Set(commands.map((command) => command.group))];
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
                    <dt>{command.title}</dt>
                    <dd>{command.key === undefined ? 'palette' : <KeyCaps binding={command.key} />}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
