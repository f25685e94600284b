import {clipText} from './clip.ts';
import {isError, readField} from './read-field.ts';
import {redactor} from './redact.ts';

/** The maximum length of a text in the JSON of an error, in characters. */
export const maxTextLength = 1000;

/** The maximum depth of causes in the JSON of an error. */
const maxCauses = 3;

/* The abort reason comes from the caller and is not redacted yet. */
const redactForms = redactor([]);

/** Returns a cause as plain data: `{name, code, message, cause}`, redacted and cut. Never throws. */
export const describeCause = (cause: unknown, depth = 0): unknown => {
	if (cause === undefined || cause === null || depth === maxCauses) return undefined;
	if (!isError(cause)) return typeof cause === 'string' ? clean(cause) : typeof cause;
	return {
		name: describe(readField(cause, 'name')),
		code: describe(readField(cause, 'code')),
		message: describe(readField(cause, 'message')),
		cause: describeCause(readField(cause, 'cause'), depth + 1),
	};
};

/* An abort reason can be any value, with fields of any type. */
const describe = (value: unknown): string | number | undefined => {
	if (typeof value === 'string') return clean(value);
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	return value === undefined ? undefined : typeof value;
};

const clean = (text: string): string => clipText(redactForms(text), maxTextLength);
