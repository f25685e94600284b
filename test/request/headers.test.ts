import {describe, expect, it} from 'vitest';
import {headerValue, writeHeaders} from '../../src/request/headers.ts';

describe('writeHeaders', () => {
	it('writes names in lower case and trims values', () => {
		expect(writeHeaders({'X-Trace-Id': ' 1 ', accept: 'text/csv'})).toEqual({
			'x-trace-id': '1',
			accept: 'text/csv',
		});
	});

	it('accepts names that every object inherits, and returns no inherited value', () => {
		const headers = writeHeaders({constructor: 'a', tostring: 'b'});
		expect(headers).toEqual({constructor: 'a', tostring: 'b'});
		expect(headerValue(headers, 'constructor')).toBe('a');
		expect(headerValue({}, 'constructor')).toBeUndefined();
	});

	it('rejects `__proto__`, which Node.js would drop', () => {
		expect(() => writeHeaders(JSON.parse('{"__proto__": "hunter2"}'))).toThrow(
			'Option `headers.__proto__` must be omitted',
		);
	});

	it('omits undefined fields', () => {
		expect(writeHeaders({accept: undefined})).toEqual({});
	});

	it('adds the defaults whose names are not given, in any case', () => {
		const defaults = {'x-a': '1', 'x-b': '2', 'x-c': '3'};
		expect(writeHeaders({'X-A': '9', 'X-B': undefined, 'x-d': '4'}, defaults)).toEqual({
			'x-a': '9',
			'x-c': '3',
			'x-d': '4',
		});
		expect(defaults).toEqual({'x-a': '1', 'x-b': '2', 'x-c': '3'});
	});

	it.each(['', 'a b', 'a:b', 'a\r\nb', 'ä'])('rejects the name %j', (name) => {
		expect(() => writeHeaders({[name]: 'x'})).toThrow(
			'Option `headers` has a name that is not a valid header field name',
		);
	});

	it.each(['a\r\nx-injected: 1', 'a\u0000b', 'a\u007fb', '€'])('rejects the value %j', (value) => {
		expect(() => writeHeaders({'x-key': value})).toThrow(TypeError);
		expect(() => writeHeaders({'x-key': value})).toThrow('Option `headers.x-key` must not contain');
		expect(() => writeHeaders({'x-key': value})).not.toThrow(value);
	});

	it('rejects a value that is not a string, and shows only its kind', () => {
		expect(() => writeHeaders({'x-key': 1234})).toThrow(
			'Option `headers.x-key` must be a string, but it is a number.',
		);
	});
});
