import {NotificationError} from '../../errors/notification-error.ts';
import {isPlainObject} from '../../errors/invalid-option.ts';
import {instantOf} from '../time/wall-clock.ts';

/** Reads the fields of one object. Each method returns `undefined` for a field without a value. */
export type Fields = {
	/** A text. A number and a boolean are made texts. */
	readonly text: (name: string) => string | undefined;
	/** A number, or its text. */
	readonly number: (name: string) => number | undefined;
	/** An id: a whole number of at least 0, or its text. */
	readonly id: (name: string) => number | undefined;
	/** A date and time in UTC. */
	readonly date: (name: string) => Date | undefined;
	/** An array of objects, or its JSON text, each element read by `read`. */
	readonly list: <T>(name: string, read: (fields: Fields) => T) => readonly T[] | undefined;
};

/** A macro that Awin had no value for, or whose name it does not know. Macros are case-sensitive. */
const macro = /^!!!\w+!!!$/;

/** Longer texts are no numbers. Bounds the work on a hostile text. */
const maxNumberLength = 40;

/* Awin's dates are written by MySQL formats, and the zero date is what MySQL writes for none. Not seen yet. */
const zeroDate = /^0000-00-00/;

const hasNoValue = (value: unknown): boolean =>
	value === null ||
	value === undefined ||
	(typeof value === 'string' && (value.trim() === '' || macro.test(value)));

const parse = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		/* The message of a `SyntaxError` quotes the text. */
		return undefined;
	}
};

/**
 * Creates the reader of the fields of an object.
 *
 * @param path - What stands before the names in messages, such as `products[0].`.
 * @throws NotificationError from its methods, if a field has a value of another kind.
 */
export const fieldsOf = (object: Readonly<Record<string, unknown>>, path = ''): Fields => {
	const refuse = (name: string, accepted: string): NotificationError => {
		const field = path + name;
		return new NotificationError(`Field \`${field}\` of the notification must be ${accepted}.`, {
			field,
		});
	};

	const textOr = (name: string, accepted: string): string | undefined => {
		const value = Object.hasOwn(object, name) ? object[name] : undefined;
		if (hasNoValue(value)) return undefined;
		if (typeof value === 'string') return value;
		if (typeof value === 'number' || typeof value === 'boolean') return String(value);
		throw refuse(name, accepted);
	};

	const numberOr = (name: string, accepted: string, format: RegExp): number | undefined => {
		const text = textOr(name, accepted)?.trim();
		if (text === undefined) return undefined;
		const value = text.length <= maxNumberLength && format.test(text) ? Number(text) : Number.NaN;
		if (Number.isFinite(value)) return value;
		throw refuse(name, accepted);
	};

	return {
		text: (name) => textOr(name, 'a text'),
		number: (name) => numberOr(name, 'a number', /^-?\d*\.?\d+(?:e[+-]?\d+)?$/i),
		id: (name) => numberOr(name, 'a whole number of at most 15 digits', /^\d{1,15}$/),
		date: (name) => {
			const accepted = 'a date and time such as 2026-01-31 13:00:00';
			const text = textOr(name, accepted)?.trim();
			if (text === undefined || zeroDate.test(text)) return undefined;
			try {
				return instantOf(text, 'UTC');
			} catch {
				throw refuse(name, accepted);
			}
		},
		list: (name, read) => {
			const value = Object.hasOwn(object, name) ? object[name] : undefined;
			if (hasNoValue(value)) return undefined;
			const list = typeof value === 'string' ? parse(value) : value;
			if (!Array.isArray(list)) throw refuse(name, 'an array, or the JSON of one');
			return Array.from(list, (element: unknown, index) => {
				if (!isPlainObject(element)) throw refuse(`${name}[${index}]`, 'an object');
				return read(fieldsOf(element, `${path}${name}[${index}].`));
			});
		},
	};
};
