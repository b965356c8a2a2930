import { Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import type { AccountInfo } from '#src/contract/workspace.ts';
import {
  bringsAnother,
  endsOption,
  enteredTypes,
  kindsOf,
  mayBeReversed,
  mayHaveCost,
  wayOf,
} from '#src/domain/entered-movement.ts';
import { NumberField } from '#renderer/controls/number-field.tsx';
import { useSay } from '#renderer/controls/use-say.ts';
import type { TimeZone } from '#renderer/format/time.ts';
import { InstrumentField } from './instrument-field.tsx';
import {
  hasFee,
  isOfInstrument,
  isPaidOn,
  paysCash,
  type Field,
  type MovementDraft,
} from './movement-draft.ts';

type MovementFieldsProps = {
  readonly draft: MovementDraft;
  /** Of the portfolio, and of all. */
  readonly own: readonly AccountInfo[];
  readonly accounts: readonly AccountInfo[];
  readonly zone: TimeZone;
  readonly isUnknown: boolean;
  readonly change: (part: Partial<MovementDraft>) => void;
  readonly wordsOf: (field: Field) => string | undefined;
};

/** Those that the kind of the movement has. */
export function MovementFields(props: MovementFieldsProps) {
  const say = useSay();
  const { draft, own, accounts, zone, isUnknown, change, wordsOf } = props;
  const { type } = draft;
  return (
    <>
      <Group grow align="flex-start">
        <NativeSelect
          size="xs"
          label={say('activity.kind')}
          data-autofocus
          value={type}
          data={enteredTypes.map((value) => ({ value, label: say(`activity.kind_${value}`) }))}
          onChange={(event) =>
            change({ type: enteredTypes.find((each) => each === event.currentTarget.value) ?? type })
          }
        />
        <NativeSelect
          size="xs"
          label={say('activity.account')}
          value={draft.accountId}
          error={wordsOf('account')}
          data={own.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => change({ accountId: event.currentTarget.value })}
        />
      </Group>
      <Group grow align="flex-start">
        <TextInput
          type="datetime-local"
          step={1}
          label={say('activity.when', { zone: zoneNow(zone) })}
          value={draft.time}
          error={wordsOf('time')}
          onChange={(event) => change({ time: event.currentTarget.value })}
        />
        {type === 'transfer' && (
          <NativeSelect
            size="xs"
            label={say('activity.counterAccount')}
            value={draft.counterAccountId}
            error={wordsOf('counterAccount')}
            data={[{ value: '', label: '' }, ...accounts.map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(event) => change({ counterAccountId: event.currentTarget.value })}
          />
        )}
      </Group>
      <What {...props} />
      {(draft.isNewAsset || isUnknown) && (
        <Checkbox
          label={say('activity.newAsset')}
          checked={draft.isNewAsset}
          onChange={(event) => change({ isNewAsset: event.currentTarget.checked })}
        />
      )}
      {isPaidOn(draft) && (
        <InstrumentField
          label={say('activity.on')}
          value={draft.on}
          error={wordsOf('on')}
          onChange={(on) => change({ on })}
        />
      )}
      {hasFee(draft) && <Fee {...props} />}
      {mayHaveCost(type) && <Cost {...props} />}
      <TextInput
        label={say('activity.note')}
        value={draft.note}
        maxLength={500}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
    </>
  );
}

/** The asset and how much of it, and what comes for it. */
function What(props: MovementFieldsProps) {
  const say = useSay();
  const { draft, change, wordsOf } = props;
  const { type } = draft;
  return (
    <>
      <Group grow align="flex-start">
        {kindsOf(type) === 'both' && (
          <NativeSelect
            size="xs"
            label={say('activity.assetOf')}
            value={draft.of}
            data={[
              { value: 'currency', label: say('activity.ofCurrency') },
              { value: 'instrument', label: say('activity.ofInstrument') },
            ]}
            onChange={(event) =>
              change({ of: event.currentTarget.value === 'instrument' ? 'instrument' : 'currency' })
            }
          />
        )}
        {isOfInstrument(draft) ? (
          <InstrumentField
            label={say('activity.instrument')}
            value={draft.asset}
            error={wordsOf('asset')}
            onChange={(asset) => change({ asset })}
          />
        ) : (
          <TextInput
            label={say('activity.asset')}
            placeholder={say('activity.assetHint')}
            value={draft.asset}
            error={wordsOf('asset')}
            maxLength={60}
            spellCheck={false}
            onChange={(event) => change({ asset: event.currentTarget.value })}
          />
        )}
        {type === 'spin-off' ? (
          <Amount {...props} field="ratio" name="share" label={say('activity.share')} />
        ) : (
          type !== 'split' && (
            <Amount {...props} field="amount" name="amount" label={say(amountLabel(draft))} />
          )
        )}
      </Group>
      {type === 'split' && (
        <Group grow align="flex-start">
          <Amount {...props} field="ratio" name="ratioNew" label={say('activity.ratioNew')} />
          <Amount {...props} field={undefined} name="ratioOld" label={say('activity.ratioOld')} />
        </Group>
      )}
      {bringsAnother(type) && (
        <Group grow align="flex-start">
          <InstrumentField
            label={say(endsOption(type) ? 'activity.underlying' : 'activity.into')}
            value={draft.into}
            error={wordsOf('into')}
            onChange={(into) => change({ into })}
          />
          <Amount
            {...props}
            field="intoQuantity"
            name="intoQuantity"
            label={say(endsOption(type) ? 'activity.delivered' : 'activity.intoQuantity')}
          />
        </Group>
      )}
      {paysCash(type) && (
        <Group grow align="flex-start">
          {type === 'split' && (
            <Amount {...props} field="amount" name="amount" label={say('activity.fraction')} />
          )}
          <Amount
            {...props}
            field="cash"
            name="cash"
            label={say(endsOption(type) ? 'activity.strike' : 'activity.cash')}
          />
        </Group>
      )}
    </>
  );
}

/** What it was worth is the cost of the entry that records it. */
function Fee(props: MovementFieldsProps) {
  const say = useSay();
  const { draft, change, wordsOf } = props;
  const worthWords = (): string | undefined => wordsOf('feeWorth') ?? wordsOf('cost');
  return (
    <Group grow align="flex-start">
      <Amount {...props} field="fee" name="fee" label={say('activity.feeOf')} />
      <Amount
        {...props}
        wordsOf={worthWords}
        field="feeWorth"
        name="feeWorth"
        label={say('activity.feeWorth')}
      />
      <TextInput
        label={say('activity.feeWorthIn')}
        value={draft.feeWorthIn}
        maxLength={60}
        spellCheck={false}
        onChange={(event) => change({ feeWorthIn: event.currentTarget.value })}
      />
    </Group>
  );
}

function Cost(props: MovementFieldsProps) {
  const say = useSay();
  const { draft, change, wordsOf } = props;
  return (
    <Group grow align="flex-start">
      <Amount {...props} field="cost" name="cost" label={say('activity.cost')} />
      <TextInput
        label={say('activity.costIn')}
        value={draft.costIn}
        maxLength={60}
        spellCheck={false}
        onChange={(event) => change({ costIn: event.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        step={1}
        label={say('activity.acquiredAt')}
        value={draft.acquired}
        error={wordsOf('acquired')}
        onChange={(event) => change({ acquired: event.currentTarget.value })}
      />
    </Group>
  );
}

type AmountProps = MovementFieldsProps & {
  /** Undefined where what is wrong is said at another. */
  readonly field: Field | undefined;
  readonly name: keyof {
    [Key in keyof MovementDraft as MovementDraft[Key] extends string ? Key : never]: Key;
  };
  readonly label: string;
};

function Amount({ draft, change, wordsOf, field, name, label }: AmountProps) {
  const message = field && wordsOf(field);
  return (
    <NumberField
      label={label}
      unit={undefined}
      step={undefined}
      amount
      value={draft[name]}
      problem={message === undefined ? undefined : { message, fills: [] }}
      onChange={(text) => change({ [name]: text })}
    />
  );
}

const amountLabels = {
  in: 'activity.amountIn',
  out: 'activity.amountOut',
  either: 'activity.amountEither',
} as const;

function amountLabel(draft: MovementDraft) {
  const { type } = draft;
  if (type === 'return-of-capital') return 'activity.paidBack';
  if (type === 'expiry') return 'activity.expired';
  if (type === 'merger') return 'activity.exchanged';
  if (endsOption(type)) return 'activity.contracts';
  const way = wayOf(type);
  if (way === 'out' && hasFee(draft)) return 'activity.amountWithFee';
  if (!mayBeReversed(type)) return amountLabels[way];
  return way === 'out'
    ? 'activity.amountCharged'
    : way === 'in'
      ? 'activity.amountEarned'
      : amountLabels.either;
}

function zoneNow(zone: TimeZone): string {
  return zone === 'utc' ? 'UTC' : new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
