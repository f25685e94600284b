import {AwinError} from 'awin-sdk';
import * as fc from 'fast-check';
import {gzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {bodyOf, downloadCsv, downloadLines, readRows} from './feed.ts';
import {cutAt, everywhere, places} from './pieces.ts';

const zip = (bytes: Uint8Array): Uint8Array => Uint8Array.from(gzipSync(bytes));
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const chunked = (bytes: Uint8Array, at: readonly number[]) =>
	bodyOf(cutAt(bytes, at, (start, end) => bytes.subarray(start, end))).body;

/* Texts of well-formed UTF-16: anything else is not the same after UTF-8. */
const cell = fc.string({unit: 'grapheme', maxLength: 6});
const rowsOf = fc.array(fc.record({a: cell, b: cell}), {maxLength: 6});
const layers = fc.integer({min: 0, max: 2});
const mark = fc.constantFrom('', '\ufeff');

const wrap = (text: string, count: number): Uint8Array =>
	Array.from({length: count}).reduce<Uint8Array>(zip, bytesOf(text));

describe('the rows of a feed', () => {
	it('are those that it was made of, compressed or not, wherever its bytes are cut', async () => {
		await fc.assert(
			fc.asyncProperty(
				rowsOf,
				mark,
				layers,
				places,
				fc.nat(7),
				async (rows, bom, zips, at, skip) => {
					const cells = rows.map(({a, b}) => [a, b].map((one) => `"${one.replaceAll('"', '""')}"`));
					const csv = wrap(`${bom}${[['a', 'b'], ...cells].join('\r\n')}`, zips);
					const lines = wrap(bom + rows.map((row) => `${JSON.stringify(row)}\n`).join(''), zips);
					const expected = {rows: rows.slice(skip), error: undefined};
					for (const cuts of [at, everywhere(Math.min(csv.length, 40))]) {
						expect(await readRows(await downloadCsv(chunked(csv, cuts), {skip}))).toEqual(expected);
						const read = await readRows(await downloadLines(chunked(lines, cuts), {skip}));
						expect(read).toEqual(expected);
					}
				},
			),
			{numRuns: 150},
		);
	});

	it('are rows or a typed error for any bytes', async () => {
		const noise = fc.uint8Array({maxLength: 60});
		const near = fc
			.array(fc.constantFrom('a,b\n', '{"a":1}\n', '"', ',', '\n', '\r', '{', '\ufeff', '\u001f'))
			.map((parts) => bytesOf(parts.join('')));
		const damaged = fc
			.record({text: fc.string(), at: fc.nat(), byte: fc.nat(255)})
			.map(({text, at, byte}) => {
				const bytes = zip(bytesOf(`a,b\n${text}`));
				bytes[at % bytes.length] = byte;
				return bytes;
			});
		await fc.assert(
			fc.asyncProperty(fc.oneof(noise, near, damaged), places, async (bytes, at) => {
				for (const download of [downloadCsv, downloadLines]) {
					const {rows, error} = await readRows<object>(await download(chunked(bytes, at)));
					expect(error === undefined || error instanceof AwinError).toBe(true);
					for (const row of rows)
						expect(Object.prototype.toString.call(row)).toBe('[object Object]');
				}
			}),
			{numRuns: 300},
		);
	});
});
