import { Button } from '@mantine/core';
import { runCommand } from '#renderer/commands/handlers.ts';
import { strong } from '#renderer/controls/strong.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import classes from './kill-switch.module.css';

/** That nothing leaves, what still works at the venues, and the ways on. */
export function KillSwitchBanner({ engagedAt }: { readonly engagedAt: number }) {
  const say = useSay();
  const format = useFormat();
  const count = useLiveStore((state) => state.orders.size);
  return (
    <div className={classes['banner']} role="alert">
      <span className={classes['text']}>
        {say.rich('order.killSwitchOn', { time: format.moment(engagedAt), strong })}
        {count > 0 && ` ${say('order.killSwitchWorking', { count })}`}
      </span>
      {count > 0 && (
        <Button size="compact-sm" color="red" onClick={() => runCommand('orders.cancelAll')}>
          {say('order.cancelThem', { count })}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={() => runCommand('orders.killSwitch')}>
        {say('order.release')}
      </Button>
    </div>
  );
}
