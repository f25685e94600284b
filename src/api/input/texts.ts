import {grouped} from './grouped.ts';
import {type Param, param, withDefault} from './param.ts';

/**
 * A text with a length in characters. It must not be blank.
 *
 * @param reason - Why there is a limit, for messages.
 */
export const text = (max = Infinity, min = 1, reason = ''): Param => {
	const length = max === Infinity ? '' : ` of ${min} to ${grouped(max)} characters`;
	const accepts = `a text that is not blank${length}${reason}`;
	const any = param(accepts, (value) =>
		typeof value === 'string' && value.trim() !== '' ? value : undefined,
	);
	return {
		...any,
		write: (value, option, timezone) => {
			const written = any.write(value, option, timezone);
			const count = Array.from(String(written)).length;
			if (count >= min && count <= max) return written;
			throw new TypeError(`Option \`${option}\` must be ${accepts}, but it has ${grouped(count)}.`);
		},
	};
};

/** A text in a form. */
export const matching = (pattern: RegExp, accepts: string): Param =>
	param(accepts, (value) => (typeof value === 'string' && pattern.test(value) ? value : undefined));

/** A text that is a segment of the path. */
export const segment: Param = param(
	'a text that is not blank, no dot segment and well-formed Unicode',
	(value) =>
		typeof value === 'string' &&
		value.trim() !== '' &&
		!/^(\.|%2e){1,2}$/i.test(value) &&
		!/\p{Surrogate}/u.test(value)
			? value
			: undefined,
);

/** A text in a list that the query joins with commas. */
export const textWithoutComma: Param = matching(
	/^[^,]*[^,\s][^,]*$/,
	'a text without commas, because Awin reads commas as separators',
);

/** The reference of an order. */
export const orderReference: Param = text(
	50,
	1,
	', because Awin cuts longer references, and cut ones can be equal',
);

/** ISO 3166-1 alpha-2, such as `GB`. */
export const country: Param = matching(
	/^[A-Z]{2}$/,
	'a country code of two capitals, such as `GB`',
);

/** ISO 4217, such as `EUR`. */
export const currency: Param = matching(
	/^[A-Z]{3}$/,
	'a currency code of three capitals, such as `EUR`',
);

/** An absolute http or https URL. */
export const webUrl: Param = param('an absolute http: or https: URL', (value) =>
	typeof value === 'string' && /^https?:$/.test(URL.parse(value)?.protocol ?? '')
		? value
		: undefined,
);

/** The kind of the products of a feed. */
export const vertical: Param = withDefault(
	matching(/^[a-z]\w*$/i, 'a kind of products, such as `retail`'),
	'retail',
);

/** The locale of a feed. */
export const locale: Param = matching(
	/^[a-z]{2,3}(_[a-z]+)+$/i,
	'a language and a country, such as `en_GB`',
);
