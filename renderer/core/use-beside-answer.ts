import { useEffect, useMemo, useRef, useState } from 'react';
import type { Result } from '#src/domain/result.ts';
import type { Client } from '#src/transport/connect.ts';
import { useClient } from './client-context.tsx';
import { type ConflatedQuestion, createConflatedQuestion } from './conflated-question.ts';
import { useLiveStore } from './live-store.ts';
import { run } from './run.ts';

/** What the core reads beside trading, for as long as it takes. `key` tells one question from another. */
export type BesideQuestion<Answer> = {
  readonly key: string;
  readonly ask: (client: Client, asker: string) => Promise<Answer>;
};
type Answered = Result<unknown, { readonly code: string }>;
type Held<Answer> = { readonly key: string; readonly answer: Answer };

/** Milliseconds between two questions while what is read changes. */
const pause = 1_000;
/** Of its time a long one takes this part, and no more. */
const share = 4;

/**
 * The answer to a question that may take long: asked for anew a while after `changing` is another, however often it
 * changes. Undefined until the first answer to this question. What nobody waits for any more is stopped.
 */
export function useBesideAnswer<Answer extends Answered>(
  asked: BesideQuestion<Answer> | undefined,
  changing: unknown,
): { readonly answer: Answer | undefined; readonly again: () => void } {
  const client = useClient();
  const generation = useLiveStore((state) => state.generation);
  const [asker] = useState(() => crypto.randomUUID());
  const [held, setHeld] = useState<Held<Answer>>();
  const key = asked && JSON.stringify([asked.key, generation]);
  const wanted = useRef(asked);
  const question = useMemo(() => createQuestion<Answer>(client, asker, setHeld), [client, asker]);

  useEffect(() => {
    wanted.current = asked;
  });
  useEffect(() => {
    if (key === undefined || wanted.current === undefined) return undefined;
    question.want({ key, ask: wanted.current.ask });
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
    again: () => key !== undefined && asked !== undefined && question.want({ key, ask: asked.ask }),
  };
}

function createQuestion<Answer extends Answered>(
  client: Client,
  asker: string,
  onAnswer: (held: Held<Answer>) => void,
): ConflatedQuestion<BesideQuestion<Answer>> {
  let took = 0;
  let isAsking = false;
  const question = createConflatedQuestion<BesideQuestion<Answer>>(
    async ({ key, ask }) => {
      const began = performance.now();
      isAsking = true;
      const answer = await ask(client, asker);
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
