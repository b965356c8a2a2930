import { Button, Menu } from '@mantine/core';
import { runCommand } from '#renderer/commands/handlers.ts';
import { FocusReturn } from '#renderer/controls/focus-return.tsx';
import { useSay } from '#renderer/controls/use-say.ts';
import { PortfolioDialogs } from './portfolio-dialogs.tsx';
import type { BarMenuProps } from './later-menu.tsx';

/** The dialogs and pages of the workspace, and the way out of it. */
export function BarMenu({ button, startsOpened }: BarMenuProps) {
  const say = useSay();
  return (
    <>
      <PortfolioDialogs />
      <Menu position="bottom-end" defaultOpened={startsOpened}>
        <Menu.Target>
          <Button variant="default" {...button} />
        </Menu.Target>
        <Menu.Dropdown>
          <FocusReturn />
          <Menu.Item onClick={() => runCommand('view.settings')}>{say('desk.settings')}</Menu.Item>
          <Menu.Item onClick={() => runCommand('workspace.accounts')}>{say('desk.accounts')}</Menu.Item>
          <Menu.Item onClick={() => runCommand('workspace.maintain')}>{say('desk.workspace')}</Menu.Item>
          <Menu.Item onClick={() => runCommand('portfolio.activity')}>
            {say('command.portfolio.activity')}
          </Menu.Item>
          <Menu.Item onClick={() => runCommand('portfolio.statements')}>
            {say('command.portfolio.statements')}
          </Menu.Item>
          <Menu.Item onClick={() => runCommand('portfolio.settle')}>
            {say('command.portfolio.settle')}
          </Menu.Item>
          <Menu.Item onClick={() => runCommand('portfolio.gains')}>
            {say('command.portfolio.gains')}
          </Menu.Item>
          <Menu.Item onClick={() => runCommand('workspace.import')}>{say('desk.import')}</Menu.Item>
          <Menu.Item onClick={() => runCommand('view.layouts')}>{say('command.view.layouts')}</Menu.Item>
          <Menu.Item onClick={() => runCommand('view.resetLayout')}>{say('desk.resetLayout')}</Menu.Item>
          <Menu.Item onClick={() => runCommand('view.keys')}>{say('desk.keys')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => runCommand('workspace.close')}>{say('desk.leave')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
