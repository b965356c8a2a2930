import { notifications } from '@mantine/notifications';
import type { CallOutput } from '#src/contract/contract.ts';
import { strong } from '#renderer/controls/strong.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';

type Told = Pick<CallOutput<'keys.remove'>, 'left'>;

/** What an account let go of and the keychain may still have, with its name there. It stays until it is put away. */
export function notifyKeyLeft({ left }: Told): void {
  if (left === undefined) return;
  notifications.show({
    id: left.item,
    title: <Title />,
    message: <WhereLeft {...left} />,
    color: 'red',
    autoClose: false,
    role: 'alert',
  });
}

function Title() {
  return <>{useSay()('keys.left')}</>;
}

/** The name is no amount, and is searched for: it stands as it is also in privacy mode. */
function WhereLeft({ item, said }: NonNullable<Told['left']>) {
  const say = useSay();
  const format = useFormat();
  return (
    <>
      {say.rich('keys.leftWhere', {
        said: say('common.quoted', { text: format.report(said) }),
        item,
        strong,
      })}
    </>
  );
}
