import { useFormat } from '#renderer/controls/use-format.ts';
import { StepLead } from './step-lead.tsx';
import { WorkBar } from '#renderer/controls/work-bar.tsx';
import type { WorkUnderWay } from '#renderer/core/work-under-way.ts';

type ReadingFileProps = {
  readonly fileName: string;
  readonly work: WorkUnderWay;
  readonly onCancel: () => void;
};

export function ReadingFile({ fileName, work, onCancel }: ReadingFileProps) {
  const format = useFormat();
  const sent = work.done >= work.total;
  return (
    <>
      <StepLead>
        Reading <strong>{fileName}</strong>. Nothing is written before you confirm it.
      </StepLead>
      <WorkBar
        label={sent ? 'Looking for fills that are there already' : 'Reading the file'}
        work={work}
        amount={`${format.bytes(work.done)} of ${format.bytes(work.total)}`}
        onCancel={onCancel}
      />
    </>
  );
}
