import {createLRU} from 'lru.min';
import {kindOfValue} from '../errors/invalid-option.ts';
import {redactor} from '../errors/redact.ts';

/** What a placeholder of a path can be given. */
export type PathValue = string | number;

/** The names of the placeholders in a path template. */
export type PathNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
	? Name | PathNames<Rest>
	: never;

/** The `path` option that a template asks for: every placeholder, and nothing else. */
export type PathValues<Path extends string> = {readonly [Name in PathNames<Path>]: PathValue};

const placeholder = /\{([^{}]+)\}/;

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

/** The part of a path before its query, which may hold a token. */
export const withoutQuery = (path: string): string => {
	const query = path.indexOf('?');
	return query < 0 ? path : path.slice(0, query);
};

/** A template that has been read: its text and the names of its placeholders, taking turns. */
type Template = {
	readonly parts: readonly string[];
	readonly names: ReadonlySet<string>;
	/** The template as messages may show it. */
	readonly shown: string;
};

/* A path may contain the key of a feed. */
const redactForms = redactor([]);

const templates = createLRU<string, Template>({max: 500});

/** Reads a template, the first time that it comes. */
const read = (text: string): Template => {
	if (!/^\/(?![/\\])[^#\\\s]*$/.test(text)) {
		throw new TypeError(
			'The path must start with one "/", as in "/accounts", and hold no "\\", "#" or white space.',
		);
	}
	const parts = text.split(placeholder);
	if (parts.some((part, index) => index % 2 === 0 && /[{}]/.test(part))) {
		throw new TypeError('The path has a "{" or "}" that belongs to no placeholder.');
	}
	const shown = redactForms(withoutQuery(text));
	const names = new Set(parts.filter((_, index) => index % 2 === 1));
	if (names.size === 0) refuseDotSegments(text, shown);
	const template = {parts, names, shown};
	templates.set(text, template);
	return template;
};

const refuseDotSegments = (path: string, shown: string): void => {
	if (
		withoutQuery(path)
			.split('/')
			.some((segment) => dotSegment.test(segment))
	) {
		throw new TypeError(`The path "${shown}" must not have dot segments ("." or "..").`);
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
	const {parts, names, shown} = templates.get(template) ?? read(template);
	let path = '';
	for (const [index, part] of parts.entries()) {
		const isName = index % 2 === 1;
		path += isName
			? encodeSegment(part, Object.hasOwn(values, part) ? values[part] : undefined)
			: part;
	}
	for (const name of Object.keys(values)) {
		if (!names.has(name)) {
			throw new TypeError(`Option \`path.${name}\` has no placeholder in the path "${shown}".`);
		}
	}
	if (names.size > 0) refuseDotSegments(path, shown);
	return path;
};
