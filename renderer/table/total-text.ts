/** `10,000+` where there may be more than were counted. */
export function totalText(total: number, exact: boolean): string {
  return `${total.toLocaleString('en-US')}${exact ? '' : '+'}`;
}
