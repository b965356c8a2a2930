import { useEffect, useMemo, useRef, useState } from 'react';
import type { CallError, CallInput, CommonError } from '#src/contract/contract.ts';
import type { GroupsInfo } from '#src/contract/groups.ts';
import type { Result } from '#src/domain/result.ts';
import type { Client } from '#src/transport/connect.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { type ConflatedQuestion, createConflatedQuestion } from '#renderer/core/conflated-question.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';

type WithoutAsker<Input> = Input extends unknown ? Omit<Input, 'asker'> : never;
/** What the core is asked for groups; who asks is the grid's own. */
export type GroupsAsk = WithoutAsker<CallInput<'groups.read'>>;
type Held = { readonly key: string; readonly answer: Answer };
type Answer = Result<GroupsInfo, CallError<'groups.read'> | CommonError>;

/** Milliseconds between two questions while the rows change. */
const pause = 1_000;
/** Of its time a long one takes this part, and no more. */
const share = 4;

/**
 * The groups that the core makes of all rows, and their total: asked for anew a while after the rows have changed, however
 * often they do. Undefined until the first answer to this question. What nobody waits for any more is stopped.
 */
export function useGroupsAnswer(
  ask: GroupsAsk | undefined,
  changing: unknown,
): { readonly answer: Answer | undefined; readonly again: () => void } {
  const client = useClient();
  const generation = useLiveStore((state) => state.generation);
  const [asker] = useState(() => crypto.randomUUID());
  const [held, setHeld] = useState<Held>();
  const key = ask && JSON.stringify([ask, generation]);
  const wanted = useRef(ask);
  const question = useMemo(() => createQuestion(client, asker, setHeld), [client, asker]);

  useEffect(() => {
    wanted.current = ask;
  });
  useEffect(() => {
    if (key === undefined || wanted.current === undefined) return undefined;
    question.want({ key, ask: wanted.current });
    return question.stop;
  }, [question, key]);

  const seen = useRef(changing);
  useEffect(() => {
    if (seen.current === changing) return;
    seen.current = changing;
    question.again();
  }, [question, changing]);

  return {
    answer: key !== undefined && held?.key === key ? held.answer : undefined,
    again: () => key !== undefined && ask !== undefined && question.want({ key, ask }),
  };
}

type Question = ConflatedQuestion<{ readonly key: string; readonly ask: GroupsAsk }>;

function createQuestion(client: Client, asker: string, onAnswer: (held: Held) => void): Question {
  let took = 0;
  let isAsking = false;
  const question: Question = createConflatedQuestion(
    async ({ key, ask }) => {
      const began = performance.now();
      isAsking = true;
      const answer = await client.call('groups.read', { ...ask, asker });
      isAsking = false;
      took = performance.now() - began;
      if (answer.ok || answer.error.code !== 'STOPPED') onAnswer({ key, answer });
    },
    () => Math.max(pause, took * share),
  );
  return {
    ...question,
    stop() {
      question.stop();
      if (isAsking) run(stopReading());
    },
  };

  /** A core that is gone reads nothing more. */
  async function stopReading(): Promise<void> {
    await client.call('groups.stop', { asker });
  }
}
