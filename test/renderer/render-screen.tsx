import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { render } from 'vitest-browser-react';
import { ClientProvider } from '#renderer/core/client-context.tsx';
import { PanelProvider } from '#renderer/desk/links/panel.tsx';
import { mantineTheme, resolveVariables } from '#renderer/theme/mantine-theme.ts';
import type { EventData, EventName } from '#src/contract/state.ts';
import { connect } from '#src/transport/connect.ts';
import { parseScreenFrame } from '#src/transport/frames.ts';
import type { Handlers } from '#src/transport/handlers.ts';

type Asked = { readonly name: string; readonly input: unknown };

/** Of a core that keeps no setting and takes each: nearly every panel asks for some. */
const settingAnswers: Partial<Handlers> = {
  'settings.find': async () => ({ ok: true, value: { epoch: 'first', sequence: 0, values: [] } }),
  'settings.set': async () => ({ ok: true, value: { epoch: 'first', sequence: 1 } }),
};

/** The real client over a core that answers with `answers`; a call that is not named there is never answered. */
function createAnsweringCore(answers: Partial<Handlers>) {
  const asked: Asked[] = [];
  const subscriptions = new Map<number, string>();
  let toScreen: ((text: string) => void) | undefined;
  let closed: ((reason: string) => void) | undefined;

  async function receive(text: string): Promise<void> {
    const parsed = parseScreenFrame(text);
    if (!parsed.ok) throw new Error(parsed.error.reason);
    const frame = parsed.value;
    if (frame.type === 'subscribe') subscriptions.set(frame.id, frame.name);
    if (frame.type === 'unsubscribe') subscriptions.delete(frame.id);
    if (frame.type !== 'call') return;
    asked.push({ name: frame.name, input: frame.input });
    const answer = answerOf(answers, frame.name);
    if (answer === undefined) return;
    toScreen?.(JSON.stringify({ type: 'reply', id: frame.id, ...(await answer(frame.input)) }));
  }

  const client = connect(
    {
      send: (text) => void receive(text),
      onMessage: (listener) => {
        toScreen = listener;
      },
      onClose: (listener) => {
        closed = listener;
      },
      close: () => undefined,
    },
    (fault) => reportError(fault),
  );
  /** To every subscription of this name. */
  function emit<Name extends EventName>(name: Name, data: EventData<Name>): void {
    for (const [id, subscribed] of subscriptions) {
      if (subscribed === name) toScreen?.(JSON.stringify({ type: 'event', id, data }));
    }
  }

  return { client, asked, emit, disconnect: () => closed?.('the connection was lost') };
}

/** The name and the input came over the wire, where no type reaches. */
function answerOf(
  answers: Partial<Handlers>,
  name: string,
): ((input: unknown) => Promise<object>) | undefined {
  const found = Object.entries(answers).find(([known]) => known === name)?.[1];
  return found === undefined
    ? undefined
    : (input) => Promise.resolve(Reflect.apply(found, undefined, [input]));
}

/** Renders a component of the screen as the program does, above a core with the given answers. */
export async function renderScreen(element: ReactNode, answers: Partial<Handlers> = {}) {
  const { client, asked, emit, disconnect } = createAnsweringCore({ ...settingAnswers, ...answers });
  const screen = await render(
    <MantineProvider theme={mantineTheme} cssVariablesResolver={resolveVariables} forceColorScheme="dark">
      <ClientProvider client={client}>
        {/* A panel, or a part of one, that is looked at by itself. */}
        <PanelProvider instanceId="ticket" type="ticket">
          {element}
        </PanelProvider>
      </ClientProvider>
    </MantineProvider>,
  );
  return { screen, client, asked, emit, disconnect };
}
