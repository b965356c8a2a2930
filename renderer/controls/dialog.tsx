import { Drawer, type DrawerProps, Modal, type ModalProps } from '@mantine/core';
import { FocusReturn } from './focus-return.tsx';
import { useSay } from './use-say.ts';

/** A dialog in the middle of the page. Its parts may carry `data-autofocus`. */
export function Dialog({ children, closeButtonProps, ...props }: ModalProps) {
  const say = useSay();
  return (
    <Modal {...props} closeButtonProps={{ 'aria-label': say('common.close'), ...closeButtonProps }}>
      <FocusReturn />
      {children}
    </Modal>
  );
}

/** A dialog along one side of the page. */
export function SideDialog({ children, closeButtonProps, ...props }: DrawerProps) {
  const say = useSay();
  return (
    <Drawer {...props} closeButtonProps={{ 'aria-label': say('common.close'), ...closeButtonProps }}>
      <FocusReturn />
      {children}
    </Drawer>
  );
}
