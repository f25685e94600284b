import {createLRU} from 'lru.min';
import {kindOfValue} from '../errors/invalid-option.ts';
import {didYouMean} from '../errors/nearest-name.ts';
import {redactor} from '../errors/redact.ts';

/** The value of a placeholder in a path. */
export type PathValue = string | number;

/** The names of the placeholders in a path template. */
export type PathNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
	? Name | PathNames<Rest>
	: never;

/** The type of the `path` option for a template: one value for each placeholder, and no other properties. */
export type PathValues<Path extends string> = {readonly [Name in PathNames<Path>]: PathValue};

const placeholder = /\{([^{}]+)\}/;

/** Segments that a URL parser resolves as "." or "..", percent-encoded or not. */
const dotSegment = /^(\.|%2e){1,2}$/i;

const encodeSegment = (option: string, value: unknown): string => {
	const usable = (typeof value === 'number' && Number.isFinite(value)) || typeof value === 'string';
	if (!usable || value === '') {
		throw new TypeError(
			`Option \`${option}\` must be a non-empty string or a finite number, but it is ${kindOfValue(value)}.`,
		);
	}
	const text = String(value);
	if (dotSegment.test(text)) {
		throw new TypeError(`Option \`${option}\` must not be a dot segment ("." or "..").`);
	}
	try {
		return encodeURIComponent(text);
	} catch {
		throw new TypeError(
			`Option \`${option}\` must be well-formed Unicode, but it contains a lone surrogate.`,
		);
	}
};

/** Returns a path without its query, which may contain a token. */
const withoutQuery = (path: string): string => {
	const query = path.indexOf('?');
	return query < 0 ? path : path.slice(0, query);
};

/** A parsed template. In `parts`, literal text and the names of placeholders alternate; the first part is text. */
type Template = {
	readonly parts: readonly string[];
	readonly names: ReadonlySet<string>;
	/** The template for messages: without its query, and redacted. */
	readonly shown: string;
};

/* The path of a feed URL contains a key. */
const redactPath = redactor([]);

/** Returns a path as it is shown: without its query, and redacted. */
export const shownPath = (path: string): string => redactPath(withoutQuery(path));

const templates = createLRU<string, Template>({max: 500});

/** Parses a template and caches it. */
const parse = (text: string): Template => {
	if (!/^\/(?![/\\])[^#\\\s]*$/.test(text)) {
		throw new TypeError(
			'The path must start with one "/", as in "/accounts", or be a URL of the origin of `baseUrl`. It must not contain "\\", "#" or whitespace.',
		);
	}
	const parts = text.split(placeholder);
	if (parts.some((part, index) => index % 2 === 0 && /[{}]/.test(part))) {
		throw new TypeError('The path has a "{" or "}" that is not part of a placeholder.');
	}
	const shown = shownPath(text);
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
		throw new TypeError(`The path "${shown}" must not contain dot segments ("." or "..").`);
	}
};

/** Throws if another name was given that is close to that of a missing value. */
const refuseMissing = (
	name: string,
	values: Readonly<Record<string, unknown>>,
	names: ReadonlySet<string>,
	option: string,
): void => {
	const others = Object.keys(values).filter((other) => !names.has(other));
	const question = didYouMean(name, others);
	if (question !== '') throw new TypeError(`Option \`${option}.${name}\` is missing${question}`);
};

/** A path whose placeholders are filled in. */
type FilledPath = {
	readonly path: string;
	/** The template for messages: without its query, and redacted. */
	readonly shown: string;
};

/**
 * Fills in a path template, such as `/publishers/{publisherId}/programmes`. Every value is percent-encoded, so that
 * it stays within its segment.
 *
 * @throws TypeError if the template is invalid, if a value is missing, empty or invalid, or if a value has no
 * placeholder. `option` is the name of the option with the values.
 */
export const fillTemplate = (
	template: string,
	values: Readonly<Record<string, unknown>> = {},
	option = 'path',
): FilledPath => {
	const {parts, names, shown} = templates.get(template) ?? parse(template);
	let path = '';
	for (const [index, part] of parts.entries()) {
		const isName = index % 2 === 1;
		const isGiven = Object.hasOwn(values, part);
		if (isName && !isGiven) refuseMissing(part, values, names, option);
		path += isName ? encodeSegment(`${option}.${part}`, isGiven ? values[part] : undefined) : part;
	}
	for (const name of Object.keys(values)) {
		if (!names.has(name)) {
			throw new TypeError(
				`Option \`${option}.${name}\` has no placeholder in the path "${shown}".`,
			);
		}
	}
	if (names.size > 0) refuseDotSegments(path, shown);
	return {path, shown};
};
