/**
 * The known values of an enumeration, and any other text. Awin adds values without notice, so a `switch`
 * over an open union needs a `default`. An editor still offers the known values.
 */
export type Open<Known extends string> = Known | (string & {});
