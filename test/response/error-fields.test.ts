import {describe, expect, it} from 'vitest';
import {readErrorBody} from '../../src/response/error-body.ts';

const read = (body: unknown) =>
	readErrorBody(new TextEncoder().encode(JSON.stringify(body)), 'application/json', (text) => text);
const describeText = (text: string, contentType = 'text/plain') =>
	readErrorBody(new TextEncoder().encode(text), contentType, (whole) => whole).description;

const codes = ['error', 'errorCode', 'code', 'type'];
const descriptions = [
	'description',
	'message',
	'detail',
	'error_description',
	'errorMessage',
	'msg',
	'reason',
	'title',
];
const fields = ['field', 'path', 'property', 'parameter', 'name'];

/** An object with these keys, the last of which comes first. The value of each is its name. */
const reversed = (keys: readonly string[]) =>
	Object.fromEntries(keys.toReversed().map((key) => [key, `of ${key}`]));

describe('the code of an error body', () => {
	it.each(codes)('is read from `%s`, if no more specific field has one', (key) => {
		expect(read(reversed(codes.slice(codes.indexOf(key)))).code).toBe(`of ${key}`);
		expect(read({[key]: 7}).code).toBe('7');
		expect(read({[key]: ' a '}).code).toBe('a');
		expect(read({[key]: ' '}).code).toBeUndefined();
	});
});

describe('the description of an error body', () => {
	it.each(descriptions)('is read from `%s`, if no more specific field has one', (key) => {
		const keys = descriptions.slice(descriptions.indexOf(key));
		expect(read(reversed(keys)).description).toBe(`of ${key}`);
		expect(read({errors: ['another'], [key]: 'a'}).description).toBe('a');
	});

	it('is made of `errors` rather than `messages`', () => {
		expect(read({messages: ['b'], errors: ['a']}).description).toBe('a');
		expect(read({messages: ['b'], errors: null}).description).toBe('b');
	});

	it.each(fields)('names the field in `%s` of an item', (key) => {
		const field = reversed(fields.slice(fields.indexOf(key)));
		expect(read({errors: [{...field, message: 'no'}]}).description).toBe(`of ${key}: no`);
		expect(read({errors: [{[key]: 'a'}]}).description).toBeUndefined();
		expect(read({errors: [{[key]: 'a', code: 'c'}]}).description).toBe('a: c');
	});

	it('has at most five errors, and says how many more there are', () => {
		const texts = ['1', '2', '3', '4', '5'];
		expect(read({errors: texts}).description).toBe('1; 2; 3; 4; 5');
		expect(read({errors: [...texts, '6']}).description).toBe('1; 2; 3; 4; 5; and 1 more');
		expect(read({errors: [...texts, ' ', {}]}).description).toBe('1; 2; 3; 4; 5');
	});

	it('ignores items that are no texts', () => {
		expect(read({errors: [' a ', '', null, [1], ['b']]}).description).toBe('a');
	});

	it('has the first text of each field', () => {
		expect(read({errors: {a: [7, 'x', 'y'], b: [], c: 7, d: [['z']]}}).description).toBe('a: x');
	});

	it('ignores the type of problem details that has no meaning', () => {
		expect(read({type: 'about:blank', title: 'about:blank', code: 'c'})).toMatchObject({
			code: 'c',
			description: undefined,
		});
	});

	it('of an error that is a list is that of the object', () => {
		expect(read({error: ['x'], message: 'a'})).toMatchObject({code: undefined, description: 'a'});
		expect(read({error: null, message: 'a'})).toMatchObject({code: undefined, description: 'a'});
	});
});

describe('the description of a page', () => {
	it.each([
		['<title>A</title>', 'A'],
		['<TITLE\nlang="en">A', 'A'],
		[`<title ${'a'.repeat(200)}>A`, 'A'],
		[`<title ${'a'.repeat(201)}>A`, undefined],
		['<title lang>b>A', 'b>A'],
		['<titlex>A', undefined],
		['<title></title>', undefined],
		['<title> A \n\t B </title>', 'A B'],
		[`<title>${'a'.repeat(300)}`, 'a'.repeat(200)],
	])('is its title: %j', (page, title) => {
		expect(describeText(page, 'text/html')).toBe(title);
		expect(describeText(`<html>${page}`)).toBe(title);
	});

	it.each(['x-text/html', 'text/htm', 'x application/xhtml+xml'])(
		'is its text if its type is %s',
		(contentType) => {
			expect(describeText('<title>A</title>', contentType)).toBe('<title>A</title>');
		},
	);

	it.each(['<!DOCTYPE html><title>A', '\n\n <HTML><title>A'])('is recognized: %j', (page) => {
		expect(describeText(page)).toBe('A');
	});
});
