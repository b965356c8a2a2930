import { run } from './run.ts';
import type { ValuedPortfolio } from '#src/contract/portfolio.ts';
import type { EventData, StateSnapshot } from '#src/contract/state.ts';
import type { CoreConnection } from './reconnecting-client.ts';
import { type ConnectionStatus, type LiveState, useLiveStore } from './live-store.ts';
import { applyChange, applySnapshot } from './record.ts';
import { applyProgress } from './progress.ts';
import { applyValued } from './live-positions.ts';
import { onBeat } from './beat.ts';
import { useFreshnessStore } from './freshness-store.ts';
import type { TabWorkspace } from './tab-workspace.ts';
import { startQuoteSync } from './sync-quotes.ts';

type RecordEvent = EventData<'record'>;

export type SyncNeeds = Pick<CoreConnection, 'client' | 'onStatus' | 'onSignedOut'> & {
  /** Which workspace this tab shows, over reloads of it. */
  readonly tab: TabWorkspace;
  /** Puts a burst of changes into one repaint. */
  readonly schedule?: (run: () => void) => void;
  /** Puts what changes all the time by itself into the repaint of the next prices. */
  readonly scheduleCalm?: (run: () => void) => void;
  /** Calls once; the returned function calls it off. */
  readonly after?: (milliseconds: number, call: () => void) => () => void;
};

const frame = 16;
/** Milliseconds until a snapshot that the core could not give is asked for again. */
const askAgainAfter = 2000;

/**
 * The only subscriber to the core's record: subscribe and buffer, fetch the snapshot, apply what is newer, and
 * fetch again on a gap, another epoch, another workspace or a new connection. Returns what ends it.
 */
