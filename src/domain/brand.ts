declare const brand: unique symbol;

/** A nominal type over `Base`: an order id is not an account id although both are strings. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
