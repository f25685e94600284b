import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {parseStored} from '../../src/response/parse-stored.ts';

const json = 'application/json';
/** A body that is large enough for its value to be cached. */
const bytes = (text: string) => new TextEncoder().encode(text.padEnd(300));

let parse = vi.spyOn(JSON, 'parse');

beforeEach(() => {
	parse = vi.spyOn(JSON, 'parse');
});

afterEach(() => {
	vi.unstubAllGlobals();
	vi.resetModules();
});

describe('a stored body', () => {
	it('is parsed at most twice, and each call returns a new equal value', () => {
		const body = bytes('{"list":[{"id":1}],"name":"a"}');
		const values = [1, 2, 3, 4].map(() => parseStored(body, json));
		for (const value of values) {
			expect(value).toEqual({ok: true, value: {list: [{id: 1}], name: 'a'}});
		}
		expect(parse).toHaveBeenCalledTimes(2);
	});

	it('is not affected when a caller changes its value', () => {
		const body = bytes('[{"id":1}]');
		for (let call = 0; call < 4; call++) {
			const {value} = {value: undefined, ...parseStored(body, json)};
			expect(value).toEqual([{id: 1}]);
			if (Array.isArray(value)) Object.assign(value[0], {id: 2}, {more: [value.push({})]});
		}
	});

	it('is parsed again for another content type', () => {
		const body = bytes('["?"]');
		body[2] = 0xe9;
		for (let call = 0; call < 3; call++) {
			expect(parseStored(body, `${json};charset=latin1`)).toEqual({ok: true, value: ['é']});
		}
		for (let call = 0; call < 3; call++) {
			expect(parseStored(body, json)).toEqual({ok: true, value: ['\ufffd']});
		}
		expect(parse).toHaveBeenCalledTimes(4);
	});

	it('is identified by its array, not by its bytes', () => {
		for (let call = 1; call <= 4; call++) {
			expect(parseStored(bytes('[1]'), json)).toEqual({ok: true, value: [1]});
			expect(parse).toHaveBeenCalledTimes(call);
		}
	});

	it('is parsed each time if it has less than 256 bytes', () => {
		const body = bytes('[1]').slice(0, 255);
		for (let call = 1; call <= 4; call++) {
			expect(parseStored(body, json)).toEqual({ok: true, value: [1]});
			expect(parse).toHaveBeenCalledTimes(call);
		}
		const larger = bytes('[1]').slice(0, 256);
		parse.mockClear();
		for (let call = 0; call < 4; call++) parseStored(larger, json);
		expect(parse).toHaveBeenCalledTimes(2);
	});

	it.each([
		['a number', '1'],
		['a string', '"text"'],
		['null', 'null'],
		['an array that is nested too deeply', '['.repeat(201) + ']'.repeat(201)],
	])('is parsed each time if it is %s', (_, text) => {
		const body = bytes(text);
		for (let call = 1; call <= 4; call++) {
			const result = parseStored(body, json);
			expect(parse).toHaveBeenCalledTimes(call);
			expect(JSON.stringify(result)).toBe(`{"ok":true,"value":${text}}`);
		}
	});

	it('is parsed as JSON whatever its content type is', () => {
		const body = bytes('[1]');
		for (let call = 0; call < 3; call++) {
			expect(parseStored(body, 'text/html')).toEqual({ok: true, value: [1]});
		}
		expect(parse).toHaveBeenCalledTimes(2);
	});

	it('fails each time if it is not JSON', () => {
		const body = bytes('{');
		for (let call = 0; call < 4; call++) {
			expect(parseStored(body, json)).toMatchObject({ok: false});
		}
	});
});

describe('the cached values of stored bodies', () => {
	const load = async () => {
		vi.resetModules();
		const module = await import('../../src/response/parse-stored.ts');
		parse.mockClear();
		return module.parseStored;
	};

	it('are parsed again after garbage collection', async () => {
		class Collected {
			deref(): undefined {
				return undefined;
			}
		}
		vi.stubGlobal('WeakRef', Collected);
		const parseAgain = await load();
		const body = bytes('[1]');
		for (let call = 1; call <= 4; call++) {
			expect(parseAgain(body, json)).toEqual({ok: true, value: [1]});
			expect(parse).toHaveBeenCalledTimes(call);
		}
	});

	it('are not cached if the runtime has no WeakRef', async () => {
		const {WeakRef: original} = globalThis;
		Reflect.deleteProperty(globalThis, 'WeakRef');
		try {
			const parseAlways = await load();
			const body = bytes('[1]');
			for (let call = 1; call <= 4; call++) {
				expect(parseAlways(body, json)).toEqual({ok: true, value: [1]});
				expect(parse).toHaveBeenCalledTimes(call);
			}
		} finally {
			globalThis.WeakRef = original;
		}
	});
});
