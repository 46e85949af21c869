/** Where a distribution made of another gets the type that its axes and abilities have now. */

/** A record whose functions were made, one by one, of those of a distribution. */
export const rebuilt = <D>(made: object): D => made as unknown as D
