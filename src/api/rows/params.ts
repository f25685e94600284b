/**
 * A date and time of a parameter. A text is wall-clock time in the `timezone` of the call, in the form
 * `yyyy-MM-ddThh:mm:ss`. A `Date` is written as wall-clock time in that zone. A date without a time is
 * refused: Awin answers 400 to it.
 */
export type DateTimeParam = string | Date;

/** A day of a parameter: a text in the form `yyyy-MM-dd`. A text with a time is refused. */
export type DayParam = string;

/** One id, or several. */
export type IdsParam = number | readonly number[];

/** One text, or several. A text must not contain a comma, because Awin reads commas as separators. */
export type TextsParam<Text extends string = string> = Text | readonly Text[];
