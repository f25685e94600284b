import * as fc from 'fast-check';
import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {grouped} from '../../../src/api/input/grouped.ts';

it('writes whole numbers as English does', () => {
	fc.assert(
		fc.property(fc.nat({max: Number.MAX_SAFE_INTEGER}), (count) => {
			expect(grouped(count)).toBe(count.toLocaleString('en'));
		}),
	);
});

it('is used instead of toLocaleString, which makes the import slow', () => {
	const cwd = join(import.meta.dirname, '../../../src');
	const files = globSync('**/*.ts', {cwd});
	const users = files.filter((file) =>
		/\.toLocaleString\(/.test(readFileSync(join(cwd, file), 'utf8')),
	);
	expect(files.length).toBeGreaterThan(100);
	expect(users).toEqual([]);
});
