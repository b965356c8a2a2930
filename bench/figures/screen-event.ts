import { applyChange, initialLiveState, type LiveState } from '#renderer/core/live-store.ts';
import { order } from '#test/renderer/core/records.ts';
import { inTurns, type Figure } from '../figure.ts';

const ended = { many: 50_000, few: 50 };
const eventsATurn = 20_000;
const working = 20;
const turns = 31;

/** What one event costs in the screen's store after many orders have ended, and after few. */
export async function measureScreenEvent(): Promise<readonly Figure[]> {
  const many = openScreen(ended.many);
  const few = openScreen(ended.few);
  const { ours, raw, ratio } = await inTurns(turns, many, few);
  return [
    {
      name: 'one event in the screen’s store after 50,000 ended orders',
      value: (ours / eventsATurn) * 1_000,
      unit: 'µs',
      baseline: (raw / eventsATurn) * 1_000,
      ratio,
      goal: '<= 1.2 x one after 50',
      pass: ratio <= 1.2,
    },
  ];
}

/** With what has a working order change, and another one end, again and again from the same state. */
function openScreen(count: number): () => void {
  let state: LiveState = initialLiveState;
  for (let at = 0; at < count; at += 1) state = changed(state, `ended-${at}`, false);
  for (let at = 0; at < working; at += 1) state = changed(state, `working-${at}`, true);
  return () => {
    for (let event = 0; event < eventsATurn; event += 2) {
      changed(changed(state, 'working-0', true), 'working-1', false);
    }
  };
}

function changed(state: LiveState, id: string, active: boolean): LiveState {
  const sequence = state.sequence + 1;
  const info = order(id, { active, status: active ? 'SUBMITTED' : 'FILLED', updatedAt: sequence });
  return applyChange(state, sequence, { type: 'orderChanged', order: info });
}
