import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {attempt} from '../helpers/attempt.ts';
import {fillTemplate} from '../../src/request/path-template.ts';

const fillPath = (...args: Parameters<typeof fillTemplate>): string => fillTemplate(...args).path;

describe('fillTemplate', () => {
	it('fills in every placeholder', () => {
		expect(fillPath('/publishers/{publisherId}/x/{name}', {publisherId: 45628, name: 'a b'})).toBe(
			'/publishers/45628/x/a%20b',
		);
	});

	it('fills in a placeholder within a segment, and a repeated placeholder', () => {
		expect(fillPath('/{a}-retail-{b}.jsonl/{a}', {a: 1, b: 'en_GB'})).toBe(
			'/1-retail-en_GB.jsonl/1',
		);
	});

	it('returns a path without placeholders unchanged', () => {
		expect(fillPath('/advertisers/7/transactions/')).toBe('/advertisers/7/transactions/');
	});

	it('keeps the query of the template', () => {
		expect(fillPath('/accounts?type={type}', {type: 'a&b'})).toBe('/accounts?type=a%26b');
	});

	it.each([
		['a slash', 'a/b', 'a%2Fb'],
		['a question mark', '?x=1', '%3Fx%3D1'],
		['a fragment', '#x', '%23x'],
		['a line break', '\r\nx-injected: 1', '%0D%0Ax-injected%3A%201'],
		['a percent sign', '%2e%2e%2f', '%252e%252e%252f'],
		['three dots', '...', '...'],
	])('encodes %s', (_, value, encoded) => {
		expect(fillPath('/a/{b}', {b: value})).toBe(`/a/${encoded}`);
	});

	it.each([
		['missing', {}, 'it is undefined'],
		['empty', {id: ''}, 'it is an empty string'],
		['null', {id: null}, 'it is null'],
		['not a number', {id: Number.NaN}, 'it is NaN'],
		['an object', {id: {secret: 1}}, 'it is an object (Object)'],
		['an inherited property', Object.create({id: 1}), 'it is undefined'],
	])('rejects a value that is %s', (_, values, message) => {
		expect(() => fillPath('/a/{id}', values)).toThrow(TypeError);
		expect(() => fillPath('/a/{id}', values)).toThrow(
			`Option \`path.id\` must be a non-empty string or a finite number, but ${message}.`,
		);
	});

	it.each(['.', '..', '%2e', '.%2E', '%2e%2e'])('rejects the dot segment %s', (value) => {
		expect(() => fillPath('/a/{id}/b', {id: value})).toThrow(
			'Option `path.id` must not be a dot segment',
		);
	});

	it('rejects a lone surrogate', () => {
		expect(() => fillPath('/a/{id}', {id: '\ud800'})).toThrow(
			'Option `path.id` must be well-formed Unicode',
		);
	});

	it('rejects a value without a placeholder', () => {
		expect(() => fillPath('/a/{id}', {id: 1, di: 2})).toThrow(
			'Option `path.di` has no placeholder in the path "/a/{id}".',
		);
	});

	it.each([
		['/a/{publisherId}', {publisherID: 1}, 'publisherId', 'publisherID'],
		['/a/{publisherId}', {publisher_id: 1}, 'publisherId', 'publisher_id'],
		['/a/{publisherId}', {publsherId: 1}, 'publisherId', 'publsherId'],
		['/a/{publisherId}', {publisher: 1}, 'publisherId', 'publisher'],
		[
			'/a/{publisherId}/{publisher}',
			{publisher: 1, Id: 1, PublisherId: 2},
			'publisherId',
			'PublisherId',
		],
	])('asks about a name that is close to a missing one: %s, %o', (path, values, name, near) => {
		expect(() => fillPath(path, values)).toThrow(
			new TypeError(`Option \`path.${name}\` is missing; did you mean \`${near}\`?`),
		);
	});

	it('does not ask about the name of another placeholder', () => {
		expect(() => fillPath('/a/{jobId}/{jobIds}', {jobIds: 1})).toThrow(
			'Option `path.jobId` must be a non-empty string',
		);
	});

	it.each(['', 'accounts', '//evil.example', '/\\evil.example', '/a\\b', '/a#b', '/a b', '/a\nb'])(
		'refuses the template %j',
		(template) => {
			expect(() => fillPath(template)).toThrow('The path must start with one "/"');
		},
	);

	it.each(['/a/{id', '/a/id}', '/a/{}', '/a/{{id}}'])('rejects the braces in %s', (template) => {
		expect(() => fillPath(template, {id: 1})).toThrow('that is not part of a placeholder');
	});

	it.each(['/a/../b', '/..', '/a/%2e%2E/b', '/./a'])(
		'rejects dot segments in the template %s',
		(path) => {
			expect(() => fillPath(path)).toThrow('must not contain dot segments');
		},
	);

	it('rejects dot segments that result from filling in values', () => {
		expect(() => fillPath('/a/.{id}/b', {id: '.'})).toThrow('must not be a dot segment');
		expect(() => fillPath('/a/%2{id}/b', {id: 'e'})).toThrow('must not contain dot segments');
	});

	it('keeps every value within its segment', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary', minLength: 1}), (value) => {
				const {value: path, error} = attempt(() => fillPath('/before/{value}/after', {value}));
				if (path === undefined) return error instanceof TypeError;
				const {origin, pathname, search, hash} = new URL(`https://api.awin.com${path}`);
				const [, before, segment = '', after, ...more] = pathname.split('/');
				return (
					/^[\x21-\x7e]+$/.test(path) &&
					origin + search + hash === 'https://api.awin.com' &&
					decodeURIComponent(segment) === value &&
					before === 'before' &&
					after === 'after' &&
					more.length === 0
				);
			}),
			{numRuns: 500, examples: [['../..'], ['a/b'], ['%2e%2e'], ['?'], ['#'], ['\\'], ['\r\n']]},
		);
	});
});
