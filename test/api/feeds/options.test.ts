import {gzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {bodyOf, clientOf, downloadCsv, downloadLines, readRows} from './feed.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('the option', () => {
	it.each([
		[{skip: -1}, 'Option `skip` must be a whole number of at least 0, but it is -1.'],
		[{skip: 1.5}, 'Option `skip` must be a whole number'],
		[{skip: '1'}, 'Option `skip` must be a whole number of at least 0, but it is a string.'],
		[{maxRowLength: 0}, 'Option `maxRowLength` must be a whole number of at least 1, but it is 0.'],
		[{skp: 1}, 'unknown option `skp`'],
	])('%j is refused', async (options, text) => {
		const {productFeed} = clientOf('').publisher(1);
		const args = [{advertiserId: 2, locale: 'en_GB'}, options];
		const call: Promise<unknown> = Reflect.apply(productFeed.download, undefined, args);
		await expect(call).rejects.toThrow(TypeError);
		await expect(call).rejects.toThrow(text);
	});

	it('skip is one of feeds alone', async () => {
		const call: Promise<unknown> = Reflect.apply(clientOf('').accounts.list, undefined, [
			{},
			{skip: 1},
		]);
		await expect(call).rejects.toThrow('unknown option `skip`');
	});

	it('maxRowLength limits a row, also in a gzip', async () => {
		const bomb = gzipSync(`a,b\n${'x'.repeat(4_000_000)}`);
		const {error} = await readRows(await downloadCsv(bomb));
		expect(error).toMatchObject({
			kind: 'invalid-body',
			description: 'row 1 is longer than 1048576 characters (`maxRowLength`)',
		});
		const line = `{"meta":{"id":"${'x'.repeat(2_000_000)}"}}\n`;
		expect((await readRows(await downloadLines(line))).error).toMatchObject({
			issues: [{path: [0]}],
		});
		const {rows} = await readRows(await downloadLines(line, {maxRowLength: 3_000_000}));
		expect(rows).toHaveLength(1);
	});

	it('validate ends the rows before the first one that does not fit', async () => {
		const body = '{"meta":{}}\n{"tax":null}\n{"meta":{"id":1},"tax":7}\n{"tax":{}}\n';
		expect((await readRows(await downloadLines(body))).rows).toHaveLength(4);
		const {body: chunks} = bodyOf(body.split('{}').map((part) => bytesOf(`${part}{}`)));
		const {rows, error} = await readRows(await downloadLines(chunks, {validate: true, skip: 1}));
		expect(rows).toEqual([{tax: null}]);
		expect(error).toMatchObject({
			kind: 'invalid-body',
			description: 'must be an object',
			body: '{"meta":{"id":1},"tax":7}',
			issues: [{path: [2, 'tax']}],
		});
	});
});
