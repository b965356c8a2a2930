import { UnstyledButton } from '@mantine/core';
import { useCommandHandlers } from '#renderer/commands/handlers.ts';
import { setArmed, useArmStore } from '#renderer/commands/arm-store.ts';
import { useCanSend } from '#renderer/core/freshness-store.ts';
import { useDisarming } from './use-disarming.ts';
import classes from './arm-switch.module.css';

/** Lets keys send orders while the focus is anywhere. It goes back to safe by itself. */
export function ArmSwitch() {
  const armed = useArmStore((state) => state.armed);
  const canSend = useCanSend();
  useDisarming();
  useCommandHandlers({ 'orders.arm': () => setArmed(!useArmStore.getState().armed && canSend) });
  return (
    <UnstyledButton
      role="switch"
      aria-checked={armed}
      aria-label="Keys send from anywhere"
      className={classes['switch'] ?? ''}
      disabled={!armed && !canSend}
      title={
        armed
          ? 'Keys send orders from anywhere. Press to make them safe.'
          : 'Keys send orders from the ticket alone. Press to let them send from anywhere.'
      }
      onClick={() => setArmed(!armed)}
    >
      {armed ? 'KEYS ARMED' : 'Keys safe'}
    </UnstyledButton>
  );
}
