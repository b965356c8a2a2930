import { Drawer, type DrawerProps, Modal, type ModalProps } from '@mantine/core';
import { FocusReturn } from './focus-return.tsx';

/** A dialog in the middle of the page. Its parts may carry `data-autofocus`. */
export function Dialog({ children, closeButtonProps, ...props }: ModalProps) {
  return (
    <Modal {...props} closeButtonProps={{ 'aria-label': 'Close', ...closeButtonProps }}>
      <FocusReturn />
      {children}
    </Modal>
  );
}

/** A dialog along one side of the page. */
export function SideDialog({ children, closeButtonProps, ...props }: DrawerProps) {
  return (
    <Drawer {...props} closeButtonProps={{ 'aria-label': 'Close', ...closeButtonProps }}>
      <FocusReturn />
      {children}
    </Drawer>
  );
}
