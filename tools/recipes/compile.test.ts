import {join} from 'node:path';
import {compile, root, writeBlocks} from '../../test/docs/blocks.ts';
import {expect, test} from 'vitest';
import {apart, folderOf} from './written.ts';

test('every block that imports a package of this folder compiles', () => {
	const folder = folderOf('blocks');
	writeBlocks(apart, folder);
	expect(compile(folder)).toBe('');
});

test('the tests of this folder compile', () => {
	expect(compile(join(root, 'tools/recipes'))).toBe('');
});

/* Each of these pages has a test that runs its blocks. */
test('only pages with a test of their own have such blocks', () => {
	const pages = new Set(apart.map(({where}) => where.replace(/:\d+$/, '')));
	expect([...pages].toSorted()).toEqual([
		'docs/recipes/bullmq.md',
		'docs/recipes/prometheus.md',
		'docs/recipes/proxy.md',
	]);
});
