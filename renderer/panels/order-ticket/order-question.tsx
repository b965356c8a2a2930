import { ShownAmounts } from '#renderer/controls/shown-amounts.tsx';
import { ConfirmOrderDialog } from '#renderer/panels/order-ticket/confirm-order-dialog.tsx';
import { PlaceAgainDialog } from '#renderer/panels/order-ticket/place-again-dialog.tsx';
import type { OrderReview } from '#renderer/panels/order-ticket/use-order-review.ts';

/** What the trader is asked before something is sent, if anything. */
export function OrderQuestion({ review }: { readonly review: OrderReview }) {
  const { question } = review;
  switch (question?.kind) {
    case undefined:
      return null;
    case 'confirm':
      return (
        <ShownAmounts>
          <ConfirmOrderDialog
            review={question.review}
            onPlaced={(placed) => review.finish(question.review.draft, placed)}
            onRefused={(failure) => review.refused(question.review.draft, failure)}
            onClose={review.close}
          />
        </ShownAmounts>
      );
    case 'again':
      return (
        <ShownAmounts>
          <PlaceAgainDialog
            {...question}
            onAgain={() => review.placeAgain(question.draft)}
            onClose={review.close}
          />
        </ShownAmounts>
      );
  }
}
