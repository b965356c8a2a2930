/** What happened, what it means for orders and money, and what to do. */
export type Explanation = { readonly title: string; readonly meaning: string; readonly remedy: string };
