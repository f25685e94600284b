import {readFileSync} from 'node:fs';
import {join, posix} from 'node:path';
import {beforeAll, expect, it} from 'vitest';
import {shippedFiles} from './helpers/shipped-files.ts';

const root = join(import.meta.dirname, '..');

/** The relative links of a page, as paths from the root of the package, without their anchors. */
const linksOf = (page: string): string[] =>
	[...readFileSync(join(root, page), 'utf8').matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, target = '']) => target.replace(/#.*/, ''))
		.filter((target) => target !== '' && !/^[a-z]+:/.test(target))
		.map((target) => posix.join(posix.dirname(page), target));

let shipped: string[] = [];
let pages: string[] = [];

beforeAll(() => {
	shipped = shippedFiles();
	pages = shipped.filter((path) => path.endsWith('.md'));
});

it('ships the README, the changes, the guide for contributors and the pages in docs', () => {
	expect(pages).toEqual(expect.arrayContaining(['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md']));
	expect(pages.filter((page) => page.startsWith('docs/')).length).toBeGreaterThan(5);
	expect(pages.filter((page) => page.startsWith('docs/guides/')).length).toBeGreaterThan(2);
});

it('ships every file that a shipped page links to', () => {
	const missing = pages.flatMap((page) =>
		linksOf(page)
			.filter((target) => !shipped.includes(target))
			.map((target) => `${page} links to ${target}`),
	);
	expect(linksOf('README.md')).toContain('docs/quota.md');
	expect(missing).toEqual([]);
});
