import {describe, expect, it} from 'vitest';
import {contentOf} from '../../src/result/stream-content.ts';

describe('what is no stream of a call', () => {
	it.each([undefined, null, 'text', {}, new ReadableStream()])('is refused: %s', (data) => {
		expect(() => contentOf(data)).toThrow(new TypeError('The data is no stream of a call.'));
	});
});
