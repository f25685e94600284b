import {describe, expect, it} from 'vitest';
import {writeHeaders} from '../../src/request/headers.ts';

describe('writeHeaders', () => {
	it('writes names in lower case and trims values', () => {
		expect(writeHeaders({'X-Trace-Id': ' 1 ', accept: 'text/csv'})).toEqual({
			'x-trace-id': '1',
			accept: 'text/csv',
		});
	});

	it('leaves out what is undefined', () => {
		expect(writeHeaders({accept: undefined})).toEqual({});
	});

	it.each(['', 'a b', 'a:b', 'a\r\nb', 'ä'])('refuses the name %j', (name) => {
		expect(() => writeHeaders({[name]: 'x'})).toThrow(
			'Option `headers` has a name that is not a header field name',
		);
	});

	it.each(['a\r\nx-injected: 1', 'a\u0000b', 'a\u007fb', '€'])('refuses the value %j', (value) => {
		expect(() => writeHeaders({'x-key': value})).toThrow(TypeError);
		expect(() => writeHeaders({'x-key': value})).toThrow('Option `headers.x-key` must not hold');
		expect(() => writeHeaders({'x-key': value})).not.toThrow(value);
	});

	it('refuses what is no text, and shows its kind only', () => {
		expect(() => writeHeaders({'x-key': 1234})).toThrow(
			'Option `headers.x-key` must be a string, but it is a number.',
		);
	});
});
