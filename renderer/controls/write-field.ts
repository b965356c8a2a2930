/** Writes over the whole text of a field as a hand does: whoever follows what is typed hears of it. */
export function writeField(field: HTMLInputElement, text: string): void {
  field.select();
  writeSelected(field, text);
}

/** Writes over what is selected in a field. */
export function writeSelected(field: HTMLInputElement, text: string): void {
  const { selectionStart, selectionEnd, value } = field;
  field.setRangeText(text, selectionStart ?? value.length, selectionEnd ?? value.length, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText' }));
}
