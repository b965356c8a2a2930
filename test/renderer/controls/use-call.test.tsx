import { expect, test } from 'vitest';
import { Notifications } from '@mantine/notifications';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import type { Failure } from '#renderer/core/failure.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

type Answer = Result<string, Failure>;
type PartProps = {
  readonly call: () => Promise<Answer>;
  readonly heard: string[];
  readonly atField?: boolean;
};

/** What calls, and says what came of it. */
function Part({ call, heard, atField = false }: PartProps) {
  const { busy, failed, make } = useCall();
  function start(): void {
    void make({
      action: 'Doing it',
      call,
      onClose: () => heard.push('closed'),
      onDone: (value) => heard.push(value),
      onFailed: () => atField,
    });
  }
  return (
    <>
      <button type="button" aria-busy={busy} onClick={start}>
        Do it
      </button>
      {failed !== undefined && <FailureNote {...failed} />}
    </>
  );
}

const failure: Failure = { code: 'NO_WORKSPACE' };

async function openPart(props: Partial<PartProps> = {}) {
  const heard: string[] = [];
  const answers: PromiseWithResolvers<Answer>[] = [];
  const call = () => {
    const answer = Promise.withResolvers<Answer>();
    answers.push(answer);
    return answer.promise;
  };
  const rendered = await renderScreen(
    <>
      <Notifications />
      <Part call={call} heard={heard} {...props} />
    </>,
  );
  const button = rendered.screen.getByRole('button', { name: 'Do it' });
  return { ...rendered, button, heard, answers };
}

test('a second press before the answer calls nothing', async () => {
  const { button, heard, answers } = await openPart();
  const element = button.element();
  if (!(element instanceof HTMLElement)) throw new Error('no button');
  // Both before a paint.
  element.click();
  element.click();
  expect(answers).toHaveLength(1);
  await expect.element(button).toHaveAttribute('aria-busy', 'true');
  answers[0]?.resolve(ok('done'));
  await expect.poll(() => heard).toEqual(['closed', 'done']);
  await expect.element(button).toHaveAttribute('aria-busy', 'false');
  element.click();
  expect(answers).toHaveLength(2);
});

test('a failure stands in the part until it is asked again', async () => {
  const { screen, button, heard, answers } = await openPart();
  await button.click();
  answers[0]?.resolve(err(failure));
  await expect.element(screen.getByRole('alert')).toBeVisible();
  expect(heard).toEqual([]);
  await button.click();
  await expect.element(screen.getByRole('alert')).not.toBeInTheDocument();
});

test('one that is said at a field is not said twice', async () => {
  const { screen, button, answers } = await openPart({ atField: true });
  await button.click();
  answers[0]?.resolve(err(failure));
  await expect.element(button).toHaveAttribute('aria-busy', 'false');
  expect(screen.getByRole('alert').query()).toBeNull();
});

test('what is answered after the part is gone closes nothing, and is told all the same', async () => {
  const { screen, button, heard, answers } = await openPart();
  await button.click();
  await screen.unmount();
  answers[0]?.resolve(ok('done'));
  await expect.poll(() => heard).toEqual(['done']);
});
