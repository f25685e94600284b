import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {parseStored} from '../../src/response/parse-stored.ts';

const json = 'application/json';
/** A body that is large enough to be worth the trouble. */
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
	it('is parsed twice at most, and gives each caller an equal value of its own', () => {
		const body = bytes('{"list":[{"id":1}],"name":"a"}');
		const values = [1, 2, 3, 4].map(() => parseStored(body, json));
		for (const value of values) {
			expect(value).toEqual({ok: true, value: {list: [{id: 1}], name: 'a'}});
		}
		expect(parse).toHaveBeenCalledTimes(2);
	});

	it('is not changed by what a caller does to its value', () => {
		const body = bytes('[{"id":1}]');
		for (let call = 0; call < 4; call++) {
			const {value} = {value: undefined, ...parseStored(body, json)};
			expect(value).toEqual([{id: 1}]);
			if (Array.isArray(value)) Object.assign(value[0], {id: 2}, {more: [value.push({})]});
		}
	});

	it('is parsed again where another content type goes with it', () => {
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

	it('is not mistaken for another with the same bytes', () => {
		for (let call = 1; call <= 4; call++) {
			expect(parseStored(bytes('[1]'), json)).toEqual({ok: true, value: [1]});
			expect(parse).toHaveBeenCalledTimes(call);
		}
	});

	it('of less than 256 bytes is parsed each time', () => {
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
		['a text', '"text"'],
		['null', 'null'],
		['a list that is nested too deeply', '['.repeat(201) + ']'.repeat(201)],
	])('is parsed each time where it is %s', (_, text) => {
		const body = bytes(text);
		for (let call = 1; call <= 4; call++) {
			const result = parseStored(body, json);
			expect(parse).toHaveBeenCalledTimes(call);
			expect(JSON.stringify(result)).toBe(`{"ok":true,"value":${text}}`);
		}
	});

	it('fails each time where it does not parse', () => {
		const body = bytes('{');
		for (let call = 0; call < 4; call++) {
			expect(parseStored(body, json)).toMatchObject({ok: false});
		}
	});

	it('that is no JSON comes as bytes of its own', () => {
		const body = bytes('PNG');
		const values = [1, 2, 3].map(() => parseStored(body, 'image/png'));
		for (const value of values) expect(value).toEqual({ok: true, value: body});
		expect(new Set([body, ...values.map((result) => result.ok && result.value)]).size).toBe(4);
	});
});

describe('the values of stored bodies', () => {
	const load = async () => {
		vi.resetModules();
		const module = await import('../../src/response/parse-stored.ts');
		parse.mockClear();
		return module.parseStored;
	};

	it('are parsed again after the garbage collector has taken them', async () => {
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

	it('are not kept where there are no weak references', async () => {
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