export function startSync({
  client,
  onStatus,
  onSignedOut,
  tab,
  schedule = nextFrame,
  scheduleCalm = onBeat,
  after = afterTimeout,
}: SyncNeeds): () => void {
  let queue: RecordEvent[] = [];
  /** By portfolio: the last one counts. */
  const waiting = new Map<
    string,
    Omit<EventData<'valuations'>, 'valued'> & { readonly portfolio: ValuedPortfolio }
  >();
  let scheduled = false;
  let stopped = false;
  /** The number of the snapshot request under way; undefined when the state is as new as the events. */
  let fetching: number | undefined;
  let requests = 0;
  let dropRetry: (() => void) | undefined;
  const quotes = startQuoteSync(client, schedule);

  function receive(event: RecordEvent): void {
    queue.push(event);
    if (scheduled || fetching !== undefined) return;
    scheduled = true;
    schedule(flushScheduled);
  }

  function receiveValued({ valued, ...at }: EventData<'valuations'>): void {
    for (const portfolio of valued) waiting.set(portfolio.valuation.portfolioId, { ...at, portfolio });
    scheduleCalm(showValued);
  }

  /** What comes while the snapshot is fetched waits for it. */
  function showValued(): void {
    if (stopped || fetching !== undefined) return;
    const state = useLiveStore.getState();
    const valued = [...waiting.values()].filter(({ epoch }) => epoch === state.epoch);
    waiting.clear();
    if (valued.length > 0)
      useLiveStore.setState(
        applyValued(
          state,
          valued.map(({ portfolio }) => portfolio),
        ),
      );
  }

  function flushScheduled(): void {
    scheduled = false;
    if (!stopped && fetching === undefined) flush();
  }

  function flush(): void {
    let state = useLiveStore.getState();
    const before = state;
    for (const [index, event] of queue.entries()) {
      const known = event.epoch === state.epoch && event.sequence <= state.sequence;
      if (known) continue;
      const next = event.epoch === state.epoch && event.sequence === state.sequence + 1;
      if (!next || event.change.type === 'workspaceChanged') {
        queue = queue.slice(index);
        publish(before, state);
        run(refetch());
        return;
      }
      state = applyChange(state, event.sequence, event.change);
    }
    queue = [];
    publish(before, state);
  }

  async function refetch(): Promise<void> {
    requests += 1;
    const request = requests;
    fetching = request;
    const answer = await client.call('state.snapshot', {});
    if (stopped || fetching !== request) return;
    if (!answer.ok) {
      // A lost connection asks again by itself when it is back.
      if (answer.error.code !== 'DISCONNECTED') fallBehind();
      return;
    }
    const snapshot = answer.value;
    const opening = await openAgain(snapshot);
    if (stopped || fetching !== request || opening === 'lost') return;
    if (opening === 'opened') return run(refetch());
    fetching = undefined;
    const before = useLiveStore.getState();
    useLiveStore.setState(applySnapshot(before, snapshot));
    useFreshnessStore.setState({ behindSince: undefined });
    // An answer may have waited for its turn: what was told meanwhile is newer.
    for (const [id, { epoch, sequence }] of waiting)
      if (epoch !== snapshot.epoch || sequence <= snapshot.valuationSequence) waiting.delete(id);
    if (waiting.size > 0) scheduleCalm(showValued);
    tab.keep({ epoch: snapshot.epoch, workspaceId: snapshot.workspace?.id });
    // What came of an older life of the core is in the snapshot, or gone.
    queue = queue.filter((event) => event.epoch === snapshot.epoch && event.sequence > snapshot.sequence);
    const sameWorkspace = before.workspace?.id === snapshot.workspace?.id;
    if (!sameWorkspace || before.epoch !== snapshot.epoch) quotes.restart(snapshot.workspace !== undefined);
    // "The workspace changed" also says that a venue's list came in.
    if (snapshot.workspace !== undefined) run(loadInstruments());
    flush();
  }

  /** Nothing more is applied until a snapshot comes: the screen says so, and asks until it does. */
  function fallBehind(): void {
    if (useFreshnessStore.getState().behindSince === undefined)
      useFreshnessStore.setState({ behindSince: Date.now() });
    dropRetry?.();
    dropRetry = after(askAgainAfter, () => run(refetch()));
  }

  /**
   * A core that was started again has no workspace open: it is told which one this page shows, which meanwhile stays as
   * it is, with what is typed in it.
   */
  async function openAgain(snapshot: StateSnapshot): Promise<'opened' | 'not-opened' | 'lost'> {
    const shown = tab.find();
    const restarted = shown !== undefined && shown.epoch !== snapshot.epoch;
    if (shown?.workspaceId === undefined || snapshot.workspace !== undefined || !restarted)
      return 'not-opened';
    const answer = await client.call('workspaces.open', { id: shown.workspaceId });
    if (answer.ok) return 'opened';
    return answer.error.code === 'DISCONNECTED' ? 'lost' : 'not-opened';
  }

  async function loadInstruments(): Promise<void> {
    const workspaceId = useLiveStore.getState().workspace?.id;
    const answer = await client.call('instruments.list', {});
    if (stopped || !answer.ok || useLiveStore.getState().workspace?.id !== workspaceId) return;
    useLiveStore.setState({
      instruments: Object.fromEntries(answer.value.map((instrument) => [instrument.id, instrument])),
    });
  }

  const ends = [
    client.subscribe('record', {}, receive),
    client.subscribe('valuations', {}, receiveValued),
    client.subscribe('progress', {}, (progress) =>
      useLiveStore.setState((state) => applyProgress(state, progress, Date.now())),
    ),
    onStatus((status) => {
      enter(status);
      dropRetry?.();
      if (status === 'open') run(refetch());
    }),
    onSignedOut(() => enter('signed-out')),
    quotes.stop,
  ];

  return () => {
    stopped = true;
    dropRetry?.();
    for (const end of ends) end();
  };
}

function publish(before: LiveState, after: LiveState): void {
  if (after !== before) useLiveStore.setState(after);
}

function nextFrame(work: () => void): void {
  setTimeout(work, frame);
}

function afterTimeout(milliseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, milliseconds);
  return () => clearTimeout(timer);
}

function enter(status: ConnectionStatus): void {
  const before = useLiveStore.getState().connection;
  if (before.status === status) return;
  useLiveStore.setState({ connection: { status, since: sinceWhen(before, status) } });
}

/** An outage began when the core was last heard, whatever more became of it. */
function sinceWhen(before: LiveState['connection'], status: ConnectionStatus): number {
  if (before.status === 'lost' && status !== 'open') return before.since;
  return useFreshnessStore.getState().silentSince ?? Date.now();
}
