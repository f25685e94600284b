import {describe, expect, test} from 'vitest';
import {documentedIn} from './comments.ts';

/** Each entry, with a member of a type that it exports. */
const entries: readonly (readonly [entry: string, member: string])[] = [
	['src/index.ts', 'Offer.advertiser.joined'],
	['src/core.ts', 'Meta.request.template'],
	['src/redis.ts', 'AcquireOptions.bucket.name'],
	['src/opentelemetry.ts', 'OpenTelemetryOptions.propagateTo'],
	['mocks/index.ts', 'Offer.advertiser.joined'],
];

const documented = documentedIn(entries.map(([entry]) => entry));

describe.each(entries)('what %s exports', (entry, member) => {
	const symbols = documented.get(entry) ?? [];

	test('is read with the members of its members', () => {
		expect(symbols.map(({name}) => name)).toContain(member);
	});

	test('has a comment, as each of its members has', () => {
		expect(symbols.filter(({text}) => text === '').map(({name}) => name)).toEqual([]);
	});

	test('has a tag for each default that a member speaks of', () => {
		const speaking = symbols.filter(
			({name, text}) => name.includes('.') && /\bby default\b|\bdefaults to\b/i.test(text),
		);
		expect(speaking.filter(({tags}) => !tags.has('default')).map(({name}) => name)).toEqual([]);
	});

	test('has an example if it is a function, unless it only recognizes a value', () => {
		const functions = symbols.filter(({name, isFunction}) => isFunction && !/^is[A-Z]/.test(name));
		expect(functions.filter(({tags}) => !tags.has('example')).map(({name}) => name)).toEqual([]);
	});
});
