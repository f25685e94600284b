import {kindOfValue} from '../errors/invalid-option.ts';

/** What a placeholder of a path can be given. */
export type PathValue = string | number;

/** The names of the placeholders in a path template. */
export type PathNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
	? Name | PathNames<Rest>
	: never;

/** The `path` option that a template asks for: every placeholder, and nothing else. */
export type PathValues<Path extends string> = {readonly [Name in PathNames<Path>]: PathValue};

const placeholder = /\{([^{}]+)\}/g;

/** Segments that a URL parser takes for "here" and "one up", however they are written. */
const dotSegment = /^(\.|%2e){1,2}$/i;

const encodeSegment = (name: string, value: unknown): string => {
	const usable = (typeof value === 'number' && Number.isFinite(value)) || typeof value === 'string';
	if (!usable || value === '') {
		throw new TypeError(
			`Option \`path.${name}\` must be a non-empty string or a finite number, but it is ${kindOfValue(value)}.`,
		);
	}
	const text = String(value);
	if (dotSegment.test(text)) {
		throw new TypeError(`Option \`path.${name}\` must not be a dot segment ("." or "..").`);
	}
	try {
		return encodeURIComponent(text);
	} catch {
		throw new TypeError(
			`Option \`path.${name}\` must be well-formed text; it has half a surrogate pair.`,
		);
	}
};

/**
 * Fills in a path template, such as `/publishers/{publisherId}/programmes`. Every value is encoded, so that
 * none leaves its segment.
 *
 * @throws TypeError when a value is missing, empty, of no use, or for no placeholder.
 */
export const fillPath = (
	template: string,
	values: Readonly<Record<string, unknown>> = {},
): string => {
	if (!/^\/(?![/\\])[^#\\\s]*$/.test(template)) {
		throw new TypeError(
			'The path must start with one "/", as in "/accounts", and hold no "\\", "#" or white space.',
		);
	}
	if (/[{}]/.test(template.replaceAll(placeholder, ''))) {
		throw new TypeError('The path has a "{" or "}" that belongs to no placeholder.');
	}
	/* The query of a template may hold a token. */
	const [shown = ''] = template.split('?');
	const names = new Set<string>();
	const path = template.replaceAll(placeholder, (_, name: string) => {
		names.add(name);
		return encodeSegment(name, Object.hasOwn(values, name) ? values[name] : undefined);
	});
	for (const name of Object.keys(values)) {
		if (!names.has(name)) {
			throw new TypeError(`Option \`path.${name}\` has no placeholder in the path "${shown}".`);
		}
	}
	const [pathname = ''] = path.split('?');
	if (pathname.split('/').some((segment) => dotSegment.test(segment))) {
		throw new TypeError(`The path "${shown}" must not have dot segments ("." or "..").`);
	}
	return path;
};
