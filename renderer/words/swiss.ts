const quotes: Readonly<Record<string, string>> = { '„': '«', '“': '»', '‚': '‹', '‘': '›' };

/** German as it is written in Switzerland: without ß, and with the quotation marks of the country. */
export function swiss(text: string): string {
  return text.replaceAll('ß', 'ss').replaceAll(/[„“‚‘]/gu, (mark) => quotes[mark] ?? mark);
}
