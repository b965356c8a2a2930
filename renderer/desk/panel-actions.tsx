import { CloseButton, Menu, UnstyledButton } from '@mantine/core';
import type { DockviewApi } from 'dockview-react';
import { FocusReturn } from '#renderer/controls/focus-return.tsx';
import { closePanel, openPanel } from './dock-panels.ts';
import { type Link, panelTypes, usePanelStore } from './links/panel-store.ts';
import { useLinked, usePanel, useSetLink } from './links/panel.tsx';
import { useSay } from '#renderer/controls/use-say.ts';
import { openInWindow } from './own-window.ts';
import { titleOf } from './panel-title.ts';
import classes from './panel-header.module.css';

const linkOrder: readonly Link[] = ['window', 'blue', 'orange', 'green', 'violet', 'none'];

/** What can be done with a panel: give it another link, open one beside it, close it. */
export function PanelActions({ dock }: { readonly dock: DockviewApi }) {
  const say = useSay();
  const panel = usePanel();
  const name = titleOf(panel, say);
  const isLast = usePanelStore(({ open }) => Object.keys(open).length < 2);
  return (
    <div className={classes['actions']}>
      <LinkMenu />
      <Menu position="bottom-end">
        <Menu.Target>
          <UnstyledButton
            className={classes['action'] ?? ''}
            aria-label={say('panelMenu.newBeside', { name })}
          >
            +
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <FocusReturn />
          <Menu.Label>{say('panelMenu.new')}</Menu.Label>
          {panelTypes.map((type) => (
            <Menu.Item key={type} onClick={() => openPanel(dock, type, panel)}>
              {say(`panel.${type}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => openInWindow(panel)}>{say('panelMenu.openInWindow', { name })}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <CloseButton
        size="xs"
        disabled={isLast}
        aria-label={say('panelMenu.close', { name })}
        onClick={() => closePanel(dock, panel.instanceId)}
      />
    </div>
  );
}

function LinkMenu() {
  const say = useSay();
  const panel = usePanel();
  const shown = useLinked();
  const setLink = useSetLink();
  const { link } = panel;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton
          className={classes['action'] ?? ''}
          aria-label={say('panelMenu.linkOf', {
            name: titleOf(panel, say),
            link: say(`panelMenu.link_${link}`),
          })}
          title={say('panelMenu.follows', { link: say(`panelMenu.link_${link}`) })}
        >
          <span className={classes['dot']} data-link={link} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <FocusReturn />
        <Menu.Label>{say('panelMenu.linkNote')}</Menu.Label>
        <Menu.RadioGroup
          value={link}
          onChange={(value) => {
            const next = linkOrder.find((other) => other === value);
            if (next !== undefined) setLink(panel, next, shown);
          }}
        >
          {linkOrder.map((other) => (
            <Menu.RadioItem
              key={other}
              value={other}
              closeMenuOnClick
              rightSection={<span className={classes['dot']} data-link={other} />}
            >
              {say(`panelMenu.link_${other}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
