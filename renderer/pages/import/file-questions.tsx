import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ImportAnswers, ImportQuestion } from '#src/contract/imports.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import type { Say } from '#renderer/words/say.ts';
import classes from './import.module.css';
import { zones } from './zones.ts';

type FileQuestionsProps = {
  readonly questions: readonly ImportQuestion[];
  readonly onAnswer: (answers: ImportAnswers) => void;
};

/** What a file does not say. It is read again with the answers; nothing is written before. */
export function FileQuestions({ questions, onAnswer }: FileQuestionsProps) {
  const say = useSay();
  const [answers, setAnswers] = useState<ImportAnswers>({});
  const isAnswered = questions.every(({ id, about }) => isAnswer(about, answers[id]));
  return (
    <Stack component="section" gap={8} aria-label={say('imports.questions')}>
      <h3 className={classes['heading']}>{say('imports.questions')}</h3>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing="xs">
        {questions.map((question) => (
          <Answer
            key={question.id}
            question={question}
            value={answers[question.id]}
            onChange={(value) => setAnswers({ ...answers, [question.id]: value })}
          />
        ))}
      </SimpleGrid>
      <Group justify="flex-end">
        <Button disabled={!isAnswered} onClick={() => onAnswer(answers)}>
          {say('imports.readWithAnswers')}
        </Button>
      </Group>
    </Stack>
  );
}

type AnswerProps = {
  readonly question: ImportQuestion;
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
};

function Answer({ question, value = '', onChange }: AnswerProps) {
  const say = useSay();
  const { about, example, rows, line = 0 } = question;
  const label = say(`imports.ask_${about}`, { example, line });
  const description = about === 'balance' ? undefined : say('imports.rowsWait', { rows });
  if (about === 'currency') {
    return (
      <TextInput
        label={label}
        description={description}
        maxLength={20}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value.trim().toUpperCase())}
      />
    );
  }
  return (
    <Select
      label={label}
      description={description}
      searchable={about === 'zone'}
      allowDeselect={false}
      placeholder={say('imports.chooseAnswer')}
      data={choicesOf(say, about)}
      value={value === '' ? null : value}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
    />
  );
}

function choicesOf(say: Say, about: Exclude<ImportQuestion['about'], 'currency'>) {
  switch (about) {
    case 'zone':
      return zones;
    case 'dates':
      return [
        { value: 'DMY', label: say('imports.dayFirst') },
        { value: 'MDY', label: say('imports.monthFirst') },
      ];
    case 'decimal':
      return [
        { value: '.', label: say('imports.decimalPoint') },
        { value: ',', label: say('imports.decimalComma') },
      ];
    case 'status':
      return [
        { value: 'traded', label: say('imports.statusTraded') },
        { value: 'passed', label: say('imports.statusPassed') },
      ];
    case 'level':
      return [
        { value: 'counts', label: say('imports.levelCounts') },
        { value: 'passed', label: say('imports.statusPassed') },
      ];
    case 'direction':
      return [
        { value: 'BUY', label: say('imports.allBought') },
        { value: 'SELL', label: say('imports.allSold') },
        { value: 'neither', label: say('imports.noTrades') },
      ];
    case 'fee':
      return [
        { value: 'paid', label: say('imports.feesPaid') },
        { value: 'received', label: say('imports.feesReceived') },
      ];
    case 'tax':
      return [
        { value: 'net', label: say('imports.taxesNet') },
        { value: 'leave', label: say('imports.taxesLeave') },
      ];
    case 'total':
      return [
        { value: 'total', label: say('imports.totalHolds') },
        { value: 'parts', label: say('imports.partsHold') },
        { value: 'leave', label: say('imports.leaveOut') },
      ];
    case 'balance':
      return [{ value: 'accept', label: say('imports.acceptBalances') }];
  }
}

function isAnswer(about: ImportQuestion['about'], answer = ''): boolean {
  return about === 'currency' ? /^[A-Z0-9]{2,20}$/.test(answer) : answer !== '';
}
