import { Menu } from '@mantine/core';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import { useCall } from '#renderer/controls/use-call.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { run } from '#renderer/core/run.ts';

/** What an imported trade left is dust because the trader says so: no file tells what could be traded. */
export function DustItem({ position }: { readonly position: PositionInfo }) {
  const say = useSay();
  const client = useClient();
  const telling = useCall();
  const { accountId, held, dustBelow } = position;
  const isDust = dustBelow === undefined;
  const name = say(isDust ? 'position.treatAsDust' : 'position.noLongerDust');
  return (
    <Menu.Item
      onClick={() =>
        run(
          telling.make({
            action: name,
            call: () => client.call('activity.tellDust', { accountId, held, isDust }),
            onClose: () => undefined,
          }),
        )
      }
    >
      {name}
    </Menu.Item>
  );
}
