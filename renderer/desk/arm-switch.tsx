import { UnstyledButton } from '@mantine/core';
import { useCommandHandlers } from '#renderer/commands/handlers.ts';
import { setArmed, useArmStore } from '#renderer/commands/arm-store.ts';
import { useCanSend } from '#renderer/core/freshness-store.ts';
import { useDisarming } from './use-disarming.ts';
import classes from './arm-switch.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

/** Lets keys send orders while the focus is anywhere. It goes back to safe by itself. */
export function ArmSwitch() {
  const say = useSay();
  const armed = useArmStore((state) => state.armed);
  const canSend = useCanSend();
  useDisarming();
  useCommandHandlers({ 'orders.arm': () => setArmed(!useArmStore.getState().armed && canSend) });
  return (
    <UnstyledButton
      role="switch"
      aria-checked={armed}
      aria-label={say('desk.keysSwitch')}
      className={classes['switch'] ?? ''}
      disabled={!armed && !canSend}
      title={armed ? say('desk.keysArmedHint') : say('desk.keysSafeHint')}
      onClick={() => setArmed(!armed)}
    >
      {armed ? say('desk.keysArmed') : say('desk.keysSafe')}
    </UnstyledButton>
  );
}
