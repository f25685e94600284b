import {globSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {root} from './blocks.ts';
import {section, tables, textOf} from './markdown.ts';

type Manifest = {
	readonly exports: Readonly<Record<string, unknown>>;
	readonly engines: {readonly node: string};
	readonly peerDependencies: Readonly<Record<string, string>>;
	readonly devDependencies: Readonly<Record<string, string>>;
};
const manifest: Manifest = JSON.parse(textOf('package.json'));

const page = 'docs/versions.md';
const [supported = []] = tables(section(page, 'Supported versions'));
const rowOf = (name: string) => supported.find(([first = '']) => first.startsWith(name)) ?? [];
const plain = (cell = '') => cell.replaceAll(/[`\\]/g, '');

describe('docs/versions.md', () => {
	it('has the minimum of Node.js that package.json has', () => {
		expect(`>=${rowOf('Node.js')[1]?.replace(' and newer', '')}`).toBe(manifest.engines.node);
	});

	it.each(Object.entries(manifest.peerDependencies))('has the range of %s', (name, range) => {
		const [, written, checked = ''] = rowOf(`\`${name}\``);
		expect(plain(written)).toBe(range);
		expect(manifest.devDependencies[name]?.startsWith(`${checked}.`)).toBe(true);
	});

	it('has the versions of TypeScript that the package is checked with', () => {
		const [, oldest = ''] =
			/olderTypeScript = '(\d+\.\d+)/.exec(textOf('tools/check-consumer.mjs')) ?? [];
		const newest = manifest.devDependencies['typescript']?.replace(/\.\d+$/, '');
		expect(rowOf('TypeScript').slice(1)).toEqual([
			`${oldest} and newer`,
			`${oldest} and ${newest}, strict`,
		]);
	});

	it('names every entry of the package', () => {
		const entries = Object.keys(manifest.exports)
			.filter((entry) => entry !== './package.json')
			.map((entry) => entry.replace('.', 'awin-sdk'));
		for (const entry of entries)
			expect(section(page, 'What counts as a break')).toContain(`\`${entry}\``);
	});

	it('says that no name is deprecated as long as none is', () => {
		const sources = globSync(['src/**/*.ts', 'mocks/**/*.ts'], {cwd: root});
		const deprecated = sources.filter((path) => textOf(path).includes('@deprecated'));
		const says = section(page, 'Deprecation').includes('No name is deprecated today.');
		expect(sources.length).toBeGreaterThan(100);
		expect(says).toBe(deprecated.length === 0);
	});
});
