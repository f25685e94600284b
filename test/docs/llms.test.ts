import {describe, expect, it} from 'vitest';
import {firstSentence, llmsOf, pages} from '../../tools/llms-page.ts';
import {shippedFiles} from '../helpers/shipped-files.ts';
import {textOf} from './markdown.ts';

const text = textOf('llms.txt');
const links = [...text.matchAll(/^- \[.+\]\((.+?)\): .+\.$/gm)].map(([, target = '']) => target);

describe('llms.txt', () => {
	it('is the index that `npm run docs:llms` writes', () => {
		expect(text).toBe(llmsOf(pages()));
	});

	it('has the form of the convention: a title, a summary, and lists of links', () => {
		const blocks = text.trimEnd().split('\n\n');
		expect(blocks[0]).toBe('# awin-sdk');
		expect(blocks[1]).toMatch(/^> A TypeScript client for the Awin affiliate API\. /);
		const lists = blocks.slice(blocks.findIndex((block) => block.startsWith('## ')));
		const [headings, items] = [0, 1].map((rest) => lists.filter((_, at) => at % 2 === rest));
		expect(headings).toEqual(expect.arrayContaining(['## Topics', '## Recipes']));
		expect(headings?.at(-1)).toBe('## Optional');
		expect(items?.flatMap((list) => list.split('\n'))).toHaveLength(links.length);
	});

	it('is in the package, and links to each page of it and to nothing else', () => {
		const shipped = shippedFiles();
		expect(shipped).toContain('llms.txt');
		expect(links.toSorted()).toEqual(shipped.filter((path) => path.endsWith('.md')).toSorted());
	});
});

describe('the first sentence of a page', () => {
	it.each([
		['# A\n\nOne. Two.\n', 'One.'],
		['# A\n\n| a |\n\nIt calls `a. b` of [c](c.md). Then more.\n', 'It calls `a. b` of c.'],
		['# A\n\nVersion 1.2 does\nthis:\n\n- a\n', 'Version 1.2 does this.'],
	])('of %j is %j', (page, sentence) => {
		expect(firstSentence({path: 'docs/a.md', text: page})).toBe(sentence);
	});

	it('is needed', () => {
		const page = {path: 'docs/a.md', text: '# A\n\n- a\n'};
		expect(() => firstSentence(page)).toThrow('docs/a.md has no paragraph.');
	});
});
